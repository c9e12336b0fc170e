import type { FlowBook } from '../../flows/flow.ts';
import { firmsVocabulary } from '../understanding/load-vocabulary.ts';
import { assemble } from '../../knowledge/knowledge.ts';
import { crossCheck } from '../../knowledge/cross-check.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { checkAnswers } from './check-answers.ts';
import { checkBook } from './check-book.ts';
import { missingTexts } from './check-texts.ts';
import { vocabularyProblems } from './check-vocabulary.ts';
import { ContentError, inReadingOrder } from './problem.ts';
import type { Problem } from './problem.ts';
import { placeIn, readAll } from './read.ts';
import type { ContentReading } from './read.ts';
import { byLanguage, textsOf } from './texts.ts';
import type { TextsByLanguage } from './texts.ts';

/** All that the owner of the firm writes, read once at start. */
export interface Content {
  readonly book: FlowBook;
  readonly texts: TextsByLanguage;
  readonly knowledge: Knowledge;
  readonly firm: Knowledge['firm'];
}

/** Reads `flows/` and `knowledge/` under `root`; throws ContentError with everything that is wrong. */
export async function loadContent({ root }: { root: string }): Promise<Content> {
  const reading = await readAll(root);
  const knowledge = knowledgeOf(reading);
  const problems = [
    ...reading.problems,
    ...(await vocabularyProblems(root, [firmsVocabulary])),
    ...(knowledge ? knowledgeProblems(reading, knowledge) : []),
  ];
  if (!knowledge || problems.length > 0) throw new ContentError(inReadingOrder(problems));
  const book = bookOf(reading);
  const broken = talkProblems(reading, book, knowledge);
  if (broken.length > 0) throw new ContentError(inReadingOrder(broken));
  const { texts } = reading;
  return {
    book,
    texts: byLanguage(textsOf(texts['zh-Hans']), textsOf(texts.en), textsOf(texts['zh-Hant'])),
    knowledge,
    firm: knowledge.firm,
  };
}

/** With these a talk would come to a step or a text that there is not, and the visitor would be left without a reply. */
function talkProblems(reading: ContentReading, book: FlowBook, knowledge: Knowledge): readonly Problem[] {
  return [...checkBook(reading, book), ...missingTexts(reading, book), ...checkAnswers(reading, knowledge)];
}

/** What the flow engine needs of the content, without where it stands. */
export function bookOf({ flows, slots, says }: ContentReading): FlowBook {
  return { flows: flows.map(({ flow }) => flow), slots, says };
}

/** Null while one of its files is not as its schema wants it: what follows from that would be noise. */
export function knowledgeOf({ problems, knowledge }: ContentReading): Knowledge | null {
  return problems.some(({ file }) => file.startsWith('knowledge/')) ? null : assemble(knowledge);
}

/** What the files of the knowledge say of each other that is not so (a stage of a service that does not exist). */
export function knowledgeProblems(reading: ContentReading, knowledge: Knowledge): readonly Problem[] {
  return crossCheck(knowledge).map(({ file, path, message, fix }) => {
    const name = file.startsWith('knowledge/') ? file : `knowledge/${file}`;
    return { ...placeIn(reading, name, path), message, fix };
  });
}
