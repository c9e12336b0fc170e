import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import type { Said } from './said.ts';
import { isOfPlace } from './scope-told.ts';

/**
 * "怎么这么贵" right after a price wants the reasons, and "全国和单省价格怎么差这么多" both prices, instead of the price once more. The reasons are
 * those of a licence: who is about another service hears its price.
 */
export function priceWhy(
  commands: readonly Command[],
  { asksOfPrice, slots, wantsQuote }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const { service = licence, scope } = valuesOf(state);
  const isOther = service !== licence || (slots.licence ?? licence) !== licence;
  if (asksOfPrice === undefined || isOther || wantsQuote !== undefined) return commands;
  // "全国的为啥贵那么多" compares, and chooses nothing.
  const isChosen = asksOfPrice === 'price-why' && scope === undefined;
  const told = isChosen ? commands : commands.filter((command) => !isOfPlace(command));
  return answeredAs(asksOfPrice, { commands: told, text, knowledge });
}

const licence = 'callcentre';

/** "价格包含年检吗": the inspection is no wish, and the price is told again only to who asks for it as well. */
export function inspectionIncluded(
  commands: readonly Command[],
  { asksIfInspected, asksPriceToo, tellsOfRivals }: Understood,
  { text, knowledge }: Said,
): readonly Command[] {
  if (asksIfInspected === undefined || tellsOfRivals !== undefined) return commands;
  const priced = asksPriceToo === true ? [{ type: 'question', topic: 'price', text: '', written: text } as const] : [];
  return [...priced, ...answeredAs('inspection-included', { commands, text, knowledge })];
}
