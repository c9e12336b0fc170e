import type { LeadPage, LeadSummary } from './store.ts';

/** Where a lead stands in lists: greater places come first. Unique, and the cursor of a page too. */
export function placeOf(lead: LeadSummary): string {
  return `${stampOf(lead)}:${lead.conversation}`;
}

/** The cursor behind all leads that have changed since. */
export function placeSince(time: Date): string {
  return stampedAt(time.getTime());
}

/** The time of a lead's last change, as text that sorts as time does. */
export function stampOf({ conversation, updated }: LeadSummary): string {
  const time = Date.parse(updated);
  if (!Number.isSafeInteger(time) || time < 0) throw new Error(`lead of ${conversation}: "${updated}" is no date`);
  return stampedAt(time);
}

/** Nine digits to the base 36 last until the year 5188. */
function stampedAt(time: number): string {
  return time.toString(36).padStart(9, '0');
}

/** Text as it is compared in a search: full-width and half-width, upper and lower case are the same. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** A page of leads that were looked for with one more than the page holds: that one shows that there is a next page. */
export function pageOf(found: readonly LeadSummary[], limit: number): LeadPage {
  const leads = found.slice(0, limit);
  const last = leads.at(-1);
  return found.length > limit && last ? { leads, next: placeOf(last) } : { leads };
}
