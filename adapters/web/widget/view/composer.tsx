import { Component, createRef, type JSX } from 'preact';
import { Icon } from './icon.tsx';
import type { PanelView } from './panel-view.ts';

/** The longest text that the server takes. */
const longest = 4000;

export class Composer extends Component<{ panel: PanelView }> {
  readonly #input = createRef<HTMLTextAreaElement>();

  override componentDidMount(): void {
    this.componentDidUpdate();
  }

  /** Grows with its text. */
  override componentDidUpdate(): void {
    const { style } = this.#input.current!;
    style.height = 'auto';
    style.height = `${this.#input.current!.scrollHeight}px`;
  }

  render({ panel: { words, draft, write } }: { panel: PanelView }): JSX.Element {
    const over = draft.trim().length - longest;
    return (
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          this.#send();
        }}
      >
        {over > 0 && (
          <p class="over" role="status">
            {words('over', { count: over })}
          </p>
        )}
        <div class="field">
          <textarea
            ref={this.#input}
            rows={1}
            value={draft}
            placeholder={words('placeholder')}
            aria-label={words('label')}
            enterkeyhint="send"
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => this.#onKey(event)}
          />
          <button type="submit" class="send" aria-label={words('send')} disabled={draft.trim() === '' || over > 0}>
            <Icon name="send" />
          </button>
        </div>
      </form>
    );
  }

  #onKey(event: KeyboardEvent): void {
    // While an input method is composing, Enter picks a word. Safari tells it by the key code only.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#send();
  }

  #send(): void {
    const { chat, draft, write, focusInput } = this.props.panel;
    const text = draft.trim();
    if (text === '' || text.length > longest) return;
    chat.send(text);
    write('');
    focusInput();
  }
}
