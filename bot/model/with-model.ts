import { formatFact } from '../../knowledge/format.ts';
import { type Conversed, type ConversationDeps, type Exchange, openReading } from '../conversation.ts';
import { defaultLimits } from './limits.ts';
import type { ModelReader, Proposal } from '../understanding/model/proposal.ts';
import { pendingKind } from '../understanding/commands.ts';
import type { AnswerWriter, Wish } from '../wording/model/wish.ts';
import type { Wordable, Wording } from '../wording/worded.ts';

export interface ModelDeps {
  readonly conversation: ConversationDeps;
  /** Asked what the rules leave open; absent unless one is configured. */
  readonly model?: ModelReader;
  /** Words answers for the question at hand; likewise. */
  readonly writer?: AnswerWriter;
}

/**
 * A conversation that asks a model before and after: what the rules leave open, and for better words of the answer. Each is asked once
 * for a burst of messages, so a turn that is run again after a conflict takes the same; and both together take what one may take.
 */
export function conversing(
  deps: ModelDeps,
  speak: (exchange: Exchange) => Promise<Conversed>,
): (exchange: Exchange, burst: object) => Promise<Conversed> {
  const asked = new WeakMap<object, Asked>();
  return async (exchange, burst) => {
    if (!deps.model && !deps.writer) return speak(exchange);
    const turn = asked.get(burst) ?? {};
    asked.set(burst, turn);
    const proposal = await read(turn, exchange, deps);
    const completed = { ...exchange, ...(proposal && { proposal }) };
    const said = await speak(completed);
    const wording = await word(turn, { exchange, said }, deps);
    return wording ? speak({ ...completed, wording }) : said;
  };
}

interface Asked {
  time?: { readonly end: AbortSignal; readonly tooLate: AbortSignal };
  proposal?: Promise<Proposal | null>;
  wording?: Promise<Wording | null>;
}

/** A call that could hardly end in time is not made. */
const leastMs = 700;

function timeOf(turn: Asked): NonNullable<Asked['time']> {
  const { deadlineMs } = defaultLimits;
  return (turn.time ??= { end: AbortSignal.timeout(deadlineMs), tooLate: AbortSignal.timeout(deadlineMs - leastMs) });
}

async function read(turn: Asked, exchange: Exchange, { model, conversation }: ModelDeps): Promise<Proposal | null> {
  const reading = model ? openReading(exchange, conversation) : null;
  if (!model || !reading) return null;
  return (turn.proposal ??= model.read(reading, timeOf(turn).end));
}

async function word(
  turn: Asked,
  { exchange, said }: { exchange: Exchange; said: Conversed },
  { writer, conversation }: ModelDeps,
): Promise<Wording | null> {
  const { wordable } = said;
  if (!writer || !wordable) return null;
  const { end, tooLate } = timeOf(turn);
  if (turn.wording) return turn.wording;
  if (tooLate.aborted) return null;
  const { curated } = wordable;
  turn.wording = writer
    .word(wishOf(wordable, { ...exchange, said }, conversation), end)
    .then((text) => (text === null ? null : { curated, text }));
  return turn.wording;
}

interface Spoken extends Exchange {
  readonly said: Conversed;
}

/** In the language of the reply: the prospect may have changed it in this very turn. */
function wishOf({ curated, facts, question }: Wordable, { conversation, session, said }: Spoken, deps: ConversationDeps): Wish {
  const { knowledge, wordbooks, book, mask } = deps;
  const { language } = said.session;
  const words = wordbooks[language].words(0);
  const known = facts.flatMap((id) => knowledge.facts.get(id) ?? []);
  return {
    conversation,
    language,
    question: mask(question, pendingKind(session.state, book)),
    curated,
    facts: known.map((fact) => words.adapt(formatFact(fact, language))),
  };
}
