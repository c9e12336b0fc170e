import type { AuditEntry } from '../../bot/store/store.ts';

/** An audit trail with names: who is no person of the console, such as the service level, stands as itself. */
export function namedTrail(trail: readonly AuditEntry[], people: readonly { id: string; name: string }[]): object {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return { entries: trail.map(({ at, who, what }) => ({ at, who, name: names.get(who) ?? who, what })) };
}
