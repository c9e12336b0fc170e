import { NoSuchLeadError } from '../ports.ts';

/** A conversation and its lead share the random part of their ids. */
export function leadOf(conversation: string): string {
  return `l_${conversation.replace(/^c_/, '')}`;
}

/** Throws NoSuchLeadError for what cannot be the id of a lead. */
export function conversationOf(lead: string): string {
  const part = /^l_([\w-]{1,80})$/.exec(lead)?.[1];
  if (part === undefined) throw new NoSuchLeadError(lead.slice(0, 100));
  return `c_${part}`;
}
