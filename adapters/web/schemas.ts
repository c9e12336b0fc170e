import * as z from 'zod';
import { messageSchema } from '../../bot/message.ts';
import { languages } from '../../bot/session/session.ts';

const short = (length: number) => z.string().overwrite((text) => text.toWellFormed().slice(0, length));

/** What a visitor's page tells when it opens a conversation. Long addresses are cut, not refused. */
export const openingSchema = z.object({
  language: z.enum(languages).optional(),
  page: short(2000).optional(),
  referrer: short(2000).optional(),
  campaign: z
    .record(z.string().max(100), short(200))
    .refine((campaign) => Object.keys(campaign).length <= 20, 'has too many entries')
    .optional(),
});

/** The language that the visitor chose while the talk was on. */
export const languageSchema = z.object({ language: z.enum(languages) });

/** A client's own id of a message, unique in its conversation. */
export const clientIdSchema = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, 'must have 1 to 100 characters');

/** Words of a person: whole characters, no NUL, not blank, at most 4,000 characters. */
export const textSchema = z
  .string()
  .overwrite((text) => text.toWellFormed().replaceAll('\0', ''))
  .refine((text) => text.trim() !== '', 'is empty')
  .superRefine((text, context) => {
    if (!isTooLong(text)) return;
    context.addIssue({ code: 'custom', message: `is longer than ${maxCharacters} characters`, params: { status: 413 } });
  });

/** A visitor's message: what was typed, or the value of the choice that was tapped. */
export const incomingSchema = z
  .object({ id: clientIdSchema, text: textSchema.optional(), choice: z.string().min(1).max(200).optional() })
  .refine(({ text, choice }) => text !== undefined || choice !== undefined, { path: ['text'], message: 'is missing' });

export const batchSchema = z.object({ messages: z.array(messageSchema), cursor: z.int().nonnegative() });

export const openedSchema = batchSchema.extend({ conversation: z.string(), token: z.string() });

export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

function isTooLong(text: string): boolean {
  // Counted as people count: an emoji is one, though it takes two units of the string.
  if (text.length <= maxCharacters) return false;
  return text.length > 2 * maxCharacters || Array.from(text).length > maxCharacters;
}

const maxCharacters = 4000;
