import type { Money, SlotValue } from '../../flows/command.ts';
import { formatDate, formatMoney, formatRange } from '../../knowledge/format.ts';
import { isMoney } from '../company.ts';
import { sayOpening } from './moment.ts';
import type { Scene } from './scene.ts';

/** What values are said in. */
export type Voice = Pick<Scene, 'words' | 'language'>;

/** A slot's value as one says it: "1,000 万元", "全国", "广东省". */
export function sayValue(scene: Voice, slot: string, value: SlotValue): string {
  if (isMoney(value)) return sayMoney(scene, value);
  if (typeof value === 'boolean') return scene.words(value ? 'labels.yes' : 'labels.no');
  const opening = sayOpening(scene, String(value));
  if (opening !== null) return opening;
  if (isDate.test(String(value))) return formatDate(String(value), scene.language);
  const key = slot === 'province' ? `province.${value}` : `choice.${slot}.${value}`;
  return scene.words.has(key) ? scene.words(key) : String(value);
}

const isDate = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** An amount as one says it, with "at least" or "at most" where one end is open; renminbi in 万元, other currencies by name. */
export function sayMoney(scene: Voice, { min, max, below, currency }: Money): string {
  const amount = (value: number): string =>
    currency === 'CNY' ? formatMoney(value, scene.language) : foreign(value, currency, scene.language);
  if (min !== null && max !== null) {
    if (currency === 'CNY') return formatRange({ low: min, high: max }, 'CNY', scene.language);
    return min === max ? amount(min) : scene.words('labels.range', { from: amount(min), to: amount(max) });
  }
  if (min !== null) return scene.words('labels.at-least', { amount: amount(min) });
  return max === null ? '' : scene.words(below ? 'labels.below' : 'labels.at-most', { amount: amount(max) });
}

/** A value in the middle of a sentence, where a label may be too short or begin with a capital. */
export function sayValueWithin(scene: Voice, slot: string, value: SlotValue): string {
  const key = typeof value === 'string' ? `said.${slot}.${value}` : '';
  return scene.words.has(key) ? scene.words(key) : sayValue(scene, slot, value);
}

/** The name of a slot in the middle of a sentence. */
export function slotName(scene: Voice, slot: string): string {
  const key = `slot.${slot}`;
  return scene.words.has(key) ? scene.words(key) : slot;
}

function foreign(amount: number, currency: string, language: string): string {
  return amount.toLocaleString(language, { style: 'currency', currency, currencyDisplay: 'name', maximumFractionDigits: 0 });
}
