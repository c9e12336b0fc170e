import type { Amount } from './amount.ts';
import { grammar } from './grammar.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "单位是港币，两百万", "the currency is HKD": what amounts are in that stand without a currency of their own. */
export function inToldCurrency(text: string, amounts: readonly Amount[], vocabulary: Vocabulary): readonly Amount[] {
  if (amounts.every(({ currency }) => currency !== null)) return amounts;
  const { currencies, expression } = vocabulary;
  const told = expression(unit).exec(text);
  const named = (told && currencies.after(text, told.index + told[0].length)) ?? contrasted(text, vocabulary);
  return amounts.map((amount, index) => {
    const currency =
      amount.currency ?? named?.currency ?? currencyBeside(text, { amount, from: amounts[index - 1]?.end ?? 0 }, vocabulary);
    return { ...amount, currency: currency ?? null };
  });
}

/** "3 million (USD)", 美金，两百万, "8 million, in euros": the currency of an amount may stand apart from it. */
function currencyBeside(
  text: string,
  { amount, from }: { amount: Amount; from: number },
  { currencies, expression }: Vocabulary,
): string | undefined {
  const link = expression(behind).exec(text.slice(amount.end));
  const after = link && currencies.after(text, amount.end + link[0].length);
  if (after && expression(ended).test(text.slice(after.end))) return after.currency;
  const lead = expression(infront).exec(text.slice(Math.max(from, amount.start - 12), amount.start));
  return lead ? currencies.before(text, amount.start - lead[0].length, from)?.currency : undefined;
}

const behind = grammar`^(?: ?(?:\(|,|-+|${'currency.link'})){1,2} ?`;
const ended = grammar`^ ?(?:$|[,;。.!?)]|${'currency.end'})`;
const infront = grammar`(?: ?[,:]|${'currency.lead'}|-){1,2} ?$`;

/** "I meant US dollars, not RMB", 不是人民币是美金: the one that is not denied. */
function contrasted(
  text: string,
  { currencies, expression }: Pick<Vocabulary, 'currencies' | 'expression'>,
): { currency: string } | null {
  const not = expression(denial).exec(text);
  const denied = not && currencies.after(text, not.index + not[0].length);
  if (!not || !denied) return null;
  const before = text.slice(0, not.index).replace(/(?:来[的啊]?|[的啊呀啦])?[, ]*$/, '');
  const instead = denied.end + (expression(butIs).exec(text.slice(denied.end))?.[0].length ?? 0);
  return currencies.before(before, before.length, 0) ?? currencies.after(text, instead);
}

const denial = grammar`${'currency.not'} ?`;
const butIs = grammar`^[, ]{0,2}(?:${'currency.but'} ?)?`;
const unit = grammar`${'amount.unit'} ?`;
