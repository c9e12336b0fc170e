import type { Effect } from '../../flows/effect.ts';
import type { Part, Scene } from './scene.ts';

/** An answer that is followed by no question says what can be done next, so that nobody is left standing. */
export function withNextStep(scene: Scene, effects: readonly Effect[], parts: readonly Part[]): readonly Part[] {
  const last = parts.at(-1);
  if (!last?.answer || effects.some(({ type }) => leadsOn.includes(type))) return parts;
  const next = scene.knowledge.answers.get(last.answer)?.next;
  // Who waits for a consultant need not be offered one.
  if (next === undefined || (scene.handed && next === 'human')) return parts;
  return [...parts, { text: scene.words(`answer.next.${next}`) }];
}

const leadsOn: readonly Effect['type'][] = ['ask', 'read-back', 'offer-human', 'offer-erase', 'handoff', 'repeat'];
