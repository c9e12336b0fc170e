import * as z from 'zod';
import { bilingual, ids, idSchema } from './fields.ts';

const topic = z.enum(['price', 'timeline', 'documents', 'requirements', 'process', 'explain', 'other']);

const answerSchema = z.strictObject({
  topics: z.array(topic).min(1),
  /** Families or ids of services that it is about: never given when the question is about another one. */
  services: ids.optional(),
  /** True: not given while nobody has said which service it is about; `general`: not to just any question on its topic then. */
  needsService: z.literal([true, 'general']).optional(),
  /** Answers that take its place once the company's scope is known. */
  byScope: z.strictObject({ nationwide: idSchema, provincial: idSchema }).optional(),
  /** Topics on which it answers any question that no other answer fits better. */
  general: z.array(topic).optional(),
  /** What a question on it is about, while nobody has said what is wanted: `matter.<matter>.service` of the texts asks for that then. */
  matter: idSchema.optional(),
  /** True: its text ends with a question, so nothing else is asked beside it. */
  asks: z.literal(true).optional(),
  /** True: what is asked right after it without a name ("how much would that be?") is about it, and not about a new licence. */
  apart: z.literal(true).optional(),
  /** Meanings that, asked without a name while the talk is about its matter, are about it: 会不会罚, right after an inspection was missed. */
  bare: ids.optional(),
  /** The answer to a bare "为什么" right after it. */
  why: idSchema.optional(),
  /** The answer to a bare "那之后呢" right after it. */
  sequel: idSchema.optional(),
  /** The answer that takes its place for who has a licence already, and asks about the time when it runs out or its inspection was missed. */
  held: idSchema.optional(),
  /** What the prospect can do next, said when nothing else is asked: `answer.next.<key>` of the texts. */
  next: idSchema.optional(),
  /**
   * What is told in its place where there is one: the stage of the cooperation that the lead has, why the verdict on this company is no
   * plain yes and what can be done, when the consultants are there, whether the staff that was told of is enough, that the address to send
   * it to is there, whose bot it is, that there is no quote yet, what a licence that one has asks for each year, what is known of a change to it, another province for it or its renewal, or, for who asks when, the days on which this company
   * would be done.
   */
  tells: z
    .enum([
      'stage',
      'verdict',
      'hours',
      'dates',
      'staff',
      'staff-number',
      'staff-wait',
      'old-breach',
      'institution',
      'rival-price',
      'rival-promise',
      'price-why',
      'price-gap',
      'own-customers',
      'residence',
      'duties',
      'held-change',
      'vendor-provincial',
      'two-provincial',
      'why-unknown',
      'held-province',
      'renewal',
      'time-of-both',
      'address',
      'firm',
      'quote',
      'firm-ties',
      'our-wechat',
      'leave-wechat',
      'direct-trades',
      'down-payment',
      'province-possible',
      'inspection-included',
      'clean-record',
    ])
    .optional(),
  /** How prospects ask, in both languages. */
  phrases: z.array(z.string()).min(2),
  /** Words that make this answer likely wherever they stand. */
  keywords: z.array(z.string()),
  text: bilingual,
  facts: ids,
  /** True where the answer states rules: it then ends with the date of its sources. */
  rule: z.boolean(),
});

export const waysSchema = z.strictObject({
  /** By meaning the words and turns of phrase that have it. */
  same: z.record(idSchema, z.array(z.string()).min(1)),
  /** How what nearly everything is asked of is named, before a question in Chinese and behind one in English. */
  subject: z.strictObject({ of: idSchema, 'zh-Hans': z.array(z.string()).min(1), en: z.array(z.string()).min(1) }),
  /** Those that are asked of anything. */
  generic: ids,
  /** What belongs to any application, and is of the one that the talk is about just then. */
  course: ids,
  /** Those that, asked alone, are about whatever the talk is about just then. */
  vague: ids,
  /** Those of which nobody speaks who has no question. */
  trouble: ids,
  dates: z.array(z.string()),
  'weekend-days': z.array(z.string()),
  /** What people call the company that they speak for. */
  own: z.array(z.string()).min(1),
  /** What is said around a question, in either language. */
  courtesies: z.array(z.string()).min(1),
  /** What only holds a sentence together. */
  glue: z.array(z.string()),
});

/** Answers stand in files of a folder, by theme. */
export const answersSchema = z.record(idSchema, answerSchema);

export type Answer = z.infer<typeof answerSchema> & { readonly id: string; readonly file: string };
export type Ways = z.infer<typeof waysSchema>;

/** The folder of the answers, in `files` and in what is said of them. */
export const answersFolder = 'answers/';

/** The answers of all files of the folder, in their order. */
export function answersIn(files: Readonly<Record<string, unknown>>): ReadonlyMap<string, Answer> {
  const answerFiles = Object.entries(files).filter(([file]) => file.startsWith(answersFolder));
  return new Map(
    answerFiles.flatMap(([file, content]) =>
      Object.entries(answersSchema.parse(content)).map(([id, answer]) => [id, { ...answer, id, file }] as const),
    ),
  );
}
