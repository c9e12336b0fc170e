import type { Amount } from './amount.ts';
import { grammar } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "单位是港币，两百万", "the currency is HKD": what amounts are in that stand without a currency of their own. */
export function inToldCurrency(
  text: string,
  amounts: readonly Amount[],
  { currencies, expression }: Vocabulary,
): readonly Amount[] {
  const told = expression(unit).exec(text);
  const named = told && currencies.after(text, told.index + told[0].length);
  return named ? amounts.map((amount) => ({ ...amount, currency: amount.currency ?? named.currency })) : amounts;
}

const unit = grammar`${'amount.unit'} ?`;
