import * as z from 'zod';
import type { Utterance, Intent, Slots } from '../understood.ts';
import { jsonIn } from '../../model/json-in.ts';

/** What a model may say of a message: values of these slots and these intents, and not one word for the prospect. */
export interface Proposal {
  readonly slots: Pick<Slots, ProposedSlot>;
  readonly intents: readonly ProposedIntent[];
}

/**
 * Nothing personal, for the model sees nothing personal; and no date, for a date that has to be reckoned out of words cannot be
 * checked against them.
 */
export type ProposedSlot = 'capital' | 'fundingOrigin' | 'scope' | 'province' | 'licence' | 'company' | 'urgency';

/** What does no harm when it was not meant. Ending, starting anew, erasing and consent are for the prospect's own words. */
export const proposedIntents = [
  'human',
  'price',
  'timeline',
  'documents',
  'requirements',
  'process',
  'explain',
] as const satisfies readonly Intent[];
export type ProposedIntent = (typeof proposedIntents)[number];

/** What a model is told. */
export interface ReadingRequest extends Omit<Utterance, 'today'> {
  readonly conversation: string;
  /** Values of slots that are not personal. */
  readonly known: Readonly<Record<string, unknown>>;
}

export interface ModelReader {
  /** What the model takes the message for, as far as the message bears it out; null when there is nothing. Never rejects. */
  read(reading: ReadingRequest, signal?: AbortSignal): Promise<Proposal | null>;
}

const end = z.number().positive().max(1e13).nullable();

const capital = z
  .object({
    min: end,
    max: end,
    currency: z.string().regex(/^[A-Z]{3}$/),
    kind: z.enum(['subscribed', 'paid-in']).nullable().catch(null),
  })
  .refine(({ min, max }) => (min ?? max) !== null && (min === null || max === null || min <= max));

/** A slot that is not as it should be is none, whatever the others are; what nobody asked for is not even looked at. */
const answerSchema = z.object({
  slots: z
    .object({
      capital: capital.optional().catch(undefined),
      fundingOrigin: z.enum(['domestic', 'foreign', 'hmt', 'joint']).optional().catch(undefined),
      scope: z.enum(['provincial', 'nationwide']).optional().catch(undefined),
      province: z.string().max(12).optional().catch(undefined),
      licence: z.string().max(40).optional().catch(undefined),
      company: z.string().min(2).max(80).optional().catch(undefined),
      urgency: z.enum(['asap', 'soon', 'later', 'exploring']).optional().catch(undefined),
    })
    .catch({}),
  intents: z.array(z.unknown()).catch([]),
});

/** Reads a model's answer; null when it is no JSON object. */
export function proposalOf(answer: string): Proposal | null {
  const parsed = answerSchema.safeParse(jsonIn(answer));
  if (!parsed.success) return null;
  const slots = Object.fromEntries(Object.entries(parsed.data.slots).filter(([, value]) => value !== undefined));
  return { slots, intents: proposedIntents.filter((intent) => parsed.data.intents.includes(intent)).slice(0, mostIntents) };
}

const mostIntents = 3;
