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
  const named = (told && currencies.after(text, told.index + told[0].length)) ?? contrasted(text, { currencies, expression });
  return named ? amounts.map((amount) => ({ ...amount, currency: amount.currency ?? named.currency })) : amounts;
}

/** "I meant US dollars, not RMB", 不是人民币是美金: the one that is not denied. */
function contrasted(
  text: string,
  { currencies, expression }: Pick<Vocabulary, 'currencies' | 'expression'>,
): { currency: string } | null {
  const not = expression(denial).exec(text);
  const denied = not && currencies.after(text, not.index + not[0].length);
  if (!not || !denied) return null;
  const before = text.slice(0, not.index).replace(/[, ]+$/, '');
  const instead = denied.end + (expression(butIs).exec(text.slice(denied.end))?.[0].length ?? 0);
  return currencies.before(before, before.length, 0) ?? currencies.after(text, instead);
}

const denial = grammar`${'currency.not'} ?`;
const butIs = grammar`^[, ]{0,2}(?:${'currency.but'} ?)?`;
const unit = grammar`${'amount.unit'} ?`;
