import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { Money } from '../../flows/command.ts';
import { loadModelConfig } from '../config.ts';
import { firmsVocabulary, loadVocabulary } from '../understanding/load-vocabulary.ts';
import { openModel } from '../model/open-model.ts';
import type { ModelReader } from '../understanding/model/proposal.ts';
import { understand } from '../understanding/understand.ts';
import type { Understood } from '../understanding/understood.ts';

const usage = `Usage: npm run understand [-- --model] < messages.jsonl

Reads JSON lines {id, lang, context, text} and writes {id, slots, intents, corrections}, by rules alone.
  --model   ask the model of OPENAI_API_KEY and OPENAI_MODEL where the rules understand nothing; its answers have "by": "model"
  context   the question that was asked last: capital, funding, scope, contact, … (any other name counts as none)
  now       YYYY-MM-DD, optional: the day that "明年" is counted from; without it, today
A line that cannot be read is reported with its number, the others are answered, and the exit code is 1.`;

const pendings = [
  'capital',
  'funding',
  'scope',
  'province',
  'contact',
  'consent',
  'yes-no',
  'service',
  'urgency',
  'start',
  'company',
  'need',
] as const;

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  lang: z.enum(['zh', 'zh-Hant', 'yue', 'en']).catch('zh'),
  context: z.enum(pendings).or(z.literal('none')).catch('none'),
  text: z.string(),
  now: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .catch(undefined),
});

type Line = z.infer<typeof lineSchema>;

/** The licences of the labelled format; other services of the catalogue are given apart, as `service`. */
const licences = new Set(['callcentre', 'code95', 'code96', 'code106', 'sp', 'icp', 'edi', 'isp', 'idc', 'cdn', 'ipvpn']);

/** Understands messages from standard input, one JSON line each. */
export async function run(args: string[]): Promise<number> {
  const { values: wanted } = parseArgs({ args, options: { model: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (wanted.help) {
    console.log(usage);
    return 0;
  }
  const model = wanted.model ? await configuredModel() : null;
  if (model === undefined) {
    console.error('there is no model: set OPENAI_API_KEY and OPENAI_MODEL');
    return 1;
  }
  const answerTo = answering(model);
  let failures = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const read = parseLine(line);
    if (!read.success) {
      failures += 1;
      console.error(`line ${number}: ${read.why}`);
      continue;
    }
    await write(JSON.stringify(await answerTo(read.line, `line ${number}`)));
  }
  return failures > 0 ? 1 : 0;
}

/** Rules first; the model only where they understand nothing. */
function answering(model: ModelReader | null): (line: Line, name: string) => Promise<object> {
  const vocabulary = loadVocabulary([fileURLToPath(new URL(`../../${firmsVocabulary}`, import.meta.url))]);
  const today = new Date().toISOString().slice(0, 10);
  return async ({ id, lang, context, text, now }, name) => {
    const hearing = { text, pending: context, language: lang, today: now ?? today };
    const understood = understand(hearing, vocabulary);
    const read = isNothing(understood) ? await model?.read({ ...hearing, conversation: name, known: {} }) : null;
    return read ? { id, ...labelled({ ...read, corrections: [] }), by: 'model' } : { id, ...labelled(understood) };
  };
}

async function configuredModel(): Promise<ModelReader | undefined> {
  const service = loadModelConfig(process.env);
  return service && (await openModel({ ...service, now: () => new Date() })).model;
}

function isNothing({ slots, intents, whatIf }: Understood): boolean {
  return Object.keys(slots).length === 0 && intents.length === 0 && !whatIf;
}

type Read = { success: true; line: Line } | { success: false; why: string };

function parseLine(line: string): Read {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    return parsed.success
      ? { success: true, line: parsed.data }
      : { success: false, why: z.prettifyError(parsed.error).replaceAll('\n', ' ') };
  } catch {
    return { success: false, why: 'not JSON' };
  }
}

function labelled({ slots: { licence, capital, ...slots }, intents, corrections }: Understood): object {
  const wanted = licence === undefined ? [] : [licence].flat();
  const known = wanted.filter((id) => licences.has(id));
  const others = wanted.filter((id) => !licences.has(id));
  return {
    slots: { ...slots, capital: capital && endsOf(capital), licence: one(known) },
    service: one(others),
    intents,
    corrections,
  };
}

/** The format knows no difference between "at most" and "less than". */
const endsOf = ({ min, max, currency, kind }: Money): Money => ({ min, max, currency, kind });

const one = (ids: string[]): string | string[] | undefined => (ids.length > 1 ? ids : ids[0]);

async function write(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}
