import type { Effect } from '../../flows/effect.ts';
import type { Part } from './scene.ts';
import type { Words } from './template.ts';

/** An answer that a model may word, with the question that it answers. */
export interface Wordable {
  readonly curated: string;
  readonly facts: readonly string[];
  readonly question: string;
}

/** Other words for just this curated text. */
export interface Wording {
  readonly curated: string;
  readonly text: string;
}

/** The answer of a turn that gives one; who asked several things at once is given the firm's own words. */
export function wordableIn(parts: readonly Part[], effects: readonly Effect[]): Wordable | null {
  const [asked, ...others] = effects.filter((effect) => effect.type === 'answer');
  const [part, ...more] = parts.filter(({ curated }) => curated !== undefined);
  if (!asked || !part?.curated || others.length + more.length > 0 || !part.text.startsWith(part.curated)) return null;
  return { curated: part.curated, facts: part.facts ?? [], question: asked.text };
}

/** The parts with a model's words in place of the curated ones. What follows the curated words in their part stays. */
export function worded(parts: readonly Part[], wording: Wording | undefined, words: Words): readonly Part[] {
  if (!wording) return parts;
  return parts.map((part) =>
    part.curated === wording.curated && part.text.startsWith(part.curated)
      ? { ...part, text: `${words.adapt(wording.text)}${part.text.slice(part.curated.length)}`, generated: true }
      : part,
  );
}
