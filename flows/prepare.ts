import { predicateOf, type Predicate } from './condition.ts';
import type { Flow, FlowBook, SlotSpec, Step } from './flow.ts';
import { validatorOf, type Validator } from './slot-value.ts';

/** A book made ready for many turns: names resolved, conditions and patterns compiled. */
export interface Prepared {
  readonly slots: ReadonlyMap<string, PreparedSlot>;
  readonly says: ReadonlyMap<string, readonly string[]>;
  /** Flows that may serve a service, the one that goes first at the front. */
  readonly flowsFor: (service: unknown) => readonly PreparedFlow[];
  /** Slots that some other slot needs (consent), each with the slots that are removed when it is refused. */
  readonly gates: readonly Gate[];
}

export interface PreparedSlot {
  readonly name: string;
  readonly spec: SlotSpec;
  readonly accepts: Validator;
  /** Knowing one of these is knowing the slot: the members of a group, else the slot itself. */
  readonly members: readonly string[];
  readonly isGate: boolean;
  /** What does as well: the other members of its group. */
  readonly siblings: readonly string[];
}

export interface Gate {
  readonly slot: string;
  readonly guarded: readonly PreparedSlot[];
  readonly removed: readonly string[];
}

export interface PreparedFlow {
  readonly flow: Flow;
  readonly when: Predicate;
  readonly steps: readonly PreparedStep[];
}

export interface PreparedStep {
  readonly step: Step;
  readonly applies: Predicate;
}

const prepared = new WeakMap<FlowBook, Prepared>();

/** The prepared form of a book; made once for each book. */
export function prepare(book: FlowBook): Prepared {
  const known = prepared.get(book);
  if (known) return known;
  const fresh = {
    slots: slotsOf(book),
    says: new Map(Object.entries(book.says).map(([name, { uses }]) => [name, uses])),
    flowsFor: chooser(book.flows),
    gates: [] as readonly Gate[],
  };
  fresh.gates = gatesOf([...fresh.slots.values()]);
  prepared.set(book, fresh);
  return fresh;
}

function slotsOf(book: FlowBook): ReadonlyMap<string, PreparedSlot> {
  const specs = Object.entries(book.slots);
  const needed = new Set(specs.map(([, spec]) => spec.needs));
  const groups = specs.map(([, spec]) => spec.any ?? []);
  return new Map(
    specs.map(([name, spec]) => [
      name,
      {
        name,
        spec,
        accepts: validatorOf(spec),
        members: spec.type === 'group' ? (spec.any ?? []) : [name],
        isGate: needed.has(name),
        siblings: groups.filter((group) => group.includes(name)).flatMap((group) => group.filter((other) => other !== name)),
      },
    ]),
  );
}

function gatesOf(slots: readonly PreparedSlot[]): readonly Gate[] {
  return slots
    .filter(({ isGate }) => isGate)
    .map(({ name }) => ({
      slot: name,
      guarded: slots.filter(({ spec }) => spec.needs === name && spec.type !== 'group'),
      removed: slots.filter(({ spec }) => spec.needs === name || spec.personal === true).map((slot) => slot.name),
    }));
}

/** A flow with a `when` goes before one without, one that names the service before one for anything, then file order. */
function chooser(flows: readonly Flow[]): Prepared['flowsFor'] {
  const ready = flows.map(prepareFlow);
  const ranked = (service: string) =>
    ready
      .filter(({ flow }) => flow.for.includes(service) || flow.for.includes('anything'))
      .toSorted((a, b) => rank(a.flow, service) - rank(b.flow, service));
  const services = new Set(flows.flatMap((flow) => flow.for));
  const byService = new Map<unknown, readonly PreparedFlow[]>([...services].map((service) => [service, ranked(service)]));
  const anything = ranked('anything');
  return (service) => byService.get(service) ?? anything;
}

function rank(flow: Flow, service: string): number {
  return (flow.when ? 0 : 2) + (flow.for.includes(service) ? 0 : 1);
}

function prepareFlow(flow: Flow): PreparedFlow {
  return {
    flow,
    when: predicateOf(flow.when),
    steps: flow.steps.map((step) => ({ step, applies: predicateOf(step.if) })),
  };
}
