import type { Command } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { isVague, namesNothing } from '../../knowledge/questions.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { FollowUp } from './follow-up.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';

/** Longer sentences name what they ask about. */
const longest = 24;

interface Around {
  readonly commands: readonly Command[];
  readonly state: State;
  readonly book: FlowBook;
  readonly knowledge: Knowledge;
}

/** "有什么区别？" and "问这个干嘛" name nothing: they are about the question that is open. Null for any other message. */
export function aboutOpen(text: string, { intents }: Understood, around: Around): FollowUp | null {
  const { commands, knowledge } = around;
  const phrase = explanationIn(around);
  const isAsked = intents.includes('clarify') || intents.includes('explain');
  if (phrase === undefined || !isAsked || !commands.every(isOpenToIt)) return null;
  const said = normalise(text);
  // 现在有人在吗 has no word that would ask about anything, and asks for no explanation either.
  const isClear = intents.includes('clarify') || !namesNothing(knowledge, said);
  const isOpen = text.length <= longest && isClear && isVague(knowledge, said) && !isOfFirm(said, knowledge);
  return isOpen ? { topic: 'explain', text: phrase } : null;
}

/** "No idea, why do you ask?": what explains the question, beside that there is no answer to it. Null for any other message. */
export function withWhy(text: string, { intents }: Understood, around: Around): readonly Command[] | null {
  const { commands } = around;
  const isDeclined = commands.some(({ type }) => type === 'decline') && intents.includes('clarify');
  const phrase = isDeclined ? explanationIn(around) : undefined;
  return phrase === undefined ? null : [...commands, { type: 'question', topic: 'explain', text: phrase, written: text }];
}

/** "你们是什么公司" asks who is speaking. */
function isOfFirm(text: string, knowledge: Knowledge): boolean {
  const found = answerFor(knowledge, { topic: 'explain', text, language: 'zh-Hans', company: {} });
  return knowledge.answers.get(found?.id ?? '')?.tells === 'firm';
}

/** How prospects ask for what explains the open question, of the service that is wanted. */
function explanationIn({ state, book, knowledge }: Around): string | undefined {
  const spec = state.pending === null ? undefined : book.slots[state.pending.slot];
  const { service } = valuesOf(state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service).flatMap(({ id, family }) => [id, family]) : [];
  const explanations = [spec?.explained ?? []].flat().flatMap((id) => knowledge.answers.get(id) ?? []);
  const isFor = ({ services }: Answer): boolean =>
    services === undefined || wanted.length === 0 || services.some((id) => wanted.includes(id));
  return explanations.find(isFor)?.phrases[0];
}

function isOpenToIt(command: Command): boolean {
  return (
    command.type === 'unknown' || (command.type === 'question' && (command.topic === 'explain' || command.topic === 'other'))
  );
}
