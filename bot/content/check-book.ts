import type { Condition, Flow, FlowBook, SlotSpec, Step, Test } from '../../flows/flow.ts';
import { suggestion } from './nearest.ts';
import type { Problem } from './problem.ts';
import { saysFile, slotsFile } from './read.ts';
import type { Reading } from './read.ts';
import type { Path, Source } from './source.ts';

/** Values that the conversation computes; conditions and `uses` may name them like slots. */
const derived: Readonly<Record<string, readonly (string | boolean)[]>> = {
  handed: [true, false],
  verdict: ['eligible', 'not-yet', 'needs-consultant', 'open'],
};

type Words = Pick<Problem, 'message' | 'fix'>;
type Tell = (path: Path, words: Words, needle?: string) => void;

/** Flows, slots and says name only what there is. */
export function checkBook(reading: Reading, book: FlowBook): readonly Problem[] {
  const problems: Problem[] = [];
  const tellIn =
    (source: Source | undefined): Tell =>
    (path, words, needle) => {
      if (source) problems.push({ file: source.file, ...source.place(path, needle), ...words });
    };
  const names = new Set<string>();
  for (const { source, flow } of reading.flows) {
    const tell = tellIn(source);
    if (names.has(flow.flow))
      tell(['flow'], { message: `there is another flow "${flow.flow}"`, fix: 'Give it a name of its own' });
    names.add(flow.flow);
    checkFlow(flow, book, tell);
  }
  checkSlots(book, tellIn(reading.sources.get(slotsFile)));
  checkSays(book, tellIn(reading.sources.get(saysFile)));
  return problems;
}

function checkFlow(flow: Flow, book: FlowBook, tell: Tell): void {
  const services = [...(book.slots['service']?.choices ?? []), 'anything'];
  for (const [index, service] of flow.for.entries()) {
    if (!services.includes(service)) tell(['for', index], unknown('service', service, services));
  }
  checkCondition(flow.when, { book, path: ['when'], tell });
  for (const [index, step] of flow.steps.entries()) {
    checkStep(step, { book, path: ['steps', index], tell });
    checkCondition(step.if, { book, path: ['steps', index, 'if'], tell });
  }
}

interface Place {
  readonly book: FlowBook;
  readonly path: Path;
  readonly tell: Tell;
}

function checkStep(step: Step, { book, path, tell }: Place): void {
  if ('ask' in step && !book.slots[step.ask]) tell([...path, 'ask'], unknown('slot', step.ask, Object.keys(book.slots)));
  if ('say' in step && !book.says[step.say]) tell([...path, 'say'], unknown('say', step.say, Object.keys(book.says)));
}

function checkCondition(condition: Condition | undefined, { book, path, tell }: Place): void {
  for (const [name, test] of Object.entries(condition ?? {})) {
    const spec = book.slots[name];
    const values = spec ? valuesOf(spec) : derived[name];
    if (!spec && !values) tell([...path, name], unknown('slot', name, [...Object.keys(book.slots), ...Object.keys(derived)]));
    for (const value of values ? valuesIn(test).filter((each) => !values.includes(each as string)) : []) {
      tell([...path, name], {
        message: `"${name}" is never "${value}"`,
        fix: suggestion(String(value), values?.map(String) ?? []),
      });
    }
  }
}

/** All values a slot can have, null when there is no end of them. */
function valuesOf({ type, choices }: SlotSpec): readonly (string | boolean)[] | null {
  if (type === 'yes-no') return [true, false];
  return type === 'choice' ? (choices ?? []) : null;
}

function valuesIn(test: Test): readonly (string | number | boolean)[] {
  if (typeof test !== 'object') return [test];
  if ('in' in test) return test.in;
  return 'not' in test ? valuesIn(test.not) : [];
}

function checkSlots({ slots }: FlowBook, tell: Tell): void {
  for (const [name, spec] of Object.entries(slots)) {
    const path = ['slots', name];
    if (spec.type === 'choice') checkChoices(name, spec, tell);
    if (spec.type === 'group') checkMembers(name, spec, { slots, tell });
    if (spec.needs !== undefined && slots[spec.needs]?.type !== 'yes-no') {
      const yesNo = Object.keys(slots).filter((other) => slots[other]?.type === 'yes-no');
      tell([...path, 'needs'], { message: `"${spec.needs}" is no yes-no slot`, fix: suggestion(spec.needs, yesNo) });
    }
  }
}

function checkChoices(name: string, { choices, offered = [] }: SlotSpec, tell: Tell): void {
  if (!choices) tell(['slots', name], { message: `"${name}" is a choice without choices`, fix: 'Add "choices:"' });
  for (const choice of offered.filter((each) => !choices?.includes(each))) {
    tell(['slots', name, 'offered'], unknown('choice', choice, choices ?? []), choice);
  }
}

function checkMembers(name: string, { any }: SlotSpec, { slots, tell }: { slots: FlowBook['slots']; tell: Tell }): void {
  if (!any) tell(['slots', name], { message: `"${name}" is a group of nothing`, fix: 'Add "any:" with its slots' });
  for (const member of any?.filter((each) => !slots[each]) ?? []) {
    tell(['slots', name, 'any'], unknown('slot', member, Object.keys(slots)), member);
  }
}

function checkSays({ says, slots }: FlowBook, tell: Tell): void {
  const names = [...Object.keys(slots), ...Object.keys(derived)];
  for (const [say, { uses }] of Object.entries(says)) {
    for (const [index, use] of uses.entries()) {
      if (!names.includes(use)) tell(['says', say, 'uses', index], unknown('slot', use, names));
    }
  }
}

function unknown(kind: string, name: string, there: readonly string[]): Words {
  return { message: `there is no ${kind} "${name}"`, fix: suggestion(name, there) };
}
