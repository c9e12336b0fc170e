import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { flowSchema, saySchema, slotSchema } from '../../flows/flow.ts';
import type { Flow, SaySpec, SlotSpec } from '../../flows/flow.ts';
import { answersFolder, answersSchema } from '../../knowledge/answer-files.ts';
import { knowledgeFiles } from '../../knowledge/schemas.ts';
import { problemsOfIssues } from './issues.ts';
import type { Problem } from './problem.ts';
import { readSource } from './source.ts';
import type { Path, Place, Source } from './source.ts';
import { leavesOf } from './texts.ts';
import type { Leaf } from './texts.ts';

/** The content as far as it could be read, with where each part stands, for who checks it. */
export interface ContentReading {
  /** By file, as problems name it. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly flows: readonly { readonly source: Source; readonly flow: Flow }[];
  readonly slots: Readonly<Record<string, SlotSpec>>;
  readonly says: Readonly<Record<string, SaySpec>>;
  readonly texts: Readonly<Record<TextFile, readonly Leaf[]>>;
  /** By file name without folder. */
  readonly knowledge: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

export type TextFile = 'zh-Hans' | 'zh-Hant' | 'en';

export const slotsFile = 'flows/slots.yaml';
export const saysFile = 'flows/says.yaml';
/** The file of the texts in a language, as problems name it. */
export const textFileOf = (language: TextFile): string => `flows/texts/${language}.yaml`;

/** Where a part of a file stands, as problems name it: at the beginning of the file where that could not be read. */
export function placeIn({ sources }: Pick<ContentReading, 'sources'>, file: string, path: Path): { file: string } & Place {
  return { file, ...(sources.get(file)?.place(path) ?? { line: 1, column: 1 }) };
}

const slotsSchema = z.strictObject({ slots: z.record(z.string(), slotSchema) });
const saysSchema = z.strictObject({ says: z.record(z.string(), saySchema) });

/** Reads every file and parses each with its schema; goes on after a problem, so that all of them are told at once. `read` reads one. */
export async function readAll(root: string, read: typeof readSource = readSource): Promise<ContentReading> {
  const reader = new Reader(root, read);
  return {
    sources: reader.sources,
    flows: await readFlows(root, reader),
    slots: (await reader.parsed(slotsFile, slotsSchema))?.slots ?? {},
    says: (await reader.parsed(saysFile, saysSchema))?.says ?? {},
    texts: {
      'zh-Hans': await reader.texts('zh-Hans'),
      en: await reader.texts('en'),
      'zh-Hant': await reader.texts('zh-Hant', true),
    },
    knowledge: await readKnowledge(root, reader),
    problems: reader.problems,
  };
}

async function readFlows(root: string, reader: Reader): Promise<ContentReading['flows']> {
  const flows: { source: Source; flow: Flow }[] = [];
  for (const name of await yamlFilesIn(join(root, 'flows'))) {
    const file = `flows/${name}`;
    if (file === slotsFile || file === saysFile) continue;
    const flow = await reader.parsed(file, flowSchema);
    const source = reader.sources.get(file);
    if (flow && source) flows.push({ source, flow });
  }
  return flows;
}

async function readKnowledge(root: string, reader: Reader): Promise<ContentReading['knowledge']> {
  const files: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries<z.ZodType>(knowledgeFiles))
    files[name] = await reader.parsed(`knowledge/${name}`, schema);
  for (const name of await yamlFilesIn(join(root, 'knowledge', answersFolder)))
    files[`${answersFolder}${name}`] = await reader.parsed(`knowledge/${answersFolder}${name}`, answersSchema);
  return files;
}

class Reader {
  readonly sources = new Map<string, Source>();
  readonly problems: Problem[] = [];
  readonly #root: string;
  readonly #read: typeof readSource;

  constructor(root: string, read: typeof readSource) {
    this.#root = root;
    this.#read = read;
  }

  async parsed<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const source = await this.#source(file);
    if (!source || source.value === undefined) return undefined;
    const result = schema.safeParse(source.value, { reportInput: true });
    if (result.success) return result.data;
    this.problems.push(...problemsOfIssues(source, result.error));
    return undefined;
  }

  async texts(language: TextFile, optional = false): Promise<readonly Leaf[]> {
    const source = await this.#source(textFileOf(language), optional);
    if (!source) return [];
    const { leaves, problems } = leavesOf(source);
    this.problems.push(...problems);
    return leaves;
  }

  async #source(file: string, optional = false): Promise<Source | undefined> {
    if (!(await exists(join(this.#root, file)))) {
      if (!optional) this.problems.push({ file, line: 1, column: 1, message: 'this file is missing', fix: 'Create it' });
      return undefined;
    }
    const source = await this.#read(this.#root, file, { texts: file.startsWith('flows/texts/') });
    this.sources.set(file, source);
    this.problems.push(...source.problems);
    return source;
  }
}

async function yamlFilesIn(folder: string): Promise<readonly string[]> {
  if (!(await exists(folder))) return [];
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.yaml')).toSorted();
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
