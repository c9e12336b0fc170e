import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import * as z from 'zod';
import { examine } from './doctor-checks.ts';
import type { Finding } from './doctor-finding.ts';

const both = <T extends z.ZodType>(schema: T) => z.strictObject({ zh: schema, en: schema });
const finding = both(z.strictObject({ what: z.string(), fix: z.string().optional() }));
const findings = z.record(z.string(), z.record(z.string(), finding));
const textsSchema = z.strictObject({
  help: both(z.string()),
  'unknown-option': both(z.string()),
  findings,
});

type Texts = z.infer<typeof textsSchema>;
type Language = 'zh' | 'en';

/** `npm run doctor`: tells of each part whether it will work and what to do when it will not. The exit code is 1 when one fails. */
export async function run(args: readonly string[]): Promise<number> {
  const texts = loadTexts();
  const options = optionsOf(args);
  if ('unknown' in options) {
    console.error(fill(texts['unknown-option'].zh, { option: options.unknown }));
    return 2;
  }
  if (options.help) {
    console.log(texts.help[options.language].trimEnd());
    return 0;
  }
  const found = await examine(process.env, { sends: options.send });
  const told = found.map((each) => ({ ...tell(each, texts, options.language), level: each.level, name: each.name }));
  if (options.json) console.log(JSON.stringify(told, null, 2));
  else for (const { level, name, what, fix } of told) console.log(`${level.padEnd(4)} ${name}: ${what}${fix ? ` – ${fix}` : ''}`);
  return found.some(({ level }) => level === 'fail') ? 1 : 0;
}

function read(name: string): unknown {
  return load(readFileSync(new URL(name, import.meta.url), 'utf8'));
}

function loadTexts(): Texts {
  const texts = textsSchema.parse(read('./doctor.yaml'));
  const wechat = z.strictObject({ findings }).parse(read('./doctor-wechat.yaml'));
  return { ...texts, findings: { ...texts.findings, ...wechat.findings } };
}

function optionsOf(
  args: readonly string[],
): { language: Language; json: boolean; send: boolean; help: boolean } | { unknown: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean' },
        send: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    if (values.lang !== 'zh' && values.lang !== 'en') return { unknown: `--lang ${values.lang}` };
    return { language: values.lang, json: values.json ?? false, send: values.send ?? false, help: values.help ?? false };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
}

function tell({ name, outcome, values }: Finding, texts: Texts, language: Language): { what: string; fix?: string } {
  // Of each notifier the same is said: `notify:email`.
  const text = texts.findings[name.split(':')[0] ?? '']?.[outcome]?.[language];
  if (!text) throw new TypeError(`doctor.yaml has no words for ${name}.${outcome}`);
  return { what: fill(text.what, values), ...(text.fix && { fix: fill(text.fix, values) }) };
}

function fill(text: string, values: Finding['values']): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
