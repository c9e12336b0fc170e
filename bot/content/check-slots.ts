import type { FlowBook, SlotSpec } from '../../flows/flow.ts';
import { suggestion } from './suggestion.ts';
import type { Problem } from './problem.ts';
import type { Source } from './source.ts';

type Found = Pick<Problem, 'message' | 'fix'> & { readonly part?: string; readonly name?: string };

/** Each slot fits its type, and names only slots and choices that there are. */
export function checkSlots({ slots }: FlowBook, source: Source): readonly Problem[] {
  return Object.entries(slots).flatMap(([name, spec]) =>
    [
      ...choiceProblems(name, spec),
      ...memberProblems(name, spec, slots),
      ...needsProblems(spec, slots),
      ...patternProblems(spec),
    ].map(({ part, name: wrong, ...words }) => ({
      file: source.file,
      ...source.place(['slots', name, ...(part === undefined ? [] : [part])], wrong),
      ...words,
    })),
  );
}

function choiceProblems(name: string, { type, choices, offered = [], no, assumed }: SlotSpec): readonly Found[] {
  if (type === 'choice' && !choices) return [{ message: `"${name}" is a choice without choices`, fix: 'Add "choices:"' }];
  const named = [
    ...offered.map((choice) => ({ part: 'offered', choice })),
    ...(no === undefined ? [] : [{ part: 'no', choice: no }]),
    ...(assumed ? [{ part: 'assumed', choice: assumed.value }] : []),
  ];
  return named
    .filter(({ choice }) => !choices?.includes(choice))
    .map(({ part, choice }) => ({
      part,
      name: choice,
      message: `there is no choice "${choice}"`,
      fix: suggestion(choice, choices ?? []),
    }));
}

function memberProblems(name: string, { type, any = [], assumed }: SlotSpec, slots: FlowBook['slots']): readonly Found[] {
  if (type === 'group' && any.length === 0)
    return [{ message: `"${name}" is a group of nothing`, fix: 'Add "any:" with its slots' }];
  const named = [
    ...any.map((member) => ({ part: 'any', member })),
    ...(assumed?.with ?? []).map((member) => ({ part: 'assumed', member })),
  ];
  return named
    .filter(({ member }) => !slots[member])
    .map(({ part, member }) => ({
      part,
      name: member,
      message: `there is no slot "${member}"`,
      fix: suggestion(member, Object.keys(slots)),
    }));
}

function needsProblems({ needs }: SlotSpec, slots: FlowBook['slots']): readonly Found[] {
  if (needs === undefined || slots[needs]?.type === 'yes-no') return [];
  const yesNo = Object.keys(slots).filter((other) => slots[other]?.type === 'yes-no');
  return [{ part: 'needs', message: `"${needs}" is no yes-no slot`, fix: suggestion(needs, yesNo) }];
}

function patternProblems({ validate }: SlotSpec): readonly Found[] {
  try {
    new RegExp(validate?.pattern ?? '', 'u').test('');
    return [];
  } catch (error) {
    const [, why] = /: ([^:]*)$/.exec((error as Error).message) ?? [];
    return [{ part: 'validate', name: 'pattern', message: `the pattern is no regular expression (${why})`, fix: 'Correct it' }];
  }
}
