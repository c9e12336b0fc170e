import type { Incoming } from './ports.ts';
import type { Session } from './session/session.ts';

/** A consultant has it, it waits where only people may speak, or it is too old to be answered. */
export function isForPeople({ session: { owner, silenced }, fresh }: Turned): boolean {
  return typeof owner !== 'string' || silenced === true || fresh.every(({ past }) => past === true);
}

interface Turned {
  readonly session: Session;
  readonly fresh: readonly Incoming[];
}
