import type { Effect } from '../../flows/effect.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import type { Part, Scene } from './scene.ts';

/** An answer that is followed by no question says what can be done next, so that nobody is left standing. */
export function withNextStep(scene: Scene, effects: readonly Effect[], { parts, before, isOffered }: Said): readonly Part[] {
  const named = effects.some(({ type }) => leadsOn.includes(type)) ? undefined : namedBy(parts.at(-1), scene);
  // Who only studies the matter has no next step.
  if (named === undefined || scene.values['studying'] === true || (named === 'quote' && isOffered)) return parts;
  const next = nextOf(named, scene, [...parts, ...before]);
  const isKnown = next === 'human' && knowsHow(scene, { parts, before });
  return isKnown ? parts : [...parts, { text: scene.words(`answer.next.${next}`) }];
}

function nextOf(named: string, scene: Scene, told: readonly Part[]): string {
  return taken[named]?.(scene, told) ? 'human' : named;
}

/** Who waits for a consultant, or was told how to have one right now or with the answer before, need not be offered one. */
function knowsHow(scene: Scene, { parts, before }: Pick<Said, 'parts' | 'before'>): boolean {
  const earlier = namedBy(before.at(-1), scene);
  const wasTold = earlier !== undefined && nextOf(earlier, scene, before) === 'human';
  return scene.handed || wasTold || parts.at(-1)?.text.includes(scene.words('answer.person')) === true;
}

function namedBy(last: Part | undefined, { knowledge }: Scene): string | undefined {
  return last?.answer === undefined ? undefined : knowledge.answers.get(last.answer)?.next;
}

interface Said {
  readonly parts: readonly Part[];
  /** What the turn before answered. */
  readonly before: readonly Part[];
  /** A quote was offered, and the offer stands. */
  readonly isOffered: boolean;
}

const leadsOn: readonly Effect['type'][] = [
  'ask',
  'compare-again',
  'read-back',
  'offer-human',
  'offer-erase',
  'handoff',
  'repeat',
];

/** Steps that need not be offered to who has taken them; any other can be taken again. */
const taken: Readonly<Record<string, (scene: Scene, told: readonly Part[]) => boolean>> = {
  scope: ({ company }) => company.scope !== undefined,
  codes: ({ company }) => company.scope !== undefined,
  check: ({ knowledge, company }) => eligibility(knowledge, company).status !== 'open',
  // Nor where there can be none before a consultant has looked.
  quote: ({ isQuoted, company, values }) => isQuoted || values['wants-quote'] === true || isFromAbroad(company),
  documents: (_, told) => told.some(({ answer }) => answer === 'documents'),
  timeline: ({ values }) => values['start'] !== undefined || values['target'] !== undefined,
};
