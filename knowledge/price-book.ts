import * as z from 'zod';
import { bilingual, idSchema } from './fields.ts';

/** In yuan, to the cent. */
const amount = z.number().nonnegative().multipleOf(0.01);

const price = z.strictObject({
  id: idSchema,
  name: bilingual,
  amount,
  /** Where it costs something else, by the province's name in full (广东省). */
  provinces: z.record(z.string().regex(/(?:省|市|自治区)$/, 'a province is named in full, such as 广东省'), amount).optional(),
});

/** What can come on top, and what prospects call it. */
const option = price.extend({ aliases: z.array(z.string().min(1)).default([]) });

/** The firm's own prices and terms. */
export const pricesSchema = z.strictObject({
  version: z.string(),
  /** True until the firm has put its own prices here: every form of a quote says so. */
  sample: z.boolean(),
  /** What marks each price while they are samples. */
  sampleMark: bilingual,
  currency: z.literal('CNY'),
  validityWorkingDays: z.int().positive(),
  /** What the prices say of taxes, as every quote repeats it. */
  tax: bilingual,
  instalments: z.array(z.strictObject({ step: idSchema, percent: z.number().positive() })).min(1),
  services: z.record(idSchema, z.strictObject({ items: z.array(price).min(1), options: z.array(option) })),
  /** Never given by the bot: a person of the firm approves each by name. */
  discounts: z.array(z.strictObject({ id: idSchema, name: bilingual, percent: z.number().positive().max(100) })),
  notIncluded: z.array(bilingual),
});
export type PriceBook = z.infer<typeof pricesSchema>;
