import { fileURLToPath } from 'node:url';
import type { FlowBook } from '../../flows/flow.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { languages } from '../session/session.ts';
import { firmsVocabulary } from '../understanding/load-vocabulary.ts';
import { checkAnswers } from './check-answers.ts';
import { checkBook } from './check-book.ts';
import { checkExplained } from './check-explained.ts';
import { checkFiles } from './check-files.ts';
import { checkFlowsWhole } from './check-flows.ts';
import { checkNamed, servicesNamed } from './check-named.ts';
import { checkOffered } from './check-offered.ts';
import { checkPhrases } from './check-phrases.ts';
import { checkProse } from './check-prose.ts';
import { checkTeams } from './check-teams.ts';
import { checkTexts } from './check-texts.ts';
import { ownVocabulary, vocabularyProblems } from './check-vocabulary.ts';
import { bookOf, knowledgeOf, knowledgeProblems } from './load.ts';
import { mentionsIn } from './mentions.ts';
import { decidedFamilies } from './needed-texts.ts';
import { inReadingOrder } from './problem.ts';
import type { Problem } from './problem.ts';
import { readAll, saysFile, slotsFile, textFileOf } from './read.ts';
import type { ContentReading } from './read.ts';
import type { readSource } from './source.ts';

export interface Report {
  readonly problems: readonly Problem[];
  /** What there is, in one line. */
  readonly summary: string;
}

/**
 * Judges all content under `root`: what `loadContent` refuses, and everything that would only show in a talk. What cannot be read
 * keeps nothing from being judged but what depends on it.
 */
export async function checkContent({ root, read }: { root: string; read?: typeof readSource }): Promise<Report> {
  const reading = await readAll(root, read);
  const book = bookOf(reading);
  const knowledge = knowledgeOf(reading);
  const hasNames = isRead(reading, slotsFile) && isRead(reading, saysFile);
  const hasTexts = isRead(reading, textFileOf('zh-Hans')) && isRead(reading, textFileOf('en'));
  const problems = [
    ...reading.problems,
    ...(await vocabularyProblems(root, [ownVocabulary, firmsVocabulary], read)),
    ...(knowledge ? checkKnowledge(reading, knowledge) : []),
    ...(knowledge && hasTexts ? checkAnswers(reading, knowledge) : []),
    ...(knowledge && hasNames ? checkBoth(reading, book, { ...knowledge, named: await servicesNamed(root) }) : []),
    ...(hasNames ? checkFlows(reading, book, hasTexts ? await mentionedInCode() : null) : []),
    ...(await checkFiles(root)),
  ];
  return { problems: inReadingOrder(told(problems)), summary: summaryOf(reading, knowledge) };
}

let mentioned: Promise<(key: string) => boolean> | undefined;

/** Read once: the code does not change while it runs. */
function mentionedInCode(): Promise<(key: string) => boolean> {
  const folders = ['..', '../../adapters/wechat'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  return (mentioned ??= mentionsIn(folders, decidedFamilies));
}

/** `named` is null while the texts cannot be read. */
function checkFlows(reading: ContentReading, book: FlowBook, named: ((key: string) => boolean) | null): readonly Problem[] {
  return [...checkBook(reading, book), ...(named ? checkTexts(reading, book, named) : [])];
}

/** What the knowledge and the flows say of each other. */
function checkBoth(
  reading: ContentReading,
  book: FlowBook,
  knowledge: Knowledge & { readonly named: ReadonlySet<string> },
): readonly Problem[] {
  return [
    ...checkTeams(reading, book, knowledge.teams),
    ...checkExplained(reading, book, [...knowledge.answers.keys()]),
    ...checkOffered(reading, book, knowledge),
    ...checkNamed(reading, book, knowledge),
    ...checkFlowsWhole(reading, book, knowledge),
  ];
}

function checkKnowledge(reading: ContentReading, knowledge: Knowledge): readonly Problem[] {
  const { facts, terms } = knowledge;
  return [
    ...knowledgeProblems(reading, knowledge),
    ...checkPhrases(reading, knowledge),
    ...checkProse(reading, { facts: [...facts.keys()], terms }),
  ];
}

function summaryOf({ flows, texts }: ContentReading, knowledge: Knowledge | null): string {
  const { facts, answers } = knowledge ?? {};
  return `${flows.length} flows, ${texts['zh-Hans'].length} texts in ${languages.length} languages, ${facts?.size ?? 0} facts, ${answers?.size ?? 0} answers`;
}

/** A file that has problems of its own still counts as read when its names are there. */
function isRead({ sources, problems }: ContentReading, file: string): boolean {
  const isText = file.startsWith('flows/texts/');
  return (sources.get(file)?.value ?? null) !== null && (isText || problems.every((problem) => problem.file !== file));
}

/** Two checks can find the same: it is told once. */
function told(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.file}:${problem.line}: ${problem.message}`, problem])).values()];
}
