import type { FlowBook } from '../../flows/flow.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading } from './read.ts';
import { suggestion } from './suggestion.ts';

const file = 'knowledge/hours.yaml';

/** Each team is for services that there are, and no two teams have one name. */
export function checkTeams(
  reading: Pick<ContentReading, 'sources'>,
  { slots }: FlowBook,
  teams: readonly Team[],
): readonly Problem[] {
  const services = [...(slots['service']?.choices ?? []), 'anything'];
  const at = (...path: (string | number)[]) => placeIn(reading, file, ['teams', ...path]);
  return teams.flatMap((team, index) => [
    ...team.for.flatMap((service, place) =>
      services.includes(service)
        ? []
        : [{ ...at(index, 'for', place), message: `there is no service "${service}"`, fix: suggestion(service, services) }],
    ),
    ...(teams.findIndex((other) => other.team === team.team) < index
      ? [{ ...at(index, 'team'), message: `there is another team "${team.team}"`, fix: 'Give it a name of its own' }]
      : []),
  ]);
}
