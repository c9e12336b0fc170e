import * as z from 'zod';
import { messageSchema, type Message } from '../message.ts';
import type { AuditEntry } from './store.ts';

const letters = { prospect: 'p', bot: 'b', consultant: 'c' } as const;
const speakers: Readonly<Record<string, Message['from']>> = { p: 'prospect', b: 'bot', c: 'consultant' };

/**
 * A message as short as it can be: most of a conversation's bytes are its transcript. Its `seq` is its place in the list, the time a
 * number where nothing is lost by it, and only what is there is written.
 */
export function packMessage(message: Message): string {
  const { seq: _seq, at, from, text, ...more } = message;
  const time = Date.parse(at);
  const packed: unknown[] = [letters[from], new Date(time).toISOString() === at ? time : at, text];
  if (Object.keys(more).length > 0) packed.push(more);
  return JSON.stringify(packed);
}

/** The message at place `seq`, checked, because an older program may have written it. */
export function unpackMessage(packed: string, seq: number): Message {
  const [letter, time, text, more] = JSON.parse(packed);
  const at = typeof time === 'number' ? new Date(time).toISOString() : time;
  return messageSchema.parse({ ...more, seq, at, from: speakers[letter], text });
}

/** An entry of the audit trail; its subject is in the key. */
export function packAudit({ at, who, what }: AuditEntry): string {
  return JSON.stringify([at, who, what]);
}

const auditSchema = z.tuple([z.string(), z.string(), z.string()]);

export function auditOf(packed: string, subject: string): AuditEntry {
  const [at, who, what] = auditSchema.parse(JSON.parse(packed));
  return { at, who, what, subject };
}
