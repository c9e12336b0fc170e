import type { Amount } from './amount.ts';
import { numeralAt } from './numeral.ts';

/** "一个亿的十分之一", "half of 20 million": an amount of which only a part is meant stands for that part. */
export function portionsOf(text: string, amounts: readonly Amount[]): readonly Amount[] {
  return amounts.map((amount) => {
    const portion = portionAt(text, amount);
    if (!portion) return amount;
    const { min, max } = amount;
    return { ...amount, ...portion.span, min: min && min * portion.factor, max: max && max * portion.factor };
  });
}

interface Portion {
  readonly factor: number;
  readonly span: Partial<Pick<Amount, 'start' | 'end'>>;
}

function portionAt(text: string, { start, end, big }: Amount): Portion | null {
  if (!big) return null;
  const after = text.slice(end, end + 24);
  const own = part.exec(after);
  if (own) return { factor: factorOf(own.groups), span: { end: end + own[0].length } };
  const compared = comparison.exec(after);
  // What it is compared with is somebody else's: our own amount stands where the part is named.
  if (compared) {
    const told = end + compared[0].length;
    return { factor: factorOf(compared.groups), span: { start: told - (compared.groups?.['said']?.length ?? 0), end: told } };
  }
  const english = englishPart.exec(text.slice(Math.max(0, start - 24), start));
  return english && { factor: englishFactors[english[1] as string] ?? 1, span: { start: start - english[0].length } };
}

const said = '(?<said>一半|(?<whole>[二三四五六七八九十百]{1,3})分之(?<share>[一二三四五六七八九]))(?=$|[,;。!? 左吧啊呢多不])';
const part = new RegExp(`^的${said}`);
/** 跟你们要求的一千万比，我们正好一半 */
const comparison = new RegExp(`^[^,;。!?\\d]{0,3}比[^,;。!?\\d]{0,3}, ?(?:我们|我司|咱们?|公司)[^,;。!?\\d]{0,4}${said}`);

const factorOf = (groups: Record<string, string> | undefined): number =>
  groups?.['whole'] && groups['share'] ? valueOf(groups['share']) / valueOf(groups['whole']) : 0.5;

const valueOf = (words: string): number => numeralAt(words, 0)?.low ?? 1;

const englishPart = /(?<![a-z])(half|a quarter|a third|a tenth|two thirds|three quarters) of (?:the |your |those )?$/;
const englishFactors: Record<string, number> = {
  half: 1 / 2,
  'a quarter': 1 / 4,
  'a third': 1 / 3,
  'a tenth': 1 / 10,
  'two thirds': 2 / 3,
  'three quarters': 3 / 4,
};
