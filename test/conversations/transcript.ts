import { readdir } from 'node:fs/promises';
import { parseAllDocuments, LineCounter, isMap, isSeq } from 'yaml';
import type { Document, Node } from 'yaml';
import * as z from 'zod';
import { readFile } from 'node:fs/promises';
import { languages } from '../../bot/session/session.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const names = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** One line of a transcript: something that happens, or something that is expected of the turn before. */
const stepSchema = z
  .strictObject({
    // What happens.
    user: z.coerce.string(),
    tap: scalar.transform(String),
    /** What a model makes of the next message, should it be asked. */
    model: z.strictObject({ slots: z.record(z.string(), z.unknown()).default({}), intents: z.array(z.string()).default([]) }),
    /** How it stands with those who wait, from now on. */
    queue: z.strictObject({
      ahead: z.number(),
      usual: z.strictObject({ minutes: z.number(), days: z.number() }).optional(),
    }),
    wait: z.string().regex(/^\d+ (?:minute|hour|day)s?$/),
    claim: z.string(),
    consultant: z.string(),
    return: z.literal(true),
    /** Nobody answered in time, or nobody wrote any more. */
    late: z.enum(['pooled', 'given-back']),
    reload: z.literal(true),
    // What is expected of the bot.
    bot: z.union([
      z.string().regex(/^[a-z-]+\?$/),
      z.strictObject({ ask: z.string(), variant: z.string().optional(), choices: z.boolean().optional() }),
      z.strictObject({ says: z.string(), changed: z.boolean().optional() }),
    ]),
    says: z.string(),
    unsaid: z.string(),
    /** Asks for nothing (`true`), or not for this slot. */
    unasked: z.union([z.literal(true), z.string()]),
    set: z.record(z.string(), z.union([scalar, z.record(z.string(), z.union([scalar, z.null()]))])),
    unset: names,
    declined: z.string(),
    invalid: z.string(),
    handoff: z.string(),
    offer: z.literal('human'),
    text: z.string(),
    'not-text': z.string(),
    answer: z.string(),
    compare: z.literal(true),
    notice: z.string(),
    'read-back': z.union([z.literal(false), z.record(z.string(), scalar)]),
    owner: z.string(),
    quiet: z.literal(true),
    /** The last question on the lead. */
    'on-lead': z.string(),
  })
  .partial()
  .refine((step) => Object.keys(step).length === 1, 'one thing a line');

const conversationSchema = z.strictObject({
  conversation: z.string(),
  language: z.enum(languages).default('zh-Hans'),
  now: z.iso.datetime().default('2026-03-09T02:00:00Z'),
  channel: z.string().default('web'),
  talk: z.array(stepSchema).min(1),
});

export type Step = z.infer<typeof stepSchema>;
export interface Conversation extends z.infer<typeof conversationSchema> {
  readonly file: string;
  /** The line of each step of the talk. */
  readonly lines: readonly number[];
}

/** All transcripts of a folder, in the order of their files. */
export async function transcriptsIn(folder: URL): Promise<readonly Conversation[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  return (await Promise.all(files.map((file) => transcriptsOf(folder, file)))).flat();
}

async function transcriptsOf(folder: URL, file: string): Promise<readonly Conversation[]> {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(await readFile(new URL(file, folder), 'utf8'), { lineCounter, prettyErrors: true });
  return [...documents].map((document: Document) => {
    const steps = isMap(document.contents) ? document.contents.get('talk', true) : undefined;
    const lines = isSeq(steps) ? steps.items.map((item) => lineCounter.linePos((item as Node).range?.[0] ?? 0).line) : [];
    const [error] = document.errors;
    if (error) throw new Error(`${file}: ${error.message}`);
    const parsed = conversationSchema.safeParse(document.toJS());
    if (parsed.success) return { ...parsed.data, file, lines };
    const [issue] = parsed.error.issues;
    const line = lines[Number(issue?.path[1])] ?? lines[0] ?? 0;
    throw new Error(`${file}:${line}: ${issue?.path.join('.')}: ${issue?.message}`);
  });
}
