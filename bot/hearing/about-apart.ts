import type { Command } from '../../flows/command.ts';
import { answerFor } from '../../knowledge/answers.ts';
import { familyNamed } from '../../knowledge/named-services.ts';
import { isOfAnything } from '../../knowledge/questions.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';
import { type FollowUp, isLonger } from './follow-up.ts';

/** Longer sentences name what they ask about. */
const longest = { zh: 14, en: 40 };

/** "How much would that be?" right after a renewal is about the renewal. Null for any other message. */
export function aboutApart(
  text: string,
  { commands, session, knowledge }: { commands: readonly Command[]; session: Session; knowledge: Knowledge },
): FollowUp | null {
  const isBare = commands.length > 0 && commands.every(({ type }) => type === 'question' || type === 'unknown');
  if (!isBare || isLonger(text, longest) || namesElse(text, knowledge)) return null;
  const phrase = lastApart(session, knowledge)?.phrases[0];
  return phrase === undefined ? null : { topic: 'process', text: phrase };
}

/** The last answer, where what follows is about it. */
function lastApart(session: Session, knowledge: Knowledge): Answer | null {
  const last = lastAnswers(session).at(-1);
  if (!last) return null;
  const found = answerFor(knowledge, { topic: last.topic, text: normalise(last.text), language: 'zh-Hans', company: {} });
  const answer = found && knowledge.answers.get(found.id);
  return answer?.apart === true ? answer : null;
}

function namesElse(text: string, knowledge: Knowledge): boolean {
  const said = normalise(text);
  return familyNamed(knowledge, said) !== null || !isOfAnything(knowledge, said);
}
