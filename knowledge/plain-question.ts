import { lowerOf } from './keywords.ts';
import type { Knowledge } from './knowledge.ts';
import { onceFor } from './once.ts';

/** A question without what is said around it: 您好，想咨询一下，要多久谢谢 is 要多久. */
export function plainQuestion(knowledge: Knowledge, text: string): string {
  const lower = lowerOf(text);
  const plain = lower.replace(courtesiesOf(knowledge), ' ').replace(edges, '');
  return plain === '' ? lower : plain;
}

/** What a message of several parts ends with, which is mostly what it asks; null for one of a single part. */
export function lastPart(text: string): string | null {
  const parts = text.split(between).filter((part) => /\p{L}{2}/u.test(part));
  return parts.length > 1 ? (parts.at(-1)?.trim() ?? null) : null;
}

const edges = /^[\s,，.。!！?？:：;；~]+|[\s,，.。!！;；~]+$/g;
const between = /[,，.。!！;；?？\n]+\s*|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;

const courtesiesOf = onceFor(({ ways: { courtesies } }: Knowledge): RegExp => {
  const ways = courtesies
    .toSorted((a, b) => b.length - a.length)
    .map((way) => (/^[a-z]/.test(way) ? `(?<![a-z0-9'])${RegExp.escape(way)}(?![a-z0-9'])` : RegExp.escape(way)));
  return new RegExp(ways.join('|'), 'gu');
});
