import type { Topic } from '../flows/command.ts';
import type { Effect } from '../flows/effect.ts';
import type { Session } from './session.ts';

const answered = 'answer:';

/** What a turn said, as the session keeps it: statements by name, answers by topic. A repetition changes nothing. */
export function lastSaidOf(effects: readonly Effect[], { lastSaid }: Session): string[] {
  if (effects.some(({ type }) => type === 'repeat')) return lastSaid;
  return effects.flatMap((effect) => {
    if (effect.type === 'answer') return [`${answered}${effect.topic}`];
    return effect.type === 'say' ? [effect.say] : [];
  });
}

/** The statements of the last turn. */
export function lastStatements({ lastSaid }: Session): readonly Extract<Effect, { type: 'say' }>[] {
  return lastSaid.filter((said) => !said.startsWith(answered)).map((say) => ({ type: 'say', say, changed: false }));
}

/** The questions that the last turn answered. */
export function lastAnswers({ lastSaid, lead }: Session): readonly Extract<Effect, { type: 'answer' }>[] {
  const topics = lastSaid.filter((said) => said.startsWith(answered)).map((said) => said.slice(answered.length) as Topic);
  const texts = topics.length > 0 ? lead.questions.slice(-topics.length) : [];
  return texts.map((text, index) => ({ type: 'answer', topic: topics[index] as Topic, text }));
}
