import type { Command } from '../../flows/command.ts';
import type { Answer } from './answer.ts';
import type { Understood } from './understood.ts';

/**
 * Asked for the company, 苏州云栈 names it, though a place stands in it; so does "Wuhan Hengxin Technology" where a contact was asked for.
 * Null for any other message.
 */
export function companyTold({ understood, text, pending }: Answer): Command | null {
  const name = text.trim();
  if (pending === 'company' && understood.isNoName === true) return null;
  const isAsked = pending === 'company' || (asksForContact.has(pending ?? '') && capitalised.test(name));
  if (!isAsked || !namesPlaceOnly(understood) || /[,，。.；;]/.test(name)) return null;
  return { type: 'set', slot: 'company', value: name, by: 'said' };
}

function namesPlaceOnly({ slots, intents, asks, corrections }: Understood): boolean {
  const read = Object.keys(slots);
  const isPlace = read.length > 0 && read.every((slot) => slot === 'province' || slot === 'scope');
  return isPlace && asks !== true && corrections.length === 0 && intents.length === 0;
}

const asksForContact: ReadonlySet<string> = new Set(['contact', 'phone', 'consent']);
const capitalised = /^[A-Z][\w&'-]*(?: [A-Z][\w&'-]*){2,5}$/;
