import { clausesOf } from './clauses.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

type Origin = NonNullable<Slots['fundingOrigin']>;

/** Where the company's money comes from. Questions and hypotheses say nothing about it. */
export function fundingIn(text: string, pending: Pending, vocabulary: Vocabulary): Origin | null {
  const seen: Seen = { domestic: false, chinese: false, foreign: false, hmt: false, joint: false, denied: false };
  for (const { text: clause } of clausesOf(text)) {
    if (isAsked(clause, vocabulary)) continue;
    if (vocabulary.words['funding.former'].has(clause)) lookBack(clause, seen, vocabulary);
    else look(clause, { seen, pending, vocabulary });
  }
  if (seen.hmt) return 'hmt';
  if (seen.joint || (seen.foreign && (seen.domestic || seen.chinese))) return 'joint';
  if (seen.foreign) return 'foreign';
  return seen.domestic || seen.denied || (pending === 'funding' && seen.chinese) ? 'domestic' : null;
}

interface Seen {
  domestic: boolean;
  chinese: boolean;
  foreign: boolean;
  hmt: boolean;
  joint: boolean;
  /** Foreign money was denied. */
  denied: boolean;
}

interface Look {
  readonly seen: Seen;
  readonly pending: Pending;
  readonly vocabulary: Vocabulary;
}

/** A question about foreign companies is none about ours, unless it says that ours is one. */
function isAsked(clause: string, { words }: Vocabulary): boolean {
  if (words['funding.plan'].has(clause)) return true;
  return words['ask.any'].has(clause) && !words['funding.own'].has(clause);
}

/** 之前有个美国股东,已经退出: who held once does not hold now. */
function lookBack(clause: string, seen: Seen, { words }: Vocabulary): void {
  if (words['funding.foreign'].has(clause) || words['funding.country'].has(clause) || words['funding.hmt'].has(clause))
    seen.denied = true;
}

function look(clause: string, { seen, pending, vocabulary }: Look): void {
  const { words } = vocabulary;
  const holder = !words['funding.unrelated'].has(clause) && (pending === 'funding' || words['funding.holder'].has(clause));
  see(
    clause,
    { name: 'hmt', phrases: ['funding.hmt', ...(holder ? (['funding.hmt.place'] as const) : [])] },
    { seen, vocabulary },
  );
  see(
    clause,
    { name: 'foreign', phrases: ['funding.foreign', ...(holder ? (['funding.country'] as const) : [])] },
    { seen, vocabulary },
  );
  see(clause, { name: 'joint', phrases: ['funding.joint'] }, { seen, vocabulary });
  see(clause, { name: 'domestic', phrases: ['funding.domestic'] }, { seen, vocabulary });
  if (holder) see(clause, { name: 'chinese', phrases: ['funding.chinese'] }, { seen, vocabulary });
}

interface Kind {
  readonly name: 'hmt' | 'foreign' | 'joint' | 'domestic' | 'chinese';
  readonly phrases: readonly (
    | 'funding.hmt'
    | 'funding.hmt.place'
    | 'funding.foreign'
    | 'funding.country'
    | 'funding.joint'
    | 'funding.domestic'
    | 'funding.chinese'
  )[];
}

/** So far a negation carries: 没有任何境外股东. */
const reach = 12;

function see(clause: string, { name, phrases }: Kind, { seen, vocabulary: { words } }: Omit<Look, 'pending'>): void {
  for (const phrase of phrases) {
    for (const { start, end } of words[phrase].all(clause)) {
      const negation = words['funding.not'].all(clause.slice(Math.max(0, start - reach), start)).at(-1);
      const negated = negation !== undefined || words['funding.not.after'].at(clause, end) !== null;
      if (!negated) seen[name] = true;
      else if (name === 'foreign' || name === 'hmt' || name === 'joint') seen.denied = true;
    }
  }
}
