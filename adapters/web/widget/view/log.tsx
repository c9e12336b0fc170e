import { Component, createRef, type JSX } from 'preact';
import type { Message } from '../../../../bot/message.ts';
import type { ChatState } from '../chat-state.ts';
import { type Line, linesOf } from '../lines.ts';
import { dateOf } from '../words.ts';
import { Bubble, OnItsWay } from './bubble.tsx';
import { Icon } from './icon.tsx';
import type { PanelView } from './panel-view.ts';

/** As near as this to the end counts as being there. */
const nearPx = 48;
/** Between two speakers, and above the first of them. */
const gapsPx = 22;
/** A reply that is quicker than this needs no "typing". */
const quickMs = 350;

interface LogProps {
  readonly panel: PanelView;
  readonly state: ChatState;
  readonly open: boolean;
}

/** What is said. It keeps what is new in sight, but never scrolls the beginning of an answer away: people read from there. */
export class Log extends Component<LogProps, { atEnd: boolean; slow: boolean; below: number }> {
  override state = { atEnd: true, slow: false, below: 0 };
  readonly #box = createRef<HTMLDivElement>();
  #slow: ReturnType<typeof setTimeout> | undefined;
  #shown = '';
  /** The last seq that was gone to. */
  #seen = 0;

  override componentDidUpdate(before: LogProps): void {
    const { state, open } = this.props;
    if (asked(state) !== asked(before.state)) this.#await(asked(state));
    const { messages, kept, connected } = state;
    // The banner about the connection takes room from the end.
    const shown = [open, messages.length, kept.queue.length, kept.notices.length, connected, this.#typing()].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    const opens = open !== before.open;
    if (opens || this.state.atEnd) this.#follow(newIn(messages, before.state.kept.read));
    else if (kept.queue.length > before.state.kept.queue.length) this.#follow();
    this.#scrolled();
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
        {!this.state.atEnd && this.#newest()}
      </div>
    );
  }

  /** The way to what came last, with how much of it is new. */
  #newest(): JSX.Element {
    const { state, panel } = this.props;
    const { below } = this.state;
    return (
      <button
        class="newest"
        aria-label={below ? undefined : panel.words('newest')}
        onClick={() => this.#follow(newIn(state.messages, this.#seen))}
      >
        {below > 0 && panel.words('below', { count: below })}
        <Icon name="less" />
      </button>
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

  /** Goes to the end, but no further than to the beginning of what is new, with what it answers above it. */
  #follow(beginning?: Message): void {
    const box = this.#box.current!;
    const top = beginning && box.querySelector<HTMLElement>(`[data-seq="${beginning.seq}"]`);
    this.#seen = this.props.state.messages.length;
    const above = (top?.previousElementSibling?.clientHeight ?? 0) + gapsPx;
    box.scrollTop = top ? top.offsetTop - Math.min(above, box.clientHeight / 4) : box.scrollHeight;
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#box.current!;
    const atEnd = scrollHeight - scrollTop - clientHeight < nearPx;
    const { messages } = this.props.state;
    if (atEnd) this.#seen = messages.length;
    const below = messages.filter(({ seq, from }) => from !== 'prospect' && seq > this.#seen).length;
    if (atEnd !== this.state.atEnd || below !== this.state.below) this.setState({ atEnd, below });
  }
}

/** The first message of others after `read`, or the first of the turn that it came with: a turn has one moment. */
function newIn(messages: readonly Message[], read: number): Message | undefined {
  const first = messages.find(({ seq, from }) => seq > read && from !== 'prospect');
  return messages.find(({ at, from }) => at === first?.at && from === first.from);
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
