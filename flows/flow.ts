import * as z from 'zod';
import { topics } from './command.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One test of one value: equal, one of, at least (numbers and the lower end of money), known, or the opposite of a test. */
const testSchema: z.ZodType<Test> = z.lazy(() =>
  z.union([
    scalar,
    z.strictObject({ in: z.array(scalar).min(1) }),
    z.strictObject({ atLeast: z.number() }),
    z.strictObject({ known: z.boolean() }),
    z.strictObject({ not: testSchema }),
  ]),
);

export type Test =
  | string
  | number
  | boolean
  | { in: (string | number | boolean)[] }
  | { atLeast: number }
  | { known: boolean }
  | { not: Test };

/** Every named slot or derived value must pass its test. Conditions are data; there are no expression strings. */
export const conditionSchema = z.record(z.string(), testSchema);
export type Condition = z.infer<typeof conditionSchema>;

const stepSchema = z.union([
  z.strictObject({ ask: z.string(), if: conditionSchema.optional() }),
  z.strictObject({ say: z.string(), if: conditionSchema.optional() }),
  z.strictObject({ handoff: z.string(), if: conditionSchema.optional() }),
]);
export type Step = z.infer<typeof stepSchema>;

export const flowSchema = z.strictObject({
  flow: z.string(),
  /** Services that this flow serves; `anything` serves every one, known or not. */
  for: z.array(z.string()).min(1),
  /** A further condition: a flow that has one and whose condition holds goes before a flow that has none. */
  when: conditionSchema.optional(),
  steps: z.array(stepSchema).min(1),
});
export type Flow = z.infer<typeof flowSchema>;

export const slotSchema = z.strictObject({
  type: z.enum([
    'money',
    'choice',
    'yes-no',
    'text',
    'phone',
    'wechat',
    'email',
    'province',
    'date',
    'number',
    'several',
    'group',
  ]),
  /** Values of a `choice` or of `several` (kept with commas between; what is said is added), in the order in which they are offered. Labels are texts: `choice.<slot>.<value>`. */
  choices: z.array(z.string()).optional(),
  /** The few of many `choices` that are shown as quick replies; the others can still be said. */
  offered: z.array(z.string()).optional(),
  /** The choice that a plain no is, where the question can be answered so; all its wordings must ask the same way round. */
  no: z.string().optional(),
  /** The choice that is meant by who tells one of these slots, and nothing of this one. */
  assumed: z.strictObject({ value: z.string(), with: z.array(z.string()).min(1) }).optional(),
  /** The answer to "what is the difference?" and "why do you ask?", while this is asked. */
  explained: z.union([z.string(), z.array(z.string())]).optional(),
  /** Its quick replies are the next periods of the firm's business hours, such as `2027-03-15 09:00-12:00`. */
  openings: z.literal(true).optional(),
  /** Shown as quick replies from the first time, not only after a misunderstanding. */
  offer: z.boolean().optional(),
  /** Of a `group`: known as soon as one of these is. */
  any: z.array(z.string()).optional(),
  /** Personal data: never logged, on the lead only after consent. */
  personal: z.boolean().optional(),
  /** A yes-no slot that must be true before this one is asked; when it is false this one counts as declined. */
  needs: z.string().optional(),
  validate: z
    .strictObject({ pattern: z.string().optional(), maxLength: z.number().optional(), min: z.number().optional() })
    .optional(),
});
export type SlotSpec = z.infer<typeof slotSchema>;

const topicsSchema = z.array(z.enum(topics));

export const saySchema = z.strictObject({
  /** What it is computed from: it is said again, in its "changed" wording, when one of these changed. */
  uses: z.array(z.string()),
  /** Topics on which it answers a question of the same turn: that needs no answer of its own then. */
  answers: topicsSchema.optional(),
  /** Topics on which it is told instead of "I do not know". */
  instead: topicsSchema.optional(),
  /** It only leads up to what comes: not said beside an answer, which tells it better. */
  leadsUp: z.literal(true).optional(),
});
export type SaySpec = z.infer<typeof saySchema>;

/** Everything the engine is given that does not change while a process runs. */
export interface FlowBook {
  readonly flows: readonly Flow[];
  readonly slots: Readonly<Record<string, SlotSpec>>;
  readonly says: Readonly<Record<string, SaySpec>>;
}
