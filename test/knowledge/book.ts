import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { assemble, knowledgeFiles, type Knowledge } from '../../knowledge/schemas.ts';

/** The parsed files of `knowledge/`, by name. */
export function readFiles(): Record<string, unknown> {
  return Object.fromEntries(Object.keys(knowledgeFiles).map((file) => [file, parsed(file)]));
}

/** The project's own book. */
export const book: Knowledge = assemble(readFiles());

function parsed(file: string): unknown {
  return parse(readFileSync(new URL(`../../knowledge/${file}`, import.meta.url), 'utf8'));
}
