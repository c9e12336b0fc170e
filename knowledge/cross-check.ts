import { answersFolder } from './answer-files.ts';
import { duplicateIds } from './duplicate-ids.ts';
import type { Range } from './fact.ts';
import type { Knowledge } from './knowledge.ts';
import { timeline } from './timeline.ts';

/** Something one file of `knowledge/` says that another denies. */
export interface Mismatch {
  readonly file: string;
  /** Keys down to the place in the file. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly fix: string;
}

/** A place that names something by its id. */
interface Mention {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly id: string;
}

/** Everything that no single file's schema can see; empty when the book is sound. */
export function crossCheck(knowledge: Knowledge): Mismatch[] {
  const facts = factMentions(knowledge);
  const dangling = facts.filter(({ id }) => !knowledge.facts.has(id)).map((mention) => unknown(mention, 'fact', 'facts.yaml'));
  const rest = [
    ...sourceMismatches(knowledge),
    ...serviceMismatches(knowledge),
    ...instalmentMismatches(knowledge),
    ...duplicateIds(knowledge),
    ...placeholderMismatches(knowledge),
  ];
  // Sums can only be taken of facts that are there.
  return [...dangling, ...rest, ...answerMismatches(knowledge), ...(dangling.length === 0 ? sumMismatches(knowledge) : [])];
}

function factMentions({ services, conditions, documents, stages, steps, tensions, answers }: Knowledge): Mention[] {
  return [
    ...[...services.values()].flatMap(({ id, facts }) => factList('services.yaml', ['services', id], facts)),
    ...[...documents.values()].flatMap(({ id, facts }) => factList('documents.yaml', [id], facts)),
    ...[...tensions.values()].flatMap(({ id, facts }) => factList('tensions.yaml', [id], facts)),
    ...[...answers.values()].flatMap(({ id, file, facts }) => factList(file, [id], facts)),
    ...steps.flatMap(({ facts }, index) => factList('steps.yaml', [index], facts)),
    ...[...conditions.values()].flatMap(({ id, provincial, nationwide }) => [
      ...factAt('conditions.yaml', [id, 'provincial'], provincial),
      ...factAt('conditions.yaml', [id, 'nationwide'], nationwide),
    ]),
    ...Object.entries(stages.headlines).flatMap(([service, id]) => factAt('stages.yaml', ['headlines', service], id)),
    ...courses(stages).flatMap(([name, course]) => [
      ...factAt('stages.yaml', ['courses', name, 'total'], course.total),
      ...factAt('stages.yaml', ['courses', name, 'months'], course.months),
      ...course.stages.flatMap(({ days, rounds }, index) => [
        ...factAt('stages.yaml', ['courses', name, 'stages', index, 'days'], days),
        ...factAt('stages.yaml', ['courses', name, 'stages', index, 'rounds'], rounds),
      ]),
    ]),
  ];
}

function factList(file: string, path: readonly (string | number)[], ids: readonly string[]): Mention[] {
  return ids.map((id, index) => ({ file, path: [...path, 'facts', index], id }));
}

function factAt(file: string, path: readonly (string | number)[], id: string | undefined): Mention[] {
  return id === undefined ? [] : [{ file, path, id }];
}

function sourceMismatches({ facts, sources }: Knowledge): Mismatch[] {
  return [...facts.values()].flatMap((fact) => {
    const path = [fact.id, 'sources'];
    if (fact.sources.length === 0) {
      const fix = `Name where it is from, an id of sources.yaml (${[...sources.keys()].join(', ')})`;
      return [{ file: 'facts.yaml', path, message: `fact "${fact.id}" has no source`, fix }];
    }
    return fact.sources
      .map(({ source }, index) => ({ file: 'facts.yaml', path: [...path, index], id: source }))
      .filter(({ id }) => !sources.has(id))
      .map((mention) => unknown(mention, 'source', 'sources.yaml'));
  });
}

function serviceMismatches({ services, documents, stages, tensions, answers, prices }: Knowledge): Mismatch[] {
  const families = new Set([...services.values()].map(({ family }) => family));
  const mentions = [
    ...[...documents.values()].flatMap((one) => listedServices('documents.yaml', [one.id], one.services)),
    ...[...tensions.values()].flatMap((one) => listedServices('tensions.yaml', [one.id], one.services)),
    ...[...answers.values()].flatMap((one) => listedServices(one.file, [one.id], one.services ?? [])),
    ...courses(stages).flatMap(([name, course]) => listedServices('stages.yaml', ['courses', name], course.services)),
    ...Object.keys(stages.headlines).map((id) => ({ file: 'stages.yaml', path: ['headlines', id], id })),
    ...Object.keys(prices.services).map((id) => ({ file: 'prices.yaml', path: ['services', id], id })),
  ];
  return mentions
    .filter(({ id, file }) => !services.has(id) && !(file.startsWith(answersFolder) && families.has(id)))
    .map((mention) => unknown(mention, 'service', 'services.yaml'));
}

function answerMismatches({ answers }: Knowledge): Mismatch[] {
  return [...answers.values()].flatMap(({ id, file, byScope, held }) => {
    const named = Object.entries(byScope ?? {}).map(([scope, other]) => ({ path: [id, 'byScope', scope], id: other }));
    const others = held === undefined ? named : [...named, { path: [id, 'held'], id: held }];
    return others.filter((other) => !answers.has(other.id)).map((other) => unknown({ file, ...other }, 'answer', 'answers/'));
  });
}

function listedServices(file: string, path: readonly string[], ids: readonly string[]): Mention[] {
  return ids.map((id, index) => ({ file, path: [...path, 'services', index], id }));
}

function instalmentMismatches({ prices, steps }: Knowledge): Mismatch[] {
  const sum = prices.instalments.reduce((total, { percent }) => total + percent, 0);
  const unknownSteps = prices.instalments
    .map(({ step }, index) => ({ file: 'prices.yaml', path: ['instalments', index, 'step'], id: step }))
    .filter(({ id }) => steps.every(({ step }) => step !== id))
    .map((mention) => unknown(mention, 'step', 'steps.yaml'));
  // Percentages such as 33.3 are no exact binary numbers.
  if (Math.abs(sum - 100) < 1e-9) return unknownSteps;
  const message = `the instalments add up to ${sum} %, not to 100 %`;
  return [
    ...unknownSteps,
    { file: 'prices.yaml', path: ['instalments'], message, fix: 'Change the percentages so that they add up to 100' },
  ];
}

/** A text's placeholders are facts that it also lists, or prices of the catalogue. */
function placeholderMismatches({ answers, tensions, documents, facts, prices, stages }: Knowledge): Mismatch[] {
  const texts = [
    ...[...answers.values()].map(({ id, file, text, facts: listed }) => ({ file, id, key: 'text', text, listed })),
    ...stages.assumptions.map((text, index) => ({
      file: 'stages.yaml',
      id: 'assumptions',
      key: String(index),
      text,
      listed: null,
    })),
    ...[...tensions.values()].map(({ id, text, facts: listed }) => ({ file: 'tensions.yaml', id, key: 'text', text, listed })),
    ...[...documents.values()].flatMap(({ id, note, facts: listed }) =>
      note ? [{ file: 'documents.yaml', id, key: 'note', text: note, listed }] : [],
    ),
  ];
  return texts.flatMap(({ file, id, key, text, listed }) =>
    (['zh-Hans', 'en'] as const).flatMap((language) => {
      const path = [id, key, language];
      return [...text[language].matchAll(/\{([^{}]*)\}/g)].flatMap(([, placeholder = '']): Mismatch[] => {
        const [kind = '', name = '', of = ''] = placeholder.split(':');
        if (isOfPrices(prices, { kind, name, of })) return [];
        if (kind !== 'fact') return [{ file, path, message: `"{${placeholder}}" is no placeholder`, fix: placeholders }];
        if (!facts.has(name)) return [unknown({ file, path, id: name }, 'fact', 'facts.yaml')];
        return listed === null || listed.includes(name)
          ? []
          : [{ file, path, message: `the text uses fact "${name}" that it does not list`, fix: `Add ${name} to its facts` }];
      });
    }),
  );
}

const placeholders = 'Write {fact:id}, {price:service}, {part:service:step}, {share:step}, {tax} or {excluded}';

function isOfPrices(
  { services, instalments }: Knowledge['prices'],
  { kind, name, of }: { kind: string; name: string; of: string },
): boolean {
  const isStep = (id: string): boolean => instalments.some(({ step }) => step === id);
  if (kind === 'price') return services[name] !== undefined;
  if (kind === 'part') return services[name] !== undefined && isStep(of);
  return kind === 'share' ? isStep(name) : (kind === 'tax' || kind === 'excluded') && name === '';
}

/** The stated totals of a course are the sums of its stages. */
function sumMismatches(knowledge: Knowledge): Mismatch[] {
  return courses(knowledge.stages).flatMap(([name, { services, total, months }]) => {
    const [service = ''] = services;
    // Any day does: how many working days a course has does not depend on when it starts.
    const computed = timeline(knowledge, { service, start: '2026-01-05' })?.courses.find(({ course }) => course === name);
    if (!computed) return [];
    return [...notTheSum(knowledge, total, computed.total), ...notTheSum(knowledge, months, computed.months)];
  });
}

function notTheSum({ facts }: Knowledge, id: string, { low, high }: Range): Mismatch[] {
  const value = facts.get(id)?.value;
  if (typeof value === 'object' && 'low' in value && value.low === low && value.high === high) return [];
  const message = `fact "${id}" is not what its stages add up to`;
  return [{ file: 'facts.yaml', path: [id, 'value'], message, fix: `Write { low: ${low}, high: ${high} }` }];
}

function courses(stages: Knowledge['stages']) {
  return [
    ['official', stages.courses.official],
    ['agency', stages.courses.agency],
  ] as const;
}

function unknown({ file, path, id }: Mention, what: string, where: string): Mismatch {
  return { file, path, message: `there is no ${what} "${id}"`, fix: `Write an id that ${where} has, or add "${id}" there` };
}
