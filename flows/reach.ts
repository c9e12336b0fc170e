import type { SlotValue } from './command.ts';
import { passes } from './condition.ts';
import type { Condition, Flow, FlowBook, SlotSpec, Step, Test } from './flow.ts';

/** Something in the flows that can never work as it was written. */
export interface FlowProblem {
  /** Null where the fault is in a slot or a say. */
  readonly flow: string | null;
  /** Index of the step; null where the whole flow (or slot, or say) is meant. */
  readonly step: number | null;
  readonly code: FlowProblemCode;
  /** The name that is wrong: of the step, the condition, the slot or the say. */
  readonly name: string;
  /** Where a value is wrong: the value. */
  readonly value?: string;
}

export type FlowProblemCode =
  | 'unknown-slot'
  | 'unknown-say'
  | 'unknown-service'
  | 'unknown-name'
  | 'no-such-value'
  /** Behind a handoff that is always made. */
  | 'behind-handoff'
  /** No value passes its condition, or none that the flow can have at all. */
  | 'never-true'
  /** An earlier step asks the same whenever this one would. */
  | 'asked-before'
  /** Every service that it is for has a flow that goes before it. */
  | 'flow-never-chosen'
  /** Personal data that is asked for without the consent it needs. */
  | 'asked-without-consent';

/** Finds what no talk can ever reach, and names that nothing has. Pure; files and lines are the caller's. */
export function problemsOf(book: FlowBook): readonly FlowProblem[] {
  const inFlows = book.flows.flatMap((flow) => [
    ...flowProblems({ book, flow, step: null }),
    ...flow.steps.flatMap((step, index) => stepProblems(step, { book, flow, step: index })),
  ]);
  return [...inFlows, ...sayProblems(book)];
}

/** What is worked out of the slots (`Turn.derive`, and `handed`): conditions and `uses` may name it like a slot. With all its values. */
export const derivedNames: Readonly<Record<string, readonly (string | boolean)[]>> = {
  closed: [true, false],
  fits: [true, false],
  handed: [true, false],
  verdict: ['eligible', 'not-yet', 'needs-consultant', 'open'],
};

interface Place {
  readonly book: FlowBook;
  readonly flow: Flow;
  readonly step: number | null;
}

function problem({ flow, step }: Place, code: FlowProblemCode, name: string): FlowProblem {
  return { flow: flow.flow, step, code, name };
}

function flowProblems(place: Place): readonly FlowProblem[] {
  const { book, flow } = place;
  const services = new Set(['anything', ...(book.slots['service']?.choices ?? [])]);
  const unknown = flow.for.filter((service) => !services.has(service));
  return [
    ...unknown.map((service) => problem(place, 'unknown-service', service)),
    ...conditionProblems(flow.when, place),
    ...(isEverChosen(flow, book) ? [] : [problem(place, 'flow-never-chosen', flow.flow)]),
  ];
}

function stepProblems(step: Step, place: Place): readonly FlowProblem[] {
  const isBehind = earlierSteps(place).some((other) => 'handoff' in other && covers(other, step));
  return [
    ...conditionProblems(step.if, place),
    ...(isBehind ? [problem(place, 'behind-handoff', nameOf(step))] : []),
    ...('ask' in step ? askProblems(step, place) : []),
    ...('say' in step && !place.book.says[step.say] ? [problem(place, 'unknown-say', step.say)] : []),
  ];
}

function askProblems(step: Extract<Step, { ask: string }>, place: Place): readonly FlowProblem[] {
  const spec = place.book.slots[step.ask];
  if (!spec) return [problem(place, 'unknown-slot', step.ask)];
  const isRepeated = earlierSteps(place).some((other) => 'ask' in other && other.ask === step.ask && covers(other, step));
  return [
    ...(isRepeated ? [problem(place, 'asked-before', step.ask)] : []),
    ...(spec.personal && spec.needs === undefined ? [problem(place, 'asked-without-consent', step.ask)] : []),
  ];
}

function earlierSteps({ flow, step }: Place): readonly Step[] {
  return flow.steps.slice(0, step ?? 0);
}

function conditionProblems(condition: Condition | undefined, place: Place): readonly FlowProblem[] {
  return Object.entries(condition ?? {}).flatMap(([name, test]): readonly FlowProblem[] => {
    const values = allValues(name, place);
    if (values === 'unknown-name') return [problem(place, 'unknown-name', name)];
    const wrong = values === null ? [] : literalsIn(test).filter((value) => !values.includes(value));
    if (wrong.length > 0) return wrong.map((value) => ({ ...problem(place, 'no-such-value', name), value: String(value) }));
    return possibleValues(name, test, place).some((value) => passes(test, value)) ? [] : [problem(place, 'never-true', name)];
  });
}

/** All values of a name, null when there is no end of them. */
function allValues(name: string, { book }: Place): readonly SlotValue[] | null | 'unknown-name' {
  const spec = book.slots[name];
  if (spec) return valuesOf(spec);
  return derivedNames[name] ?? 'unknown-name';
}

function valuesOf({ type, choices }: SlotSpec): readonly SlotValue[] | null {
  if (type === 'yes-no') return [true, false];
  return type === 'choice' ? (choices ?? []) : null;
}

/** Values that a name can have in a flow, one of each kind that a test could tell apart. */
function possibleValues(name: string, test: Test, place: Place): readonly (SlotValue | undefined)[] {
  const { flow, step } = place;
  const values = allValues(name, place);
  const finite = values === null || values === 'unknown-name' ? samplesOf(test) : values;
  const named = name === 'service' && !flow.for.includes('anything') ? flow.for : null;
  const when = step === null ? undefined : flow.when?.[name];
  // A slot may stay unknown, a derived name that is always there may not; being generous here only hides a problem.
  return [undefined, ...finite].filter(
    (value) => (named === null || named.some((service) => service === value)) && (when === undefined || passes(when, value)),
  );
}

function samplesOf(test: Test): readonly SlotValue[] {
  const numbers = boundsIn(test).flatMap((bound) => [bound - 1, bound, bound + 1]);
  return [...literalsIn(test), ...numbers, 'anything else', 0, Number.MAX_VALUE];
}

function literalsIn(test: Test): readonly (string | number | boolean)[] {
  if (typeof test !== 'object') return [test];
  if ('in' in test) return test.in;
  return 'not' in test ? literalsIn(test.not) : [];
}

function boundsIn(test: Test): readonly number[] {
  if (typeof test !== 'object') return [];
  if ('atLeast' in test) return [test.atLeast];
  return 'not' in test ? boundsIn(test.not) : [];
}

/** Whether the earlier step applies whenever the later one does: all its conditions are among the later one's. */
function covers(earlier: Step, later: Step): boolean {
  return Object.entries(earlier.if ?? {}).every(([name, test]) => JSON.stringify(later.if?.[name]) === JSON.stringify(test));
}

function nameOf(step: Step): string {
  if ('ask' in step) return step.ask;
  return 'say' in step ? step.say : step.handoff;
}

/** A flow with a `when` has its moment; one without needs a service for which no other goes before it. */
function isEverChosen(flow: Flow, { flows, slots }: FlowBook): boolean {
  if (flow.when) return true;
  const services = flow.for.includes('anything') ? ['anything', ...(slots['service']?.choices ?? [])] : flow.for;
  return services.some((service) => {
    const named = flows.find((other) => !other.when && other.for.includes(service));
    return (named ?? flows.find((other) => !other.when && other.for.includes('anything'))) === flow;
  });
}

function sayProblems({ says, slots }: FlowBook): readonly FlowProblem[] {
  return Object.entries(says).flatMap(([say, { uses }]) =>
    uses
      .filter((use) => !slots[use] && !derivedNames[use])
      .map((use): FlowProblem => ({ flow: null, step: null, code: 'unknown-name', name: say, value: use })),
  );
}
