import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { answersFolder } from '../../knowledge/answer-files.ts';
import { assemble, type Knowledge } from '../../knowledge/knowledge.ts';
import { knowledgeFiles } from '../../knowledge/schemas.ts';

/** The parsed files of `knowledge/`, by name. */
export function readFiles(): Record<string, unknown> {
  const answers = readdirSync(new URL('../../knowledge/answers/', import.meta.url)).map((file) => `${answersFolder}${file}`);
  return Object.fromEntries([...Object.keys(knowledgeFiles), ...answers].map((file) => [file, parsed(file)]));
}

/** The project's own book. */
export const book: Knowledge = assemble(readFiles());

function parsed(file: string): unknown {
  return parse(readFileSync(new URL(`../../knowledge/${file}`, import.meta.url), 'utf8'));
}
