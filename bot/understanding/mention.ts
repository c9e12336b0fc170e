import type { Amount } from './amount.ts';
import { clausesOf, type Clause } from './clauses.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words farther away are about something else. */
const nearby = 60;

export type Kind = 'subscribed' | 'paid-in' | null;

/** An amount with the words around it. */
export interface Mention {
  readonly amount: Amount;
  readonly clause: Clause;
  /** From the amount before (or the clause's beginning) to this one. */
  readonly before: string;
  /** From this amount to the next one or the clause's end. */
  readonly after: string;
  /** The clause before, when it holds no amount: "预算 5万". */
  readonly lead: string;
  /** The clause before, whatever it holds. */
  readonly earlier: string;
  /** The nearest words before it: `before`, or `lead` where there is nothing. */
  readonly nearest: string;
  /** The word for capital stands next to it. */
  readonly named: boolean;
  readonly kind: Kind;
  /** The currency of the amount before, when there is one. */
  readonly behind: string | null | undefined;
}

/** Puts each amount into its words; amounts between clauses are left out. */
export function mentionsOf(text: string, amounts: readonly Amount[], vocabulary: Vocabulary): Mention[] {
  const clauses = clausesOf(text, vocabulary);
  return amounts.flatMap((amount, index) => {
    const place = clauses.findIndex((one) => amount.start < one.end && amount.end > one.start);
    const clause = clauses[place];
    if (!clause) return [];
    const around = { clause, earlier: clauses[place - 1], previous: amounts[index - 1], next: amounts[index + 1] };
    return [mentionOf(text, { amount, ...around }, vocabulary)];
  });
}

interface Position {
  readonly amount: Amount;
  readonly clause: Clause;
  readonly earlier: Clause | undefined;
  readonly previous: Amount | undefined;
  readonly next: Amount | undefined;
}

function mentionOf(text: string, position: Position, vocabulary: Vocabulary): Mention {
  const { amount, clause, previous, next } = position;
  const taken = previous?.end ?? 0;
  const sharing = [next].find((one) => one && one.start < clause.end);
  const before = text.slice(Math.max(clause.start, taken, amount.start - nearby), amount.start);
  const after = text.slice(amount.end, sharing?.start ?? Math.max(clause.end, amount.end));
  const lead = leadOf(position);
  const nearest = before.trim() ? before : lead;
  const named =
    [nearest, after.slice(0, 24), lead].some((part) => vocabulary.words['capital.name'].has(part)) ||
    isRenamed(text, position, vocabulary);
  const own = sharing ? ownWords(text, { after, next: sharing }, vocabulary) : after;
  const rest = next ? '' : text.slice(amount.end, amount.end + 24);
  return {
    amount,
    clause,
    before,
    after,
    lead,
    nearest,
    named,
    kind: firstKind(isOfPrevious(position, { before, after }, vocabulary) ? [own, rest] : [nearest, own, rest, lead], vocabulary),
    ...asideOf(position),
  };
}

/** 注册资本不是两百是两千: the word stands before the amount that it is not. */
function isRenamed(text: string, { amount, clause, previous }: Position, { words }: Vocabulary): boolean {
  if (!previous || previous.start < clause.start || !/^[, ]?(?:而?是|but) ?$/.test(text.slice(previous.end, amount.start)))
    return false;
  return words['capital.name'].has(text.slice(clause.start, previous.start));
}

/** "5 million subscribed and 1 million paid in": what stands right behind the amount before, where this one has a word of its own. */
function isOfPrevious(
  { previous, clause }: Position,
  { before, after }: { before: string; after: string },
  vocabulary: Vocabulary,
): boolean {
  // 1000w,认缴100w实缴: nothing but a comma stands between the first amount and its word.
  const isNext = previous !== undefined && clause.start - previous.end <= 1;
  if (!previous || !(previous.end > clause.start || isNext) || !kindOf(after.slice(0, 12), vocabulary)) return false;
  return kindOf(before.slice(0, 12), vocabulary) !== null;
}

function leadOf({ earlier, previous }: Position): string {
  return earlier && (previous?.end ?? 0) <= earlier.start ? earlier.text.slice(-nearby) : '';
}

function asideOf({ earlier, previous }: Position): Pick<Mention, 'earlier' | 'behind'> {
  return { earlier: earlier?.text ?? '', behind: previous?.currency };
}

/** "2000万(实缴300万)": the word belongs to the amount behind it, unless that one has a word of its own. */
function ownWords(text: string, { after, next }: { after: string; next: Amount }, vocabulary: Vocabulary): string {
  return kindOf(text.slice(next.end, next.end + 6), vocabulary) ? after : '';
}

function firstKind(parts: readonly string[], vocabulary: Vocabulary): Kind {
  return parts.reduce<Kind>((kind, part) => kind ?? kindOf(part, vocabulary), null);
}

function kindOf(part: string, { words }: Vocabulary): Kind {
  const subscribed = lastOf(words['capital.subscribed'].all(part));
  if (words['capital.not-paid'].has(part)) return subscribed < 0 ? null : 'subscribed';
  const paid = lastOf(words['capital.paid'].all(part));
  if (subscribed < 0 && paid < 0) return null;
  return paid > subscribed ? 'paid-in' : 'subscribed';
}

/** Where the last of some findings begins; -1 without any. */
export const lastOf = (found: readonly Found[]): number => found.at(-1)?.start ?? -1;
