import type { Draft, Source } from '../message.ts';
import type { Part } from './scene.ts';

/** At most so many bubbles a turn: WeChat allows five messages for each message of the prospect, and nobody reads more. */
const maxBubbles = 4;

/**
 * Joins parts into bubbles: what leads goes with what follows, and the question goes with the last statement. So there is one
 * question at most, always at the end.
 */
export function bubblesOf(parts: readonly Part[], sourcesOf: (facts: readonly string[]) => readonly Source[]): readonly Bubble[] {
  const groups: Part[][] = [];
  let open = false;
  for (const part of parts) {
    const last = groups.at(-1);
    if (last && (open || isQuestion(part, parts) || groups.length >= maxBubbles)) last.push(part);
    else groups.push([part]);
    open = part.leads === true;
  }
  return groups.map((group) => ({
    draft: draftOf(group, sourcesOf),
    told: group.flatMap(({ told, facts = [] }) => told ?? facts),
  }));
}

export interface Bubble {
  readonly draft: Draft;
  /** What it promises; see `bot/session/told.ts`. */
  readonly told: readonly string[];
}

function isQuestion(part: Part, parts: readonly Part[]): boolean {
  return part === parts.at(-1) && !part.cards && !part.facts;
}

function draftOf(group: readonly Part[], sourcesOf: (facts: readonly string[]) => readonly Source[]): Draft {
  const cards = group.flatMap((part) => part.cards ?? []);
  const choices = group.flatMap((part) => part.choices ?? []);
  const sources = sourcesOf([...new Set(group.flatMap((part) => part.facts ?? []))]);
  return {
    text: textOf(group),
    ...(cards.length > 0 && { cards }),
    ...(choices.length > 0 && { choices: [...choices] }),
    ...(sources.length > 0 && { sources: [...sources] }),
    ...(group.some(({ generated }) => generated) && { generated: true as const }),
  };
}

/** A short lead runs on; statements stand apart. */
function textOf(group: readonly Part[]): string {
  return group.reduce((text, part, index) => {
    if (index === 0) return part.text;
    return `${text}${group[index - 1]?.leads ? '\n' : '\n\n'}${part.text}`;
  }, '');
}
