import type { FlowBook } from '../../flows/flow.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading, slotsFile } from './read.ts';
import { suggestion } from './suggestion.ts';

/** A question is explained by an answer that there is. */
export function checkExplained(
  reading: Pick<ContentReading, 'sources'>,
  { slots }: FlowBook,
  answers: readonly string[],
): readonly Problem[] {
  return Object.entries(slots).flatMap(([name, { explained = [] }]) =>
    [explained]
      .flat()
      .filter((id) => !answers.includes(id))
      .map((id) => ({
        ...placeIn(reading, slotsFile, ['slots', name, 'explained']),
        message: `there is no answer "${id}"`,
        fix: suggestion(id, answers),
      })),
  );
}
