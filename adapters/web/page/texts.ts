import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import * as z from 'zod';
import { type Language, languages } from '../../../bot/session/session.ts';

const named = z.object({ name: z.string(), text: z.string() });

const textsSchema = z.object({
  lang: z.string(),
  'demo-notice': z.string(),
  'menu-services': z.string(),
  'menu-steps': z.string(),
  eyebrow: z.string(),
  headline: z.string(),
  lead: z.string(),
  ask: z.string(),
  'see-steps': z.string(),
  'services-title': z.string(),
  services: z.array(named),
  'steps-title': z.string(),
  'steps-lead': z.string(),
  steps: z.array(named),
  'honest-title': z.string(),
  honest: z.array(z.string()),
  closing: z.string(),
  privacy: z.string(),
  back: z.string(),
  'refused-title': z.string(),
  refused: z.string(),
  'failed-title': z.string(),
  failed: z.string(),
  'privacy-title': z.string(),
  'privacy-lead': z.string(),
  'privacy-sections': z.array(z.object({ name: z.string(), text: z.array(z.string()) })),
});

export type PageTexts = z.infer<typeof textsSchema>;

/** The words of the public pages. Throws when a language lacks some. */
export const pageTexts = Object.fromEntries(
  languages.map((language) => [
    language,
    textsSchema.parse(load(readFileSync(new URL(`texts/${language}.yaml`, import.meta.url), 'utf8'))),
  ]),
) as Record<Language, PageTexts>;
