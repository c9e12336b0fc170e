import type { Command, SlotValue } from '../../flows/command.ts';
import type { State } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

/** A message in its place: what it is heard by, beside what it was read as. */
export interface Said {
  readonly text: string;
  readonly state: State;
  readonly knowledge: Knowledge;
}

/** What a message sets a slot to; undefined when it does not. */
export function valueSet(commands: readonly Command[], slot: string): SlotValue | undefined {
  const set = commands.find((command) => command.type === 'set' && command.slot === slot);
  return set?.type === 'set' ? set.value : undefined;
}
