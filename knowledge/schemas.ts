import * as z from 'zod';
import { waysSchema } from './answer-files.ts';
import { bilingual, ids, idSchema } from './fields.ts';
import { hoursSchema, serviceLevelSchema } from './hours-file.ts';
import { pricesSchema } from './price-book.ts';

const range = z
  .strictObject({ low: z.number().nonnegative(), high: z.number().nonnegative() })
  .refine(({ low, high }) => low <= high, 'low is greater than high');
const unitSchema = z.enum(['CNY', 'day', 'working-day', 'month', 'year', 'person', 'round', 'times', 'fold', 'percent', 'digit']);
const scope = z.enum(['provincial', 'nationwide']);

const firmSchema = z.strictObject({
  name: bilingual,
  /** As the bot calls the firm in a sentence. */
  shortName: bilingual,
  about: bilingual,
  city: bilingual,
});

const sourcesSchema = z.strictObject({
  sources: z.record(
    idSchema,
    z.strictObject({
      title: bilingual,
      publisher: bilingual,
      language: bilingual,
      asOf: z.union([z.iso.date(), z.literal('undated')]),
    }),
  ),
  undated: bilingual,
  /** Ends every answer on rules, by whether its sources name their dates; `{dates}` are those that do. */
  note: z.strictObject({ dated: bilingual, undated: bilingual, both: bilingual }),
});

const factSchema = z
  .strictObject({
    value: z.union([z.number().nonnegative(), range, bilingual]),
    unit: unitSchema.optional(),
    sources: ids,
    computed: z.literal(true).optional(),
  })
  .refine(({ value, unit: has }) => has !== undefined || typeof value === 'object', 'a number needs a unit');

const serviceSchema = z.strictObject({
  /** What the service is called while scope is open: both call-centre licences are `callcentre`. */
  family: idSchema,
  name: bilingual,
  /** As one says it in a sentence. */
  shortName: bilingual,
  aliases: z.array(z.string()),
  /** True: its names are said of other things too, as a shop's licence and a lift have their yearly inspection. */
  everyday: z.literal(true).optional(),
  /** The family of the licence without which it is of no use. */
  goesWith: idSchema.optional(),
  scope: z.union([scope, z.literal('as-licence'), z.literal('shenzhen'), z.null()]),
  known: z.enum(['full', 'section', 'name-only']),
  /** True where the bot gives no advice of its own whatever is known. */
  consultantOnly: z.boolean(),
  facts: ids,
});

const servicesSchema = z.strictObject({
  services: z.record(idSchema, serviceSchema),
  /** Names with digits in them ("95", "9521XX") that texts may contain: they are names, not figures. */
  terms: z.array(z.string()),
  /** Names of licences outside the catalogue. */
  otherLicences: z.array(z.string()),
});

const conditionsSchema = z.record(
  idSchema,
  z.strictObject({
    name: bilingual,
    /** Of each scope the fact that states the condition. */
    provincial: idSchema.optional(),
    nationwide: idSchema.optional(),
    /** What decides it: a value the prospect gives, or the document check. */
    decidedBy: z.enum(['capital', 'funding', 'documents']),
  }),
);

const documentsSchema = z.record(
  idSchema,
  z.strictObject({
    name: bilingual,
    note: bilingual.optional(),
    /** How prospects call it, the longest first where one holds another. */
    called: z.array(z.string().min(1)).optional(),
    from: z.enum(['applicant', 'agency']),
    services: ids,
    scope: scope.optional(),
    shareholders: z.enum(['corporate', 'natural']).optional(),
    facts: ids,
  }),
);

const stagesSchema = z.strictObject({
  workingDaysPerMonth: z.number().positive(),
  /** What the dates take for granted, told with them. Figures are facts: `{fact:id}`. */
  assumptions: z.array(bilingual).min(1),
  headlines: z.record(idSchema, idSchema),
  courses: z.strictObject({
    official: z.lazy(() => courseSchema),
    agency: z.lazy(() => courseSchema),
  }),
});

const courseSchema = z.strictObject({
  name: bilingual,
  services: ids,
  /** The facts of the sums, checked against the stages. */
  total: idSchema,
  months: idSchema,
  stages: z.array(z.strictObject({ stage: idSchema, name: bilingual, days: idSchema, rounds: idSchema.optional() })).min(1),
});

const stepsSchema = z.array(z.strictObject({ step: idSchema, name: bilingual, text: bilingual, facts: ids })).min(1);

const tensionsSchema = z.record(
  idSchema,
  z.strictObject({
    /** Both sides, as the bot tells them. */
    text: bilingual,
    facts: ids,
    matters: z.array(z.enum(['timeline', 'requirements', 'documents'])).min(1),
    services: ids,
  }),
);

/** The schema of each file of `knowledge/`, but for its folder of answers. */
export const knowledgeFiles = {
  'firm.yaml': firmSchema,
  'sources.yaml': sourcesSchema,
  'facts.yaml': z.record(idSchema, factSchema),
  'services.yaml': servicesSchema,
  'conditions.yaml': conditionsSchema,
  'documents.yaml': documentsSchema,
  'stages.yaml': stagesSchema,
  'steps.yaml': stepsSchema,
  'tensions.yaml': tensionsSchema,
  'prices.yaml': pricesSchema,
  'hours.yaml': hoursSchema,
  'service-level.yaml': serviceLevelSchema,
  'ways.yaml': waysSchema,
  'pinyin.yaml': z.record(z.string(), z.string()),
  'outside.yaml': z.record(idSchema, z.array(z.string()).min(2)),
} as const;

export type KnowledgeFile = keyof typeof knowledgeFiles;
