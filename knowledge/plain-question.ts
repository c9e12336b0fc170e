import { lowerOf } from './keywords.ts';
import type { Knowledge } from './knowledge.ts';
import { onceFor } from './once.ts';

/** A question without what is said around it: 您好，想咨询一下，要多久谢谢 is 要多久. */
export function plainQuestion(knowledge: Knowledge, text: string): string {
  const lower = lowerOf(text);
  const plain = lower.replace(courtesiesOf(knowledge), ' ').replace(edges, '');
  return plain === '' ? lower : plain;
}

/** What a message of several parts asks: the last with a question mark, else what it ends with; null for one of a single part. */
export function lastPart(text: string): string | null {
  const parts = text.split(between).filter((part) => /\p{L}{2}/u.test(part));
  const asked = parts.findLast((part) => /[?？]$/.test(part)) ?? parts.at(-1);
  return parts.length > 1 ? (asked?.replace(/[?？]$/, '').trim() ?? null) : null;
}

const edges = /^[\s,，.。!！?？:：;；~]+|[\s,，.。!！;；~]+$/g;
const between = /[,，.。!！;；\n]+\s*|(?<=[?？])[\s?？]*|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u;

const courtesiesOf = onceFor(({ ways: { courtesies } }: Knowledge): RegExp => {
  const ways = courtesies
    .toSorted((a, b) => b.length - a.length)
    .map((way) => (/^[a-z]/.test(way) ? `(?<![a-z0-9'])${RegExp.escape(way)}(?![a-z0-9'])` : RegExp.escape(way)));
  return new RegExp(ways.join('|'), 'gu');
});
