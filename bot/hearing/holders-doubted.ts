import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import { companyOf } from '../company.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import type { Said } from './said.ts';
import { noteOf } from './statement.ts';

/** "One shareholder has a green card" tells where he may live, and not whose citizen he is: that is said, and the holders stay open. */
export function ofResidence(commands: readonly Command[], { tellsResidence }: Understood, said: Said): readonly Command[] {
  if (tellsResidence !== true || valuesOf(said.state)['funding'] !== undefined) return commands;
  const others = commands.filter((command) => !(command.type === 'set' && command.slot === 'funding'));
  const note = noteOf(said.text.trim(), said.state);
  return answeredAs('residence', { ...said, commands: note ? [...others, note] : others });
}

/** "He is just a manager, not a shareholder" of somebody who has told of one from abroad: whether there is any is asked anew. */
export function ofNoHolder(
  commands: readonly Command[],
  { holdsNone, asks, slots }: Understood,
  { text, state }: Said,
): readonly Command[] {
  const isMeant = holdsNone === true && asks !== true && slots.fundingOrigin === undefined;
  if (!isMeant || !isFromAbroad(companyOf(valuesOf(state)))) return commands;
  const note = noteOf(text.trim(), state);
  const others = commands.filter(({ type }) => type === 'set');
  return [...others, { type: 'correct', slot: 'funding', by: 'said' }, ...(note ? [note] : [])];
}
