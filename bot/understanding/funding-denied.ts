import { grammar } from './grammar.ts';
import type { Found } from './pattern.ts';
import type { Vocabulary } from './vocabulary.ts';

/** So far a negation carries (没有任何境外股东), unless a but ends it: 没有外资但有个台湾股东. */
const reach = { han: 12, latin: 26 };
const ended = grammar`.*${'but'}`;

/** 不是合资是外商独资: what is behind the second 是 is said, not denied. */
const contrasted = /(?:不是|并非)[^是]{1,8}(?<![不也都])是/;

/** 外资一分钱都莫得, 外国人的钱半点没有 */
const none = grammar`^(?:[^,;!?。\d占持有出投%]{0,6}?|(?: [a-z]+){1,2}:? )${'funding.none'}`;

/** Whether a word for whose money it is stands under a negation. */
export function isDenied(clause: string, { start, end }: Found, { words, expression }: Vocabulary): boolean {
  const far = /[a-z]/.test(clause[start] ?? '') ? reach.latin : reach.han;
  const before = clause
    .slice(Math.max(0, start - far), start)
    .replace(expression(ended), '')
    .replace(contrasted, '');
  if (words['funding.not'].has(before) || words['funding.not.after'].at(clause, end) !== null) return true;
  return expression(none).test(clause.slice(end));
}
