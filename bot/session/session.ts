import * as z from 'zod';
import { stateSchema } from '../../flows/state.ts';
import { afterSales } from '../../knowledge/hours-file.ts';
import type { Language } from '../../knowledge/language.ts';
import type { Quote } from '../../knowledge/quote.ts';
import { toldSchema } from './told.ts';

export const languages = ['zh-Hans', 'zh-Hant', 'en'] as const satisfies readonly Language[];
export type { Language };

/** Only this program writes quotes, and pages show them whole: what names and adds one up is checked. */
const quoteSchema = z.custom<Quote>((value) => z.object({ number: z.string(), totalCents: z.number() }).safeParse(value).success);

const ownerSchema = z.union([z.literal('bot'), z.literal('waiting'), z.object({ consultant: z.string(), name: z.string() })]);

/** A conversation between turns: all that the next turn needs, read and written as one document. */
export const sessionSchema = z.object({
  channel: z.string(),
  language: z.enum(languages),
  created: z.string(),
  /** Who speaks for the firm. The bot is silent while a consultant does. Part of the commit: it cannot be raced. */
  owner: ownerSchema,
  /** The channel lets only people speak now (they have the chat in an app of their own): messages are taken down. */
  silenced: z.boolean().optional(),
  /** What the channel keeps to reach the prospect by: an address, a window, a quota. The channel's own business. */
  reach: z.unknown().optional(),
  /** Whom WeChat says this is, the same in each conversation of theirs; says nothing by itself. */
  person: z.string().optional(),
  /** The records under which leads that are alike are found; keyed hashes. */
  likeness: z.partialRecord(z.enum(['phone', 'company']), z.string()).optional(),
  /** The last seq of the transcript. */
  seq: z.number(),
  state: stateSchema,
  /** Values of the choices that the last bot message offered: "2" means the second of them. */
  offered: z.array(z.string()),
  /** The statements of the last turn: what "say that again" repeats. */
  lastSaid: z.array(z.string()),
  /** When the prospect was last heard. */
  heard: z.string(),
  /** Quotes issued in this talk, as they were issued: prices may change afterwards. `start` is the day the timeline counts from. */
  quotes: z.array(z.object({ quote: quoteSchema, start: z.string() })),
  told: z.array(toldSchema).optional(),
  lead: z.object({
    status: z.enum(['open', 'waiting', 'claimed', 'won', 'lost']),
    /** When it was handed over, and why. */
    handed: z.object({ at: z.string(), reason: z.string() }).optional(),
    claimed: z.string().optional(),
    /** Since when the prospect has waited for a word of the consultant who has the lead, and when that person last spoke. */
    unanswered: z.string().optional(),
    answered: z.string().optional(),
    /** Who did not answer in time, and may not have the lead again before then. */
    cooling: z.object({ who: z.string(), until: z.string() }).optional(),
    /** For colleagues only. */
    notes: z.array(z.object({ at: z.string(), who: z.string(), name: z.string(), text: z.string() })).optional(),
    /** How far the cooperation has come: a step of the knowledge. */
    stage: z.object({ step: z.string(), at: z.string() }).optional(),
    /** Days after the sale that the consultant is reminded of. */
    dates: z.partialRecord(z.enum(afterSales), z.string()).optional(),
    /** A discount that was asked for, and what became of it. */
    discount: z
      .object({
        id: z.string(),
        percent: z.number(),
        /** The catalogue's id: it was decided on for this service. */
        service: z.string(),
        status: z.enum(['asked', 'approved', 'declined']),
        asked: z.object({ at: z.string(), who: z.string(), name: z.string(), note: z.string() }),
        decided: z.object({ at: z.string(), who: z.string(), name: z.string(), reason: z.string() }).optional(),
      })
      .optional(),
    closed: z.object({ at: z.string(), outcome: z.enum(['won', 'lost']), reason: z.string() }).optional(),
    /** The lead of the same prospect that goes on in its place. */
    merged: z.object({ into: z.string(), at: z.string() }).optional(),
    quote: z.string().optional(),
    questions: z.array(z.string()),
    events: z.array(z.object({ at: z.string(), event: z.string(), who: z.string().optional() })),
  }),
  origin: z.object({
    page: z.string().optional(),
    referrer: z.string().optional(),
    campaign: z.record(z.string(), z.string()).optional(),
  }),
});

export type Session = z.infer<typeof sessionSchema>;
