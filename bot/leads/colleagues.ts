import type { Colleague } from './care-changes.ts';
import type { PresenceBook } from './presence.ts';
import type { Staff } from './staff.ts';

/** Looks up who something may be given to, and whether they are there. */
export function colleagues({ staff, presence }: { staff: Pick<Staff, 'find'>; presence: Pick<PresenceBook, 'of'> }) {
  return async (id: string): Promise<Colleague | null> => {
    const [member, there] = await Promise.all([staff.find(id), presence.of(id)]);
    return member && { member, presence: there };
  };
}
