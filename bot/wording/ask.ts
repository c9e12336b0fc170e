import type { AskVariant } from '../../flows/effect.ts';
import type { Choice } from '../message.ts';
import { choiceLabel } from './choice.ts';
import { inZone, nextOpenings, teamOf } from './moment.ts';
import type { Part, Scene } from './scene.ts';
import { sayValue } from './value.ts';

/** A question with its quick replies. Yes and no are always offered; other choices when the engine says so. */
export function sayAsk(scene: Scene, { slot, variant, choices }: { slot: string; variant: AskVariant; choices: boolean }): Part {
  const { province } = scene.values;
  const text = scene.words(
    questionKey(scene, slot, variant),
    typeof province === 'string' ? { province: sayValue(scene, 'province', province) } : {},
  );
  const offered = choicesFor(scene, slot, choices);
  // The last try shows a way out as well.
  if (variant === 'last') offered.push({ value: 'human', label: scene.words('choice.human') });
  const { openings } = scene.book.slots[slot] ?? {};
  return { text: openings ? inZone(scene, teamOf(scene), text) : text, ...(offered.length > 0 && { choices: offered }) };
}

/** A question has other words where the service or what was volunteered makes it another question. */
function questionKey(scene: Scene, slot: string, variant: AskVariant): string {
  if (isGiven(scene, slot)) return `given.${slot}`;
  const written = `written.${slot}`;
  if (scene.values['in-writing'] === true && scene.words.has(written)) return written;
  const isFresh = variant === 'first' || variant === 'digression';
  const special = [
    // Whoever has told the scope needs no reason that it is asked for.
    ...(variant === 'first' ? [`scoped.${scene.company.service}-${scene.company.scope}.${slot}`] : []),
    ...(isFresh ? besides(scene, slot) : []),
    ...(variant === 'last' ? [] : [`about.${scene.company.service}.${slot}`]),
  ];
  return special.find((key) => scene.words.has(key)) ?? `ask.${slot}.${variant}`;
}

/** What the question may be joined to: what was just answered, the province that was told, and shareholders who are people. */
function besides({ matter, values }: Scene, slot: string): readonly string[] {
  return [
    `matter.${matter}.${slot}`,
    ...(values['province'] === undefined ? [] : [`placed.${slot}`]),
    ...(values['shareholders'] === 'natural' ? [`held.${slot}`] : []),
  ];
}

/** What the consent is for was volunteered: then the question is whether that may be kept, not whether there is any. */
function isGiven({ book, values, words }: Scene, slot: string): boolean {
  return (
    words.has(`given.${slot}`) &&
    Object.entries(book.slots).some(([name, { needs }]) => needs === slot && values[name] !== undefined)
  );
}

function choicesFor(scene: Scene, slot: string, all: boolean): Choice[] {
  const spec = scene.book.slots[slot];
  if (!spec) return [];
  if (spec.type === 'yes-no') return labelled(scene, slot, ['true', 'false']);
  if (!all && spec.type !== 'choice') return [];
  const values = spec.openings ? nextOpenings(scene) : (spec.offered ?? spec.choices ?? []);
  // Whoever does not know what is wanted has "something else"; to every other question one may not know the answer.
  return labelled(scene, slot, slot === 'service' || values.length === 0 ? values : [...values, '?']);
}

function labelled(scene: Scene, slot: string, values: readonly string[]): Choice[] {
  return values.map((value) => ({ value: `${slot}=${value}`, label: choiceLabel(scene, `${slot}=${value}`) }));
}
