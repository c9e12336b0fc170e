import { Component, createRef, type JSX } from 'preact';
import type { ChatState } from '../chat.ts';
import { type Line, linesOf } from '../lines.ts';
import { dateOf } from '../words.ts';
import { Bubble, OnItsWay } from './bubble.tsx';
import { Icon } from './icon.tsx';
import type { PanelView } from './panel-view.ts';

/** As near as this to the end counts as being there. */
const nearPx = 48;
/** A reply that is quicker than this needs no "typing". */
const quickMs = 350;

interface LogProps {
  readonly panel: PanelView;
  readonly state: ChatState;
  readonly open: boolean;
}

/** What is said. It keeps what is new in sight, but never scrolls the beginning of an answer away: people read from there. */
export class Log extends Component<LogProps, { atEnd: boolean; slow: boolean }> {
  override state = { atEnd: true, slow: false };
  readonly #box = createRef<HTMLDivElement>();
  #slow: ReturnType<typeof setTimeout> | undefined;
  #shown = '';

  override componentDidUpdate(before: LogProps): void {
    const { state, open } = this.props;
    if (asked(state) !== asked(before.state)) this.#await(asked(state));
    const { messages, kept, connected } = state;
    // The banner about the connection takes room from the end.
    const shown = [open, messages.length, kept.queue.length, kept.notices.length, connected, this.#typing()].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#follow(open !== before.open || kept.queue.length > before.state.kept.queue.length);
  }

  render({ state, panel }: LogProps): JSX.Element {
    const { words } = panel;
    const lines = linesOf(state.messages, state.kept.notices, state.kept.queue);
    return (
      <div class="middle">
        {/* It scrolls, so the keyboard must reach it. */}
        <div
          class="log"
          role="log"
          aria-live="polite"
          aria-label={words('log')}
          tabIndex={0}
          ref={this.#box}
          onScroll={() => this.#scrolled()}
        >
          {lines.map((line) => (
            <LineView key={line.key} line={line} panel={panel} />
          ))}
          {this.#typing() && (
            <div class="said bot first last">
              <div class="bubble typing" role="status">
                <i />
                <i />
                <i />
                <span class="unseen">{words('typing')}</span>
              </div>
            </div>
          )}
        </div>
        {!this.state.atEnd && (
          <button type="button" class="newest" aria-label={words('newest')} onClick={() => this.#follow(true)}>
            <Icon name="less" />
          </button>
        )}
      </div>
    );
  }

  #typing(): boolean {
    return this.props.state.typing || (this.state.slow && asked(this.props.state));
  }

  #await(waits: boolean): void {
    clearTimeout(this.#slow);
    if (waits) this.#slow = setTimeout(() => this.setState({ slow: true }), quickMs);
    else this.setState({ slow: false });
  }

  #follow(toEnd: boolean): void {
    const box = this.#box.current!;
    const ours = [...box.querySelectorAll<HTMLElement>('.own')].at(-1);
    if (toEnd) box.scrollTop = box.scrollHeight;
    else if (this.state.atEnd) box.scrollTop = ours ? Math.min(box.scrollHeight, ours.offsetTop - 12) : box.scrollHeight;
    this.#scrolled();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#box.current!;
    const atEnd = scrollHeight - scrollTop - clientHeight < nearPx;
    if (atEnd !== this.state.atEnd) this.setState({ atEnd });
  }
}

/** The bot owes an answer. */
function asked({ kept }: ChatState): boolean {
  return (
    kept.owner.owner === 'bot' && kept.queue.some(({ state, seen }) => !seen && (state === 'sending' || state === 'accepted'))
  );
}

function LineView({ line, panel }: { line: Line; panel: PanelView }): JSX.Element {
  const { words, language } = panel;
  if (line.kind === 'message') return <Bubble {...line} panel={panel} />;
  if (line.kind === 'pending') return <OnItsWay pending={line.pending} panel={panel} />;
  if (line.kind === 'day') return <p class="aside">{dateOf(line.at, language)}</p>;
  return <p class="aside">{words(line.notice.kind, { name: line.notice.name ?? words('consultant') })}</p>;
}
