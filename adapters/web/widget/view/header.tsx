import { Component, createRef, type JSX } from 'preact';
import type { Language } from '../../../../bot/session/session.ts';
import type { ChatState } from '../chat-state.ts';
import { Icon } from './icon.tsx';
import { Link } from './markup.tsx';
import type { PanelView } from './panel-view.ts';

// Each language is named in its own words.
const languages: readonly (readonly [Language, string])[] = [
  ['zh-Hans', '简体'],
  ['zh-Hant', '繁體'],
  ['en', 'English'],
];

export function Header({ state, panel }: { state: ChatState; panel: PanelView }): JSX.Element {
  const { words, title, close } = panel;
  const { owner, name } = state.kept.owner;
  return (
    <header>
      <span class="mark" aria-hidden="true">
        {owner === 'consultant' && name ? Array.from(name)[0] : <Icon name="mark" />}
      </span>
      <div class="titles">
        <h2>{title}</h2>
        <p role="status">{words(`owner-${owner}`, { name: name ?? words('consultant') })}</p>
      </div>
      <Menu panel={panel} />
      <button class="tool" aria-label={words('close')} onClick={close}>
        <Icon name="less" />
      </button>
    </header>
  );
}

class Menu extends Component<{ panel: PanelView }, { open: boolean; sure: boolean }> {
  override state = { open: false, sure: false };
  readonly #button = createRef<HTMLButtonElement>();
  readonly #items = createRef<HTMLDivElement>();

  render({ panel: { words } }: { panel: PanelView }): JSX.Element {
    const { open } = this.state;
    return (
      <div class="menu" onKeyDown={(event) => this.#onKey(event)} onFocusOut={(event) => this.#onLeft(event)}>
        <button class="tool" ref={this.#button} aria-label={words('menu')} aria-expanded={open} onClick={() => this.#show(!open)}>
          <Icon name="more" />
        </button>
        {open && this.#list()}
      </div>
    );
  }

  #list(): JSX.Element {
    const { panel } = this.props;
    const { words, language, chat } = panel;
    return (
      <div class="items" tabIndex={-1} ref={this.#items}>
        <div class="languages" role="group" aria-label={words('language')}>
          {languages.map(([code, label]) => (
            <button
              key={code}

              lang={code}
              aria-pressed={code === language}
              onClick={() => this.#done(() => chat.speak(code))}
            >
              {label}
            </button>
          ))}
        </div>
        {words('wechat') && <button onClick={() => this.#done(() => chat.goOn())}>{words('wechat')}</button>}
        {this.state.sure ? (
          // The words stand where the item was: a second click of a hasty hand hits nothing.
          <div class="banner">
            <p>{words('new-sure')}</p>
            <button onClick={() => this.#done(() => chat.begin())}>{words('new')}</button>
            <button onClick={() => this.#show(false)}>{words('new-no')}</button>
          </div>
        ) : (
          <button onClick={() => this.#ask()}>{words('new')}</button>
        )}
        <Link to="/privacy" panel={panel}>
          {words('privacy')}
        </Link>
      </div>
    );
  }

  /** The focus goes into the open menu, so that leaving it can be noticed; Safari does not focus a button that is clicked. */
  #show(open: boolean): void {
    this.setState({ open, sure: false }, () => (open ? this.#items : this.#button).current!.focus());
  }

  /** The item goes: the focus leaves it first, or the menu would close as left. */
  #ask(): void {
    this.#items.current!.focus();
    this.setState({ sure: true });
  }

  #done(act: () => void): void {
    act();
    this.#show(false);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.state.open) return;
    event.stopPropagation(); // the panel stays open
    this.#show(false);
  }

  #onLeft({ currentTarget, relatedTarget }: FocusEvent): void {
    if (this.state.open && !(currentTarget as Element).contains(relatedTarget as Node | null)) this.setState({ open: false });
  }
}
