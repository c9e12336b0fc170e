import * as z from 'zod';

const choiceSchema = z.object({ value: z.string(), label: z.string() });

const cardSchema = z.object({
  type: z.enum(['quote', 'timeline', 'checklist', 'link']),
  title: z.string(),
  url: z.string(),
  image: z.string().optional(),
  data: z.unknown().optional(),
});

const sourceSchema = z.object({ id: z.string(), title: z.string(), asOf: z.string() });

/** What a bot or a consultant says, before it has a place in the transcript. `text` is Markdown-lite (bold, lists, links). */
export const draftSchema = z.object({
  text: z.string(),
  name: z.string().optional(),
  choices: z.array(choiceSchema).optional(),
  cards: z.array(cardSchema).optional(),
  sources: z.array(sourceSchema).optional(),
  generated: z.literal(true).optional(),
  /** The app that a person wrote this in, when the channel brought it: there it was said already. */
  via: z.string().optional(),
});

/** One entry of a transcript, as the web API shows it. `seq` counts from 1 in each conversation without gaps. */
export const messageSchema = draftSchema.extend({
  seq: z.int().positive(),
  at: z.iso.datetime(),
  from: z.enum(['prospect', 'bot', 'consultant']),
});

export type Choice = z.infer<typeof choiceSchema>;
export type Card = z.infer<typeof cardSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type Draft = z.infer<typeof draftSchema>;
export type Message = z.infer<typeof messageSchema>;
