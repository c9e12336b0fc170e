import { Refused } from './api.ts';
import { named, type Words } from './words.ts';

/** Why something that was done to a lead was refused. What is shown by then is the lead as it is now. */
export function troubleOf(error: unknown, words: Words): string {
  if (!(error instanceof Refused)) return words('failed');
  if (error.status === 409) return conflictIn(error, words);
  if (error.status === 403) return words('notAllowed');
  return error.status === 422 ? words('unreadable') : words('failed');
}

function conflictIn({ owner, reason }: Refused, words: Words): string {
  if (owner && reason === 'taken') return words('taken', { name: owner.name });
  if (owner && reason === 'owned') return words('refused.owned', { name: owner.name });
  const known = named(words, 'refused', reason);
  return known === reason || reason === 'owned' ? words('refused.changed') : known;
}
