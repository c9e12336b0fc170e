import type { Message } from '../../../bot/message.ts';
import type { Notice, Pending } from './kept.ts';

/** One line of the log, top to bottom. `first` and `last` of a run by the same speaker. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: Notice }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      readonly first: boolean;
      readonly last: boolean;
      readonly answered: boolean;
    }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: Pending };

/** A run ends after a silence this long. */
const runMs = 5 * 60_000;

export function linesOf(messages: readonly Message[], notices: readonly Notice[], queue: readonly Pending[]): readonly Line[] {
  const pending = queue.filter(({ seen }) => !seen);
  const answeredUpTo = pending.length > 0 ? Infinity : openFrom(messages, notices);
  const lines: Line[] = noticesAt(notices, 0);
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    const { seq, at } = message;
    if (newDay(before, message)) lines.push({ kind: 'day', key: `day-${seq}`, at });
    const noted = noticesAt(notices, seq);
    const first = lines.at(-1)?.kind !== 'message' || !sameRun(before, message);
    const last = noted.length > 0 || !sameRun(messages[index + 1], message);
    lines.push({ kind: 'message', key: `message-${seq}`, message, first, last, answered: seq < answeredUpTo }, ...noted);
  }
  return [...lines, ...pending.map((entry): Line => ({ kind: 'pending', key: entry.id, pending: entry }))];
}

/** Before this nothing is open any more: the prospect has written since, or a person has taken over. */
function openFrom(messages: readonly Message[], notices: readonly Notice[]): number {
  const written = messages.findLast(({ from }) => from === 'prospect')?.seq ?? 0;
  return Math.max(written, 1 + (notices.findLast(({ kind }) => kind === 'joined')?.after ?? 0));
}

function noticesAt(notices: readonly Notice[], seq: number): Line[] {
  return notices
    .filter(({ after }) => after === seq)
    .map((notice, index) => ({ kind: 'notice', key: `notice-${seq}-${index}`, notice }));
}

function newDay(before: Message | undefined, { at }: Message): boolean {
  const day = new Date(at).toDateString();
  return day !== new Date(before?.at ?? Date.now()).toDateString();
}

function sameRun(a: Message | undefined, b: Message): boolean {
  if (!a || a.from !== b.from || a.name !== b.name) return false;
  return Math.abs(Date.parse(b.at) - Date.parse(a.at)) < runMs;
}
