import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { FlowBook } from '../../flows/flow.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { firmsVocabulary } from '../understanding/load-vocabulary.ts';
import { serviceChosen } from '../understanding/slot-values.ts';
import { vocabularySchema } from '../understanding/vocabulary.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading } from './read.ts';

/** The services that the vocabulary has names for, as the flows call them. Files that cannot be read are told of elsewhere. */
export async function servicesNamed(root: string): Promise<ReadonlySet<string>> {
  const folders = [fileURLToPath(new URL('../understanding/vocabulary', import.meta.url)), join(root, firmsVocabulary)];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
    }),
  );
  const services = await Promise.all(files.flat().map(namesIn));
  return new Set(services.flat().map(serviceChosen));
}

async function namesIn(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8');
  // Most of the vocabulary is about other things, and long.
  if (!/^services:/m.test(text)) return [];
  try {
    return Object.keys(vocabularySchema.parse(load(text)).services);
  } catch {
    return [];
  }
}

/** Whoever writes the name of a service that can be chosen is understood. */
export function checkNamed(
  reading: Pick<ContentReading, 'sources'>,
  { slots }: FlowBook,
  { services, named }: Pick<Knowledge, 'services'> & { readonly named: ReadonlySet<string> },
): readonly Problem[] {
  return [...services.values()]
    .filter(({ family }) => slots['service']?.choices?.includes(family) && !named.has(family))
    .map(({ id, family }) => ({
      ...placeIn(reading, 'knowledge/services.yaml', ['services', id, 'aliases']),
      message: `who writes the name of "${family}" is not understood`,
      fix: `Write "services:" and below it "${family}: [how people call it]" into a file of ${firmsVocabulary}/`,
      warning: true,
    }));
}
