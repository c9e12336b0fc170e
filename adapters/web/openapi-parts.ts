import * as z from 'zod';
import { newPersonSchema, personChangeSchema } from '../../bot/leads/personnel.ts';
import { alarmsSchema } from '../console/alarm-api.ts';
import { assignSchema, dateSchema, mergeSchema, noteSchema, presenceSchema, stageSchema } from '../console/care-api.ts';
import { claimSchema } from '../console/claim-api.ts';
import { closeSchema, leadSchema, listedLeadSchema, questionSchema, replySchema } from '../console/schemas.ts';
import { promisedLeadsSchema, promisesSchema } from '../console/promises-api.ts';
import { statsSchema } from '../console/stats-schema.ts';
import { decisionSchema, discountSchema, factSchema } from '../console/work-api.ts';
import { batchSchema, incomingSchema, languageSchema, openedSchema, openingSchema, problemSchema } from './schemas.ts';

/** The named schemas of the description: the very ones that check bodies. */
export function schemas(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` }).schemas;
}

const named = {
  Opening: openingSchema,
  Opened: openedSchema,
  Incoming: incomingSchema,
  Language: languageSchema,
  Batch: batchSchema,
  Problem: problemSchema,
  Lead: leadSchema,
  Leads: z.object({ leads: z.array(listedLeadSchema), next: z.string().optional() }),
  Questions: z.object({ questions: z.array(questionSchema) }),
  Reply: replySchema,
  Outcome: closeSchema,
  Promises: promisesSchema,
  PromisedLeads: promisedLeadsSchema,
  Alarms: alarmsSchema,
  Claim: claimSchema,
  Fact: factSchema,
  Discount: discountSchema,
  DiscountDecision: decisionSchema,
  Assign: assignSchema,
  Merge: mergeSchema,
  Note: noteSchema,
  Stage: stageSchema,
  LeadDate: dateSchema,
  Presence: presenceSchema,
  Stats: statsSchema,
  NewPerson: newPersonSchema,
  PersonChange: personChangeSchema,
};

function reference(name: keyof typeof named): object {
  return { $ref: `#/components/schemas/${name}` };
}

export function body(name: keyof typeof named): object {
  return { required: true, content: { 'application/json': { schema: reference(name) } } };
}

export function answer(description: string, name: keyof typeof named): object {
  return { description, content: { 'application/json': { schema: reference(name) } } };
}

export function problems(...statuses: readonly number[]): object {
  const problem = {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: reference('Problem') } },
  };
  return Object.fromEntries(statuses.map((status) => [String(status), problem]));
}
