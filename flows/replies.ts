import type { Command } from './command.ts';
import { isSame } from './slot-value.ts';
import type { State } from './state.ts';

/** Whether a command is a bare yes or no. */
export function isReply({ type }: Command): boolean {
  return type === 'affirm' || type === 'deny';
}

/** "那就改成广东的" after "what if only Guangdong?" takes over all that was compared. */
export function takesOver({ offer }: State, commands: readonly Command[]): boolean {
  if (offer?.type !== 'what-if' || commands.some(isReply)) return false;
  const given = commands.flatMap((command) => (command.type === 'set' || command.type === 'correct' ? [command] : []));
  const compared = given.filter(({ slot }) => offer.values[slot] !== undefined);
  return (
    compared.length > 0 && compared.every(({ slot, value }) => value !== undefined && isSame(value, offer.values[slot] ?? ''))
  );
}

/** The yes and no of a turn, as they are meant. */
export function repliesIn(from: State, commands: readonly Command[]): readonly Command[] {
  const replies = commands.filter(isReply);
  return restates(from, commands) ? replies.map(() => ({ type: 'deny' })) : replies;
}

/** "OK, keep Guangdong" after "what if nationwide?" says yes to what stands, not to what was compared. */
function restates({ offer, slots }: State, commands: readonly Command[]): boolean {
  if (offer?.type !== 'what-if') return false;
  return commands.some((command) => {
    if (command.type !== 'set' || offer.values[command.slot] !== undefined) return false;
    const known = slots[command.slot];
    return known !== undefined && 'value' in known && isSame(known.value, command.value);
  });
}
