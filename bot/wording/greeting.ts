import type { Effect } from '../../flows/effect.ts';
import type { Draft } from '../message.ts';
import type { Session } from '../session.ts';
import { sayAsk } from './ask.ts';
import { type Part, type Scene, pick } from './scene.ts';
import { series } from './series.ts';
import { sayValue } from './value.ts';

/** After so long a silence a short recap comes first. */
const recapAfterMs = 3 * 24 * 3_600_000;

/** The first hello: who speaks and what for, with the first question's choices, but not its words. */
export function greeting(scene: Scene, effects: readonly Effect[]): Draft {
  const ask = effects.find((effect) => effect.type === 'ask');
  const choices = ask ? sayAsk(scene, ask).choices : undefined;
  return {
    text: scene.words('greeting.first', { firm: pick(scene, scene.knowledge.firm.name) }),
    ...(choices && { choices: [...choices] }),
  };
}

/** What is remembered, told to somebody who comes back after days; nothing personal is repeated. */
export function resumption(scene: Scene, session: Session, now: Date): readonly Part[] {
  if (now.getTime() - Date.parse(session.heard) < recapAfterMs) return [];
  const known = Object.entries(scene.values)
    .filter(([slot, value]) => isWorthSaying(scene, slot) && typeof value !== 'boolean')
    .map(([slot, value]) => sayValue(scene, slot, value));
  if (known.length === 0) return [];
  const recap = scene.words('recap.line', { known: series(scene.words, known) });
  return [{ text: scene.words('greeting.resumed', { recap }), leads: true }];
}

function isWorthSaying(scene: Scene, slot: string): boolean {
  const spec = scene.book.slots[slot];
  return spec !== undefined && spec.personal !== true && spec.type !== 'text';
}
