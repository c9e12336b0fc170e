import type { FlowBook } from '../../flows/flow.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Path } from './source.ts';
import type { Problem } from './problem.ts';
import { placeIn, type ContentReading, slotsFile } from './read.ts';
import { suggestion } from './suggestion.ts';

type Known = Pick<Knowledge, 'services' | 'documents' | 'prices'>;

/** What the knowledge has can be chosen in a talk, and what can be chosen is there. */
export function checkOffered(
  reading: Pick<ContentReading, 'sources'>,
  { slots }: FlowBook,
  knowledge: Known,
): readonly Problem[] {
  const services = [...knowledge.services.values()].map(({ id, family }) => ({
    file: 'knowledge/services.yaml',
    path: ['services', id, 'family'],
    name: family,
  }));
  const papers = [...knowledge.documents.values()]
    .filter(({ from }) => from === 'applicant')
    .map(({ id }) => ({ file: 'knowledge/documents.yaml', path: [id], name: id }));
  const options = Object.entries(knowledge.prices.services).flatMap(([service, priced]) =>
    priced.options.map(({ id }, index) => ({
      file: 'knowledge/prices.yaml',
      path: ['services', service, 'options', index],
      name: id,
    })),
  );
  // A service of no name is what people choose who want none of these.
  return [
    ...both(reading, { slot: 'service', choices: slots['service']?.choices, more: ['other'], there: services }),
    ...both(reading, { slot: 'papers', choices: slots['papers']?.choices, more: [], there: papers }),
    ...both(reading, { slot: 'extras', choices: slots['extras']?.choices, more: [], there: options }),
  ];
}

interface Compared {
  readonly slot: string;
  readonly choices: readonly string[] | undefined;
  readonly more: readonly string[];
  readonly there: readonly { readonly file: string; readonly path: Path; readonly name: string }[];
}

function both(reading: Pick<ContentReading, 'sources'>, { slot, choices, more, there }: Compared): readonly Problem[] {
  if (!choices) return [];
  const names = [...there.map(({ name }) => name), ...more];
  const unoffered = there.filter(({ name }) => !choices.includes(name));
  const unknown = choices.filter((choice) => !names.includes(choice));
  return [
    ...unoffered.map(({ file, path, name }) => ({
      ...placeIn(reading, file, path),
      message: `nobody can choose "${name}" in a talk`,
      fix: `Add it to the choices of "${slot}" in ${slotsFile}; npm run check then names what else it needs`,
      warning: true as const,
    })),
    ...unknown.map((choice) => ({
      ...placeIn(reading, slotsFile, ['slots', slot, 'choices', choices.indexOf(choice)]),
      message: `there is no "${choice}" in the knowledge`,
      fix: suggestion(choice, names) || `Take it out, or add it to ${there[0]?.file}`,
    })),
  ];
}
