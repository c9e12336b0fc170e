import type { JSX } from 'preact';
import type { Choice, Message } from '../../../../bot/message.ts';
import type { Pending } from '../kept.ts';
import { dateOf, timeOf } from '../words.ts';
import { Card } from './card.tsx';
import { Markup } from './markup.tsx';
import type { PanelView } from './panel-view.ts';

interface BubbleProps {
  readonly panel: PanelView;
  readonly message: Message;
  readonly first: boolean;
  readonly last: boolean;
  /** The prospect has written since: its choices are history. */
  readonly answered: boolean;
}

export function Bubble({ panel, message, first, last, answered }: BubbleProps): JSX.Element {
  const { seq, from, cards, choices, at } = message;
  const own = from === 'prospect';
  const { text, question } = apart(message);
  return (
    <div class={`said ${own ? 'own' : from} ${placeOf(first, last)}`} data-seq={seq}>
      <Speaker message={message} first={first} panel={panel} />
      {text !== '' && <div class="bubble">{own ? text : <Markup text={text} panel={panel} />}</div>}
      {cards?.map((card) => (
        <Card key={card.url} card={card} panel={panel} />
      ))}
      {question !== '' && (
        <div class="bubble">
          <Markup text={question} panel={panel} />
        </div>
      )}
      <Origin message={message} panel={panel} />
      {last && (
        <time class="small" dateTime={at}>
          {timeOf(at, panel.language)}
        </time>
      )}
      {choices && <Choices choices={choices} answered={answered} panel={panel} />}
    </div>
  );
}

/** A question stands with its buttons: cards that belong to the words before it do not come between. */
function apart({ text, cards, choices }: Message): { text: string; question: string } {
  const at = cards && choices ? Math.max(text.lastIndexOf('\n\n'), 0) : text.length;
  return { text: text.slice(0, at), question: text.slice(at).trim() };
}

function placeOf(first: boolean, last: boolean): string {
  return (first ? 'first ' : '') + (last ? 'last' : '');
}

/** Who speaks can be seen by the side and the colour; who listens hears it. */
function Speaker({
  message: { from, name },
  first,
  panel: { words },
}: {
  message: Message;
  first: boolean;
  panel: PanelView;
}): JSX.Element {
  const speaker = name ?? words(from);
  return from === 'consultant' && first ? <p class="speaker">{speaker}</p> : <span class="unseen">{speaker}: </span>;
}

/** Where the words come from: a model, sources. */
function Origin({
  message: { generated, sources },
  panel: { words, language },
}: {
  message: Message;
  panel: PanelView;
}): JSX.Element {
  return (
    <>
      {generated && <p class="small">{words('generated')}</p>}
      {sources && sources.length > 0 && (
        <details class="small">
          <summary>{words('sources')}</summary>
          <ul>
            {sources.map(({ id, title, asOf }) => (
              <li key={id}>
                {title} · {/\d/.test(asOf) ? words('as-of', { date: dateOf(asOf, language) }) : asOf}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface ChoicesProps {
  readonly choices: readonly Choice[];
  readonly answered: boolean;
  readonly panel: PanelView;
}

function Choices({ choices, answered, panel: { chat, focusInput } }: ChoicesProps): JSX.Element {
  const choose = ({ label, value }: Choice, event: MouseEvent): void => {
    chat.send(label, value);
    // The button is about to lose the focus. By keyboard one writes on; by touch that would bring up a phone's keyboard.
    if (event.detail === 0) focusInput();
    else (event.currentTarget as Element).closest<HTMLElement>('.log')?.focus({ preventScroll: true });
  };
  return (
    <div class="choices">
      {choices.map((choice) => (
        <button key={choice.value} disabled={answered} onClick={(event) => choose(choice, event)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}

/** A message that is still on its way, and what to do when it does not get there. */
export function OnItsWay({ pending, panel }: { pending: Pending; panel: PanelView }): JSX.Element {
  const { words, chat, draft, write, focusInput } = panel;
  const { id, text, state } = pending;
  const takeBack = (): void => {
    chat.withdraw(id);
    write([text, draft].filter(Boolean).join('\n'));
    focusInput();
  };
  return (
    <div class={`said own first last ${state}`}>
      <span class="unseen">{words('prospect')}: </span>
      <div class="bubble">{text}</div>
      <p class="small status">
        {words(state === 'queued' || state === 'accepted' ? 'sending' : state)}
        {(state === 'waiting' || state === 'refused') && <button onClick={() => chat.retry(id)}>{words('retry')}</button>}
        {(state === 'too-long' || state === 'refused') && <button onClick={takeBack}>{words('edit')}</button>}
      </p>
    </div>
  );
}
