import type { Command, SlotValue } from '../../flows/command.ts';
import type { State } from '../../flows/state.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';

/** A message in its place: what it is heard by, beside what it was read as. */
export interface Said {
  readonly text: string;
  readonly state: State;
  readonly knowledge: Knowledge;
  /** One of several sentences, looked at by itself for what it asks. */
  readonly isPart?: true;
}

/** The same with what was said and offered before. */
export interface SaidInTalk extends Said {
  readonly session: Session;
}

/** What a message was heard as, seen in one respect of the talk it is said in. */
export type Step = (commands: readonly Command[], read: Understood, said: SaidInTalk) => readonly Command[];

/** What a message sets a slot to; undefined when it does not. */
export function valueSet(commands: readonly Command[], slot: string): SlotValue | undefined {
  const set = commands.find((command) => command.type === 'set' && command.slot === slot);
  return set?.type === 'set' ? set.value : undefined;
}
