import * as z from 'zod';
import { messageSchema, type Message } from '../message.ts';
import { restore, shorten } from './phrases.ts';
import type { AuditEntry } from './store.ts';

const letters = { prospect: 'p', bot: 'b', consultant: 'c' } as const;
const speakers: Readonly<Record<string, Message['from']>> = { p: 'prospect', b: 'bot', c: 'consultant' };

/**
 * A message as short as it can be: most of a conversation's bytes are its transcript. Its `seq` is its place in the list, its time a
 * number where nothing is lost by it; names of fields that come often are left out, and only what is there is written.
 */
export function packMessage(message: Message): string {
  const { seq: _seq, at, from, text, choices, sources, ...more } = message;
  const time = Date.parse(at);
  const packed: unknown[] = [letters[from], new Date(time).toISOString() === at ? time : at, text];
  const rest = {
    ...(choices && { c: choices.map(({ value, label }) => [value, label]) }),
    ...(sources && { s: sources.map(({ id, title, asOf }) => [id, title, asOf]) }),
    ...more,
  };
  if (Object.keys(rest).length > 0) packed.push(rest);
  return shorten(JSON.stringify(packed));
}

const packedSchema = z.tuple([z.string(), z.union([z.number(), z.string()]), z.string()]).rest(
  z.looseObject({
    c: z.array(z.tuple([z.string(), z.string()])).optional(),
    s: z.array(z.tuple([z.string(), z.string(), z.string()])).optional(),
  }),
);

/** The message at place `seq`, checked, because an older program may have written it. */
export function unpackMessage(packed: string, seq: number): Message {
  const [letter, time, text, { c, s, ...more } = {}] = packedSchema.parse(JSON.parse(restore(packed)));
  return messageSchema.parse({
    seq,
    at: typeof time === 'number' ? new Date(time).toISOString() : time,
    from: speakers[letter],
    text,
    ...(c && { choices: c.map(([value, label]) => ({ value, label })) }),
    ...(s && { sources: s.map(([id, title, asOf]) => ({ id, title, asOf })) }),
    ...more,
  });
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
