import type { Effect } from '../../flows/effect.ts';
import type { Commit } from '../store/store.ts';
import { questionIn } from '../wording/question-in.ts';
import { sayAnswer } from '../wording/say-answer.ts';
import type { Part, Scene } from '../wording/scene.ts';

type Unanswered = NonNullable<Commit['questions']>;

interface Said {
  readonly effects: readonly Effect[];
  /** What is said for them. */
  readonly parts: readonly Part[];
  readonly at: string;
  /** Takes out of a text whatever tells who wrote it. */
  readonly mask: (text: string) => string;
}

/** The questions of a turn to which the prospect was told that nothing is known: the owner of the firm may know. */
export function unansweredIn(scene: Scene, { effects, parts, at, mask }: Said): Unanswered {
  if (!parts.some(({ unknown }) => unknown)) return [];
  const asked = effects.filter((effect) => effect.type === 'answer');
  const open = asked
    .filter((effect) => sayAnswer(scene, effect).unknown)
    .map(({ text }) => mask(questionIn(text)).slice(0, longest));
  return [...new Set(open)]
    .filter((text) => /\p{L}{2}/u.test(text))
    .map((text) => ({ at, language: scene.language, text: text.trim() }));
}

/** Longer than any question: the rest is a story. */
const longest = 200;
