import type { Command } from '../../flows/command.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import type { SaidInTalk } from './said.ts';

/**
 * "And if the vendor has only a provincial one?" supposes nothing of the company that asks, and "what if we take two provincial ones instead?"
 * no single one.
 */
export function supposedOtherwise(commands: readonly Command[], read: Understood, said: SaidInTalk): readonly Command[] {
  const others = commands.filter((command) => !isProvincial(command));
  const isSupposed = commands.some((command) => command.type === 'what-if' && isProvincial(command));
  if (read.namesVendor === true && isSupposed) return answeredAs('vendor-provincial', { ...said, commands: others });
  const isPriced = commands.some((command) => command.type === 'question' && command.topic === 'price');
  const isAsked = isSupposed || read.asks === true || read.isElliptic === true;
  return read.namesSeveral === true && isAsked && !isPriced
    ? answeredAs('two-provincial', { ...said, commands: others })
    : commands;
}

function isProvincial(command: Command): boolean {
  if (command.type === 'what-if') return command.values['scope'] === 'provincial';
  return command.type === 'set' && command.slot === 'scope' && command.value === 'provincial';
}
