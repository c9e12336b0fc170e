import * as z from 'zod';
import { clientIdSchema, textSchema } from '../web/schemas.ts';

export const replySchema = z.object({ id: clientIdSchema, text: textSchema });

export const closeSchema = z.object({ outcome: z.enum(['won', 'lost']), reason: z.string().max(1000).default('') });

export const leadsQuerySchema = z.object({
  status: z.enum(['open', 'waiting', 'claimed', 'won', 'lost']).optional(),
  q: z.string().max(200).optional(),
  after: z.string().max(200).optional(),
  /** A person's id, or `me`. */
  owner: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const statsQuerySchema = z.object({
  from: z.iso.date().or(z.iso.datetime()).optional(),
  to: z.iso.date().or(z.iso.datetime()).optional(),
});

export const questionsQuerySchema = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });

/** A question that the firm has no answer to, as `GET /api/questions` lists it. Personal data is masked in its texts. */
export const questionSchema = z.object({
  text: z.string().describe('As it was put last'),
  language: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  asked: z.int().describe('How often it was put'),
  prospects: z.int().describe('By how many'),
  first: z.iso.datetime(),
  last: z.iso.datetime(),
  alike: z.array(z.string()).describe('Other wordings, the latest first, at most five'),
});

export const tokenSchema = z.object({ token: z.string().min(1).max(512) });

export const loginRequestSchema = z.object({
  address: z.string().trim().min(1).max(200),
  language: z.enum(['zh-Hans', 'en']).default('zh-Hans'),
});

/** A lead as `GET /api/leads` lists it. */
export const listedLeadSchema = z.looseObject({
  id: z.string(),
  conversation: z.string(),
  status: z.enum(['open', 'waiting', 'claimed', 'won', 'lost']),
  updated: z.string(),
  score: z.number(),
  grade: z.enum(['A', 'B', 'C', 'D']),
  name: z.string().optional().describe('What the prospect is called, while consent stands'),
});

export const leadSchema = z.looseObject({
  id: z.string(),
  status: z.enum(['open', 'waiting', 'claimed', 'won', 'lost']),
  score: z.number(),
  grade: z.enum(['A', 'B', 'C', 'D']),
  slots: z.record(z.string(), z.unknown()),
  verdict: z.unknown(),
  quote: z.string().optional(),
  readiness: z.int().min(0).max(100).optional().describe('Percent of the papers that are ready'),
  owner: z.object({ id: z.string(), name: z.string() }).optional(),
  channel: z.string(),
  conversation: z.string(),
  events: z.array(z.object({ at: z.string(), event: z.string(), who: z.string().optional() })),
  summary: z.string(),
  window: z
    .object({ left: z.int().min(0), until: z.iso.datetime().optional() })
    .optional()
    .describe('How many messages the channel takes now, and until when; absent where it does not limit them'),
  merged: z.string().optional().describe('The lead of the same prospect that it was merged into'),
  duplicates: z
    .array(
      z.looseObject({
        lead: z.string(),
        because: z.enum(['phone', 'company']).describe('What both have in common'),
        status: z.enum(['open', 'waiting', 'claimed', 'won', 'lost']),
        headline: z.object({ 'zh-Hans': z.string(), en: z.string() }),
        name: z.string().optional().describe('What the prospect is called, while consent stands'),
      }),
    )
    .optional()
    .describe('Leads that may be of the same prospect, at most five'),
});
