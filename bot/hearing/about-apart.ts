import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import { isOfAnything, namesOneOf } from '../../knowledge/questions.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import { type FollowUp, isLonger } from './follow-up.ts';

/** Longer sentences name what they ask about. */
const longest = { zh: 14, en: 40 };

interface Around {
  readonly commands: readonly Command[];
  readonly session: Session;
  readonly knowledge: Knowledge;
}

/**
 * "How much would that be?" right after a renewal is about the renewal, and "会不会罚" after a missed inspection about that one. Null for any
 * other message.
 */
export function aboutApart(text: string, { commands, session, knowledge }: Around): FollowUp | null {
  const isBare = commands.length > 0 && commands.every(({ type }) => type === 'question' || type === 'unknown');
  if (!isBare || isLonger(text, longest) || namesElse(text, knowledge)) return null;
  const last = lastAnswer(session, knowledge);
  const phrase = (ofMatter(text, { session, knowledge }, last) ?? (last?.apart === true ? last : undefined))?.phrases[0];
  return phrase === undefined ? null : { topic: 'process', text: phrase };
}

/** The answer to so bare a question about what the talk is about: what was answered last, or what is wanted. */
function ofMatter(text: string, { session, knowledge }: Omit<Around, 'commands'>, last: Answer | undefined): Answer | undefined {
  const { service } = valuesOf(session.state);
  const wanted = typeof service === 'string' ? candidatesOf(knowledge, service).map(({ family }) => family) : [];
  const matters = [last?.matter, ...wanted];
  const said = normalise(text);
  return [...knowledge.answers.values()].find(
    ({ bare, matter }) => bare !== undefined && matters.includes(matter) && namesOneOf(knowledge, said, bare),
  );
}

function lastAnswer(session: Session, knowledge: Knowledge): Answer | undefined {
  const last = lastAnswers(session).at(-1);
  if (!last) return undefined;
  const found = answerFor(knowledge, { topic: last.topic, text: normalise(last.text), language: 'zh-Hans', company: {} });
  return knowledge.answers.get(found?.id ?? '');
}

function namesElse(text: string, knowledge: Knowledge): boolean {
  const said = normalise(text);
  return familyNamed(knowledge, said) !== null || !isOfAnything(knowledge, said);
}
