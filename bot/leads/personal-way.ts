import { NotTakenError } from './notifier.ts';
import type { Reached } from './staff.ts';

export const wayNames = ['email', 'wecom'] as const;
export type WayName = (typeof wayNames)[number];

/** Something that is told to one person, as plain text. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** One way to reach one person of the staff at their own address. */
export interface PersonalWay {
  readonly name: WayName;
  /** Rejects with NotTakenError. */
  send(address: string, letter: Letter): Promise<void>;
}

/** By which of the ways a person can be reached, in the order in which they are tried. */
export function waysTo(person: Reached, ways: readonly PersonalWay[]): readonly { way: PersonalWay; address: string }[] {
  return ways.flatMap((way) => {
    const address = person[way.name];
    return address === undefined ? [] : [{ way, address }];
  });
}

/** Tells one person by the first way that takes it. Null when they have no address there; rejects when none took it. */
export async function tellPerson(person: Reached, ways: readonly PersonalWay[], letter: Letter): Promise<WayName | null> {
  let last: unknown = null;
  for (const { way, address } of waysTo(person, ways)) {
    try {
      await way.send(address, letter);
      return way.name;
    } catch (error) {
      if (!(error instanceof NotTakenError)) throw error;
      last = error;
    }
  }
  if (last !== null) throw last;
  return null;
}
