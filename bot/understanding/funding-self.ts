import { grammar } from './grammar.ts';
import { without } from './masking.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "We're a small US startup", 我们是一家美国公司: who says where their own firm is from tells of its holders. */
export function namesOwnOrigin(clause: string, { words, expression }: Vocabulary): boolean {
  const led = expression(self).exec(clause);
  if (!led) return false;
  const at = led.index + led[0].length;
  const ends = origins.flatMap((list) => words[list].at(clause, at) ?? []);
  return ends.some((end) => expression(firm).test(clause.slice(end)) || expression(ended).test(clause.slice(at, end)));
}

const self = grammar`(?<![a-z])${'funding.self'} ?(?:${'funding.self.size'} ?)*`;
const firm = grammar`^(?:(?: [a-z-]+){0,2} ?|[\u4e00-\u9fff]{0,5})${'funding.self.firm'}(?!'s|s'|的)`;
/** The word for the firm may be a part of the origin: "us startup". */
const ended = grammar`${'funding.self.firm'}$`;
const origins = ['funding.country', 'funding.hmt', 'funding.hmt.place'] as const;

/** "Our Chinese entity is owned by the German parent": where it is says nothing of whose it is. */
export function withoutSeat(text: string, { words }: Vocabulary): string {
  return words['funding.owned'].has(text) ? without(text, words['funding.entity'].all(text)) : text;
}
