import type { FlowBook } from '../../flows/flow.ts';
import { derivedNames, type FlowProblem, type FlowProblemCode, problemsOf } from '../../flows/reach.ts';
import { checkSlots } from './check-slots.ts';
import { suggestion } from './suggestion.ts';
import type { Problem } from './problem.ts';
import { saysFile, slotsFile } from './read.ts';
import type { ContentReading } from './read.ts';
import type { Path, Source } from './source.ts';

/** Flows, slots and says name only what there is, and every step of a flow can be reached. */
export function checkBook(reading: ContentReading, book: FlowBook): readonly Problem[] {
  const found = problemsOf(book).flatMap((problem) => {
    const source = sourceOfProblem(reading, problem);
    return source ? [{ file: source.file, ...source.place(pathOf(problem, book)), ...wordsOf(problem, book) }] : [];
  });
  const slots = reading.sources.get(slotsFile);
  return [...found, ...namedTwice(reading), ...(slots ? checkSlots(book, slots) : [])];
}

function sourceOfProblem({ flows, sources }: ContentReading, { flow }: FlowProblem): Source | undefined {
  return flow === null ? sources.get(saysFile) : flows.find((each) => each.flow.flow === flow)?.source;
}

function pathOf({ flow: name, step, code, name: part, value }: FlowProblem, { flows, says }: FlowBook): Path {
  const flow = flows.find((each) => each.flow === name);
  if (!flow) return ['says', part, 'uses', says[part]?.uses.indexOf(value ?? '') ?? 0];
  if (code === 'unknown-service') return ['for', flow.for.indexOf(part)];
  if (step !== null) return ofConditions.includes(code) ? ['steps', step, 'if', part] : ['steps', step];
  return ofConditions.includes(code) ? ['when', part] : ['flow'];
}

const ofConditions: readonly FlowProblemCode[] = ['unknown-name', 'no-such-value', 'never-true'];

type Words = Pick<Problem, 'message' | 'fix'>;

function wordsOf(problem: FlowProblem, book: FlowBook): Words {
  return words[problem.code](problem, book);
}

const words: Readonly<Record<FlowProblemCode, (problem: FlowProblem, book: FlowBook) => Words>> = {
  'unknown-slot': ({ name }, { slots }) => unknown('slot', name, Object.keys(slots)),
  'unknown-say': ({ name }, { says }) => unknown('say', name, Object.keys(says)),
  'unknown-service': ({ name }, { slots }) => unknown('service', name, [...(slots['service']?.choices ?? []), 'anything']),
  'unknown-name': ({ flow, name, value }, { slots }) =>
    unknown('slot', flow === null ? (value ?? '') : name, [...Object.keys(slots), ...Object.keys(derivedNames)]),
  'no-such-value': ({ name, value = '' }, { slots }) => ({
    message: `"${name}" is never "${value}"`,
    fix: suggestion(value, slots[name]?.choices ?? derivedNames[name]?.map(String) ?? ['true', 'false']),
  }),
  'behind-handoff': ({ name }) => ({
    message: `nobody can reach "${name}": a handoff before it is always made`,
    fix: 'Move it before the handoff, or give the handoff a condition',
  }),
  'never-true': ({ name }) => ({
    message: `nobody can reach this: its condition on "${name}" never holds`,
    fix: 'Correct the condition, or take the step out',
  }),
  'asked-before': ({ name }) => ({
    message: `"${name}" is asked before whenever it would be asked here`,
    fix: 'Take one of the two out',
  }),
  'flow-never-chosen': ({ name }) => ({
    message: `nobody can reach the flow "${name}": another goes before it for each of its services`,
    fix: 'Give it a service of its own in "for:", or a "when:"',
  }),
  'asked-without-consent': ({ name }) => ({
    message: `"${name}" is personal and asked without consent`,
    fix: 'Add "needs: consent" to the slot in flows/slots.yaml',
  }),
};

function unknown(kind: string, name: string, there: readonly string[]): Words {
  return { message: `there is no ${kind} "${name}"`, fix: suggestion(name, there) };
}

function namedTwice({ flows }: ContentReading): readonly Problem[] {
  return flows
    .filter(({ flow }, index) => flows.findIndex((each) => each.flow.flow === flow.flow) < index)
    .map(({ source, flow }) => ({
      file: source.file,
      ...source.place(['flow']),
      message: `there is another flow "${flow.flow}"`,
      fix: 'Give it a name of its own',
    }));
}
