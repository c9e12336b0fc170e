import * as z from 'zod';
import type { SlotValue } from './command.ts';
import type { Values } from './effect.ts';

const money = z.object({
  min: z.number().nullable(),
  max: z.number().nullable(),
  below: z.literal(true).optional(),
  currency: z.string(),
  kind: z.enum(['subscribed', 'paid-in']).nullable(),
});

export const slotValueSchema: z.ZodType<SlotValue> = z.union([z.string(), z.number(), z.boolean(), money]);

const knownSchema = z.object({
  value: slotValueSchema,
  by: z.enum(['said', 'chosen', 'assumed', 'link', 'consultant', 'model']),
  /** ISO 8601, UTC. */
  at: z.string(),
});

const declinedSchema = z.object({ declined: z.enum(['unsure', 'refused']), at: z.string() });

/**
 * All that is remembered of a talk. No position: which step comes next follows from what is known, so an edited flow
 * continues every stored state.
 */
export const stateSchema = z.object({
  slots: z.record(z.string(), z.union([knownSchema, declinedSchema])),
  /** Of each `say`: a fingerprint of its inputs when it was last said. */
  said: z.record(z.string(), z.string()),
  /**
   * The question the prospect was last asked, how often it was put, and how often in a row the answer made no sense.
   * It rests when the last turn ended without it: then a bare "yes" answers something else.
   */
  pending: z.object({ slot: z.string(), times: z.number(), misunderstood: z.number(), rests: z.boolean().optional() }).nullable(),
  /** What a bare "yes" would accept. It stands for one turn; a comparison for one question between, too. */
  offer: z
    .union([
      z.object({ type: z.literal('human') }),
      z.object({ type: z.literal('erase') }),
      z.object({
        type: z.enum(['what-if', 'read-back']),
        values: z.record(z.string(), slotValueSchema),
        /** It was put once more, behind an answer to something else. */
        again: z.boolean().optional(),
      }),
    ])
    .nullable(),
  /** The reason of the last handoff; null while the bot has the talk. */
  handed: z.string().nullable(),
  stopped: z.boolean(),
});

export type State = z.infer<typeof stateSchema>;
export type Known = z.infer<typeof knownSchema>;
export type Declined = z.infer<typeof declinedSchema>;

export const emptyState: State = { slots: {}, said: {}, pending: null, offer: null, handed: null, stopped: false };

/** The values of all slots that are known. */
export function valuesOf({ slots }: Pick<State, 'slots'>): Values {
  // Asked several times in each turn, hence no list of pairs between.
  const values: Record<string, SlotValue> = {};
  for (const slot in slots) {
    const entry = slots[slot];
    if (entry && 'value' in entry) values[slot] = entry.value;
  }
  return values;
}
