import type { Duplicate, Lead, Me } from './model.ts';

/** Which of two leads goes, and which stays: the one that is shown, unless only the other one can. Null when the server would refuse both. */
export function mergeOf(lead: Lead, other: Duplicate, person: Me): { goes: string; stays: string } | null {
  if (isClosed(lead) || isClosed(other) || !mayHold(lead, other, person)) return null;
  if (canGo(other, lead)) return { goes: other.lead, stays: lead.id };
  return canGo(lead, other) ? { goes: lead.id, stays: other.lead } : null;
}

type Standing = Pick<Lead, 'status'>;

/** Who waits for a person, or has one, goes only where there is one. */
function canGo(one: Standing, into: Standing): boolean {
  return one.status === 'open' || into.status === 'claimed';
}

function isClosed({ status }: Standing): boolean {
  return status === 'won' || status === 'lost';
}

/** Whose the other one is, the page does not know: the server tells. */
function mayHold({ owner }: Lead, other: Duplicate, person: Me): boolean {
  if (person.role !== 'consultant') return true;
  return owner ? owner.id === person.id : other.status === 'claimed';
}
