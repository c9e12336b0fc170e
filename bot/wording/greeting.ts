import type { Effect } from '../../flows/effect.ts';
import type { Draft } from '../message.ts';
import type { Session } from '../session/session.ts';
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
  const known = recap(scene);
  if (known === null) return [];
  return [{ text: scene.words('greeting.resumed', { recap: scene.words('recap.line', { known }) }), leads: true }];
}

/** What is known, in one line, for whoever goes on with the talk; null when that is nothing. Nothing personal is in it. */
export function recap(scene: Pick<Scene, 'words' | 'language' | 'values' | 'book'>): string | null {
  const known = Object.entries(scene.values)
    .filter(([slot, value]) => isWorthSaying(scene, slot) && typeof value !== 'boolean')
    .map(([slot, value]) => sayValue(scene, slot, value));
  return known.length === 0 ? null : series(scene.words, known);
}

function isWorthSaying({ book }: Pick<Scene, 'book'>, slot: string): boolean {
  const spec = book.slots[slot];
  return spec !== undefined && spec.personal !== true && spec.type !== 'text';
}
