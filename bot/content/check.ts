import { fileURLToPath } from 'node:url';
import { checkBook } from './check-book.ts';
import { checkProse } from './check-prose.ts';
import { checkTexts } from './check-texts.ts';
import { contentOf, knowledgeProblems } from './load.ts';
import { mentionsIn } from './mentions.ts';
import { inReadingOrder } from './problem.ts';
import type { Problem } from './problem.ts';
import { readAll } from './read.ts';

export interface Report {
  readonly problems: readonly Problem[];
  /** What there is, in one line; null when the content could not be read to its end. */
  readonly summary: string | null;
}

/** Judges all content under `root`: what `loadContent` refuses, and everything that would only show in a talk. */
export async function checkContent({ root }: { root: string }): Promise<Report> {
  const reading = await readAll(root);
  const content = contentOf(reading);
  if (!content) return { problems: inReadingOrder(reading.problems), summary: null };
  const { book, knowledge, texts } = content;
  const mentioned = await mentionsIn(fileURLToPath(new URL('..', import.meta.url)));
  const problems = [
    ...knowledgeProblems(reading, knowledge),
    ...checkBook(reading, book),
    ...checkTexts(reading, book, mentioned),
    ...checkProse(reading, { facts: [...knowledge.facts.keys()], terms: knowledge.terms }),
  ];
  const { flows } = book;
  const summary = `${flows.length} flows, ${texts.en.size} texts in ${Object.keys(texts).length} languages, ${knowledge.facts.size} facts, ${knowledge.answers.size} answers`;
  return { problems: inReadingOrder(problems), summary };
}
