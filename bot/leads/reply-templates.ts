import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import * as z from 'zod';

const placeholders = ['prospect', 'consultant', 'firm', 'service'];

const textSchema = z
  .string()
  .refine(
    (text) => [...text.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => placeholders.includes(name)),
    `only ${placeholders.map((name) => `{${name}}`).join(', ')} are filled in`,
  );

const templatesSchema = z
  .array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]*$/),
      title: z.strictObject({ 'zh-Hans': z.string(), en: z.string() }),
      text: z.strictObject({ 'zh-Hans': textSchema, en: textSchema }),
    }),
  )
  .refine((templates) => new Set(templates.map(({ id }) => id)).size === templates.length, 'two templates have the same id');

/** Something that consultants write often. The prospect's language decides which text; the title is for the console. */
export interface ReplyTemplate {
  readonly id: string;
  readonly title: { readonly 'zh-Hans': string; readonly en: string };
  readonly text: { readonly 'zh-Hans': string; readonly 'zh-Hant': string; readonly en: string };
}

export interface ReplyTemplates {
  readonly firm: { readonly 'zh-Hans': string; readonly 'zh-Hant': string; readonly en: string };
  readonly templates: readonly ReplyTemplate[];
}

/** Reads `reply-templates.yaml`. Throws when it is not valid. */
export async function loadReplyTemplates({ firm, toTraditional }: TemplateDeps): Promise<ReplyTemplates> {
  const file = await readFile(new URL('reply-templates.yaml', import.meta.url), 'utf8');
  return {
    firm: { ...firm, 'zh-Hant': toTraditional(firm['zh-Hans']) },
    templates: templatesSchema.parse(load(file)).map(({ text, ...template }) => ({
      ...template,
      text: { ...text, 'zh-Hant': toTraditional(text['zh-Hans']) },
    })),
  };
}

interface TemplateDeps {
  readonly firm: { readonly 'zh-Hans': string; readonly en: string };
  readonly toTraditional: (text: string) => string;
}
