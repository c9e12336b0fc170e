import { answerFor } from '../../knowledge/answers.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { termsOf } from './question-terms.ts';
import type { OpenQuestion, Store } from '../store/store.ts';
import { normalise } from '../understanding/normalise.ts';

/** A question that nothing is known to, in however many wordings it was put. */
export interface AskedQuestion {
  /** As it was put last. */
  readonly text: string;
  readonly language: string;
  /** How often it was put, and by how many. */
  readonly asked: number;
  readonly prospects: number;
  readonly first: string;
  readonly last: string;
  /** Other wordings, the latest first. */
  readonly alike: readonly string[];
}

export interface OpenQuestionsDeps {
  readonly store: Pick<Store, 'questions'>;
  readonly knowledge: Knowledge;
}

/** What prospects ask and the firm has no answer to, most asked first. */
export async function openQuestions({ store, knowledge }: OpenQuestionsDeps, limit: number): Promise<readonly AskedQuestion[]> {
  const groups = groupsOf(await store.questions(readAtMost)).toSorted(byAsking);
  const open: AskedQuestion[] = [];
  for (const group of groups) {
    if (open.length === limit) break;
    if (!isKnown(knowledge, group)) open.push(group);
  }
  return open;
}

/** Who has written the answer by now need not be asked for it. */
function isKnown(knowledge: Knowledge, { text, language }: AskedQuestion): boolean {
  const asked = { topic: 'other', text: normalise(text), language: language === 'en' ? 'en' : 'zh-Hans', company: {} } as const;
  return answerFor(knowledge, asked) !== null;
}

/** Older ones than these are history. */
const readAtMost = 5000;
const wordingsShown = 5;
/** How alike (1: the same words, whatever their order) two questions must be to be taken for one. */
const alikeFrom = 0.6;

function byAsking(one: AskedQuestion, other: AskedQuestion): number {
  return other.prospects - one.prospects || other.asked - one.asked || (one.last > other.last ? -1 : 1);
}

interface Group {
  readonly words: ReadonlySet<string>;
  readonly questions: OpenQuestion[];
}

/** Each question joins the group that it is most like. The same questions in the same order give the same groups. */
function groupsOf(questions: readonly OpenQuestion[]): readonly AskedQuestion[] {
  const groups: Group[] = [];
  const byWord = new Map<string, Group[]>();
  for (const question of questions) {
    const words = termsOf(normalise(question.text));
    const joined = nearest(words, byWord);
    if (joined) joined.questions.push(question);
    else {
      const group = { words, questions: [question] };
      groups.push(group);
      for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), group]);
    }
  }
  return groups.map(({ questions: asked }) => askedQuestion(asked));
}

function nearest(words: ReadonlySet<string>, byWord: ReadonlyMap<string, readonly Group[]>): Group | null {
  const shared = new Map<Group, number>();
  for (const word of words) for (const group of byWord.get(word) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
  let best: { group: Group | null; likeness: number } = { group: null, likeness: alikeFrom };
  for (const [group, both] of shared) {
    const likeness = both / Math.sqrt(words.size * group.words.size);
    if (likeness > best.likeness || (likeness === best.likeness && !best.group)) best = { group, likeness };
  }
  return best.group;
}

function askedQuestion(questions: readonly OpenQuestion[]): AskedQuestion {
  const [last] = questions as readonly [OpenQuestion];
  const { at: first } = questions.at(-1) ?? last;
  const wordings = new Set(questions.map(({ text }) => text));
  wordings.delete(last.text);
  return {
    text: last.text,
    language: last.language,
    asked: questions.length,
    prospects: new Set(questions.map(({ conversation }) => conversation)).size,
    first,
    last: last.at,
    alike: [...wordings].slice(0, wordingsShown),
  };
}
