import type { FlowBook } from '../../flows/flow.ts';
import type { Problem } from './problem.ts';
import { type Reading, slotsFile } from './read.ts';
import { suggestion } from './suggestion.ts';

/** A question is explained by an answer that there is. */
export function checkExplained(
  { sources }: Pick<Reading, 'sources'>,
  { slots }: FlowBook,
  answers: readonly string[],
): readonly Problem[] {
  return Object.entries(slots).flatMap(([name, { explained }]) =>
    explained === undefined || answers.includes(explained)
      ? []
      : [
          {
            file: slotsFile,
            ...(sources.get(slotsFile)?.place(['slots', name, 'explained']) ?? { line: 1, column: 1 }),
            message: `there is no answer "${explained}"`,
            fix: suggestion(explained, answers),
          },
        ],
  );
}
