import * as z from 'zod';
import { editionOf } from '../../knowledge/edition.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

/**
 * What one message of the bot promised: its seq, when (seconds since 1970), the edition of the knowledge that it was told from, and
 * of what: a fact's id, `price:{service}` with `:{province}` after it where it is known,
 * `dates:{service}:{start}` with `:{target}` after it, or `quote:{number}`. The figures
 * themselves are worked out again from the edition, so that a talk keeps a few bytes of each.
 */
export const toldSchema = z.tuple([z.number(), z.number(), z.string()]).rest(z.string());
export type Told = z.infer<typeof toldSchema>;

/** Who goes on comparing for days is told the same kinds of things; the last ones are kept. */
const mostTold = 60;

interface Telling {
  readonly knowledge: Knowledge;
  /** The seq of the first of the messages. */
  readonly from: number;
  readonly now: Date;
}

/** The promises so far and those of these messages, each with the first message of its edition that told it. */
export function withTold(
  before: readonly Told[] = [],
  messages: readonly (readonly string[])[],
  { knowledge, from, now }: Telling,
): Told[] {
  const { id: edition } = editionOf(knowledge);
  const known = new Set(before.filter(([, , earlier]) => earlier === edition).flatMap(([, , , ...refs]) => refs));
  const fresh = messages.flatMap((refs, index): Told[] => {
    const news = [...new Set(refs)].filter((ref) => !known.has(ref) && isPromise(knowledge, ref));
    for (const ref of news) known.add(ref);
    return news.length > 0 ? [[from + index, Math.floor(now.getTime() / 1000), edition, ...news]] : [];
  });
  return [...before, ...fresh].slice(-mostTold);
}

/** A figure of a fact, or a condition in words; what something is called binds nobody. */
function isPromise({ facts, conditions }: Knowledge, ref: string): boolean {
  if (ref.includes(':')) return true;
  const value = facts.get(ref)?.value;
  if (value === undefined) return false;
  if (typeof value === 'number' || 'low' in value) return true;
  return [...conditions.values()].some(({ provincial, nationwide }) => provincial === ref || nationwide === ref);
}
