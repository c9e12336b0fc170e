import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command, SlotValue } from '../../flows/command.ts';
import type { Effect } from '../../flows/effect.ts';
import { returned } from '../../flows/engine.ts';
import type { Flow, FlowBook, Step } from '../../flows/flow.ts';
import { anyTurns, answerAll, settable, valueOf } from './anyone.ts';
import { derive, realBook } from './real-book.ts';
import { correct, human, set, Talk } from './talk.ts';

const after = (turns: readonly (readonly Command[])[], book: FlowBook = realBook): Talk => {
  const talk = new Talk(book).hear();
  for (const commands of turns) talk.hear(...commands);
  return talk;
};

/** Checks a promise in every state that a talk comes through. */
const always = (promise: (talk: Talk) => void): void => {
  fc.assert(
    fc.property(anyTurns, (turns) => {
      const talk = new Talk(realBook).hear();
      for (const commands of turns) promise(talk.hear(...commands));
    }),
    { numRuns: 400 },
  );
};

const isKnown = ({ state }: Talk, slot: string): boolean => {
  const members = realBook.slots[slot]?.any ?? [];
  return slot in state.slots || members.some((member) => 'value' in (state.slots[member] ?? {}));
};

const order: readonly Effect['type'][] = [
  'noted',
  'invalid',
  'declined',
  'notice',
  'answer',
  'compare',
  'say',
  'handoff',
  'read-back',
  'compare-again',
  'offer-human',
  'ask',
];

describe('whatever is said', () => {
  test('what is known is never asked', () => {
    always((talk) => talk.asked !== null && expect(isKnown(talk, talk.asked)).toBe(false));
  });

  test('a human can be had', () => {
    always(({ state }) => {
      const talk = new Talk(realBook, state).hear(human);
      expect(talk.state.handed).not.toBeNull();
      expect(talk.told).toContain(state.handed === null ? 'handoff asked' : 'notice already-handed');
    });
  });

  test('something is answered, in order, with at most one question', () => {
    always(({ effects }) => {
      const places = effects.map(({ type }) => order.indexOf(type));
      expect(effects.length).toBeGreaterThan(0);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(
        effects.filter(({ type }) => ['ask', 'compare-again', 'read-back', 'offer-human'].includes(type)).length,
      ).toBeLessThan(2);
    });
  });

  test('personal data is asked for after consent only, and never kept after a refusal', () => {
    always(({ values, asked }) => {
      if (asked !== null && realBook.slots[asked]?.needs) expect(values['consent']).toBe(true);
      if (values['consent'] !== false) return;
      expect(Object.keys(values).filter((name) => realBook.slots[name]?.personal)).toEqual([]);
    });
  });

  test('it ends: finitely many answers lead to a consultant', () => {
    fc.assert(
      fc.property(anyTurns, fc.boolean(), (turns, isReturned) => {
        const before = after(turns);
        const talk = isReturned ? new Talk(realBook, returned(before.state)) : before;
        expect(answerAll(talk).length).toBeLessThan(settable.length);
        const { said, handed } = talk.state;
        const isHanded = handed !== null || Object.keys(said).some((name) => name.startsWith('handoff:'));
        // Who only studies the matter wants no consultant.
        expect(isHanded || talk.values['studying'] === true).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

const said = (name: string, value: SlotValue): readonly Command[] => [set(name, value)];

describe('the same inputs', () => {
  const inputs = fc
    .uniqueArray(fc.constantFrom(...settable), { minLength: 2 })
    .chain((names) => fc.tuple(...names.map((name) => valueOf(name).map((value) => [name, value] as const))))
    // Who refuses to be contacted before or after giving a number means different things.
    .map((pairs) => pairs.filter(([name, value]) => name !== 'consent' || value === true));

  test('in any order, in one message or many, end in the same values and the same verdict', () => {
    fc.assert(
      fc.property(inputs, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (pairs, chances) => {
        const chance = () => chances.next().value ?? 0;
        const other = pairs.map((pair) => ({ pair, at: chance() })).toSorted((a, b) => a.at - b.at);
        const turns: Command[][] = [[]];
        for (const { pair } of other) {
          if (chance() < 0.5) turns.push([]);
          turns.at(-1)?.push(set(...pair));
        }
        const one = after([pairs.map((pair) => set(...pair))]);
        const many = after(turns);
        // A contact that answers the question for consent is a consent; both are asked before the handoff.
        const { consent: _, ...values } = one.values;
        const { consent: __, ...same } = many.values;
        expect(same).toEqual(values);
        expect(derive(many.values)['verdict']).toBe(derive(one.values)['verdict']);
      }),
      { numRuns: 400 },
    );
  });

  const slips = fc
    .uniqueArray(fc.constantFrom('service', 'scope', 'province', 'capital', 'funding', 'wants-quote', 'need', 'start'), {
      minLength: 1,
    })
    .chain((names) =>
      fc.tuple(...names.map((name) => fc.tuple(valueOf(name), valueOf(name)).map(([wrong, right]) => ({ name, wrong, right })))),
    );

  test('said wrong and corrected are as good as said right at first', () => {
    fc.assert(
      fc.property(slips, fc.nat(), (pairs, pick) => {
        const slip = pairs[pick % pairs.length] as (typeof pairs)[number];
        const corrected = after([
          ...pairs.map(({ name, wrong, right }) => said(name, name === slip.name ? wrong : right)),
          [correct(slip.name, slip.right)],
        ]);
        const right = after(pairs.map((pair) => said(pair.name, pair.right)));
        expect(corrected.values).toEqual(right.values);
        expect(answerAll(corrected)).toEqual(answerAll(right));
        expect(corrected.values).toEqual(right.values);
        expect(corrected.state.handed).toBe(right.state.handed);
        // Of all that was said on either way, what was said last is the same; an overview is only for who has no verdict yet.
        const both = Object.keys(right.state.said).filter((say) => say in corrected.state.said && say !== 'overview');
        for (const say of both) expect(corrected.state.said[say]).toBe(right.state.said[say]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('an edited flow', () => {
  const stepNames = { ask: Object.keys(realBook.slots), say: Object.keys(realBook.says), handoff: ['qualified', 'elsewhere'] };
  const anyStep: fc.Arbitrary<Step> = fc.oneof(
    fc.constantFrom(...stepNames.ask).map((ask) => ({ ask })),
    fc.constantFrom(...stepNames.say).map((say) => ({ say })),
    fc.constantFrom(...stepNames.handoff).map((handoff) => ({ handoff })),
  );
  const anyEdit = fc.record({ flow: fc.nat(), step: fc.nat(), edit: fc.constantFrom('add', 'remove', 'swap'), added: anyStep });
  type Edit = typeof anyEdit extends fc.Arbitrary<infer E> ? E : never;

  const edited = (flows: readonly Flow[], { flow, step, edit, added }: Edit): readonly Flow[] =>
    flows.map((each, index) => {
      if (index !== flow % flows.length) return each;
      const place = step % each.steps.length;
      const [current, next] = each.steps.slice(place, place + 2);
      const instead = edit === 'add' ? [added, current] : edit === 'swap' && next ? [next, current] : [];
      const steps = each.steps.toSpliced(place, edit === 'swap' && next ? 2 : 1, ...instead.filter((one) => one !== undefined));
      return { ...each, steps };
    });

  test('continues every stored state, asks nothing that is known, and ends', () => {
    fc.assert(
      fc.property(anyTurns, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (turns, edits) => {
        const book = { ...realBook, flows: edits.reduce(edited, realBook.flows) };
        const talk = new Talk(book, after(turns).state);
        const asked = answerAll(talk);
        expect(asked.length).toBeLessThan(settable.length + 1);
        expect(new Set(asked).size).toBe(asked.length);
      }),
      { numRuns: 400 },
    );
  });

  test('continues where slots and says are gone', () => {
    fc.assert(
      fc.property(anyTurns, fc.subarray(settable), (turns, gone) => {
        const slots = Object.fromEntries(Object.entries(realBook.slots).filter(([name]) => !gone.includes(name)));
        const talk = new Talk({ ...realBook, slots, says: {} }, after(turns).state);
        expect(answerAll(talk).filter((slot) => gone.includes(slot))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
