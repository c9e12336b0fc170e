import type { AskVariant } from '../../flows/effect.ts';
import type { Choice } from '../message.ts';
import { choiceLabel } from './choice.ts';
import type { Part, Scene } from './scene.ts';

/** A question with its quick replies. Yes and no are always offered; other choices when the engine says so. */
export function sayAsk(scene: Scene, { slot, variant, choices }: { slot: string; variant: AskVariant; choices: boolean }): Part {
  const text = scene.words(`ask.${slot}.${variant}`);
  const offered = choicesFor(scene, slot, choices);
  // The last try shows a way out as well.
  if (variant === 'last') offered.push({ value: 'human', label: scene.words('choice.human') });
  return { text, ...(offered.length > 0 && { choices: offered }) };
}

function choicesFor(scene: Scene, slot: string, all: boolean): Choice[] {
  const spec = scene.book.slots[slot];
  if (spec?.type === 'yes-no') {
    return [
      { value: `${slot}=true`, label: scene.words('choice.yes') },
      { value: `${slot}=false`, label: scene.words('choice.no') },
    ];
  }
  const shown = all || spec?.type === 'choice' ? (spec?.offered ?? spec?.choices ?? []) : [];
  const offered = shown.map((value) => ({ value: `${slot}=${value}`, label: choiceLabel(scene, `${slot}=${value}`) }));
  return offered.length > 0 && slot !== 'service'
    ? [...offered, { value: `${slot}=?`, label: scene.words('choice.unsure') }]
    : offered;
}
