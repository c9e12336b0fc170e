import type { Topic } from '../../flows/command.ts';
import type { Effect } from '../../flows/effect.ts';
import type { Session } from './session.ts';

const answered = 'answer:';

/**
 * What a turn said, as the session keeps it: statements by name, answers by topic, and what was meant where the lead has it as the
 * prospect put it. A repetition changes nothing.
 */
export function lastSaidOf(effects: readonly Effect[], { lastSaid }: Session): string[] {
  if (effects.some(({ type }) => type === 'repeat')) return lastSaid;
  return effects.flatMap((effect) => {
    if (effect.type === 'answer') return [`${answered}${effect.topic}${effect.written === undefined ? '' : `:${effect.text}`}`];
    return effect.type === 'say' ? [effect.say] : [];
  });
}

/** The statements of the last turn. */
export function lastStatements({ lastSaid }: Session): readonly Extract<Effect, { type: 'say' }>[] {
  return lastSaid.filter((said) => !said.startsWith(answered)).map((say) => ({ type: 'say', say, changed: false }));
}

/** The questions that the last turn answered. */
export function lastAnswers({ lastSaid, lead }: Session): readonly Extract<Effect, { type: 'answer' }>[] {
  const said = lastSaid.filter((each) => each.startsWith(answered)).map((each) => each.slice(answered.length).split(':'));
  const texts = said.length > 0 ? lead.questions.slice(-said.length) : [];
  return texts.map((text, index) => {
    const [topic, ...meant] = said[index] as string[];
    return { type: 'answer', topic: topic as Topic, text: meant.length > 0 ? meant.join(':') : text };
  });
}
