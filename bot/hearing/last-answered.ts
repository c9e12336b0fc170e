import { valuesOf } from '../../flows/state.ts';
import type { Answer } from '../../knowledge/answer-files.ts';
import { answerFor } from '../../knowledge/answers.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { companyOf } from '../company.ts';
import { lastAnswers } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { normalise } from '../understanding/normalise.ts';

/** The curated answers that the turn before gave. */
export function lastAnswered(session: Session, knowledge: Knowledge): readonly Answer[] {
  const company = companyOf(valuesOf(session.state));
  return lastAnswers(session).flatMap(({ topic, text }) => {
    const found = answerFor(knowledge, { topic, text: normalise(text), language: 'zh-Hans', company });
    return knowledge.answers.get(found?.id ?? '') ?? [];
  });
}
