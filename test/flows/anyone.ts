import * as fc from 'fast-check';
import type { Command, SlotValue } from '../../flows/command.ts';
import type { SlotSpec } from '../../flows/flow.ts';
import { realBook, yuan } from './real-book.ts';
import { set, type Talk } from './talk.ts';

const amounts = [500_000, 1_000_000, 5_000_000, 10_000_000, 30_000_000].map(yuan);
const texts: Readonly<Record<string, readonly string[]>> = {
  phone: ['13800000000', '13800000001'],
  wechat: ['harbour_lin', 'pailang_01'],
  email: ['chen@example.com', 'lin@example.com'],
  province: ['广东省', '浙江省'],
  date: ['2027-03', '2027-04-01'],
  text: ['海棠', '明天上午'],
};

/** Values that a slot takes; at least two, so that each can be corrected. */
export function valuesFor({ type, choices }: SlotSpec): readonly SlotValue[] {
  if (type === 'choice' || type === 'several') return choices ?? [];
  if (type === 'yes-no') return [true, false];
  return type === 'money' ? amounts : (texts[type] ?? []);
}

export const settable = Object.entries(realBook.slots).flatMap(([name, spec]) => (spec.type === 'group' ? [] : [name]));

const slot = fc.constantFrom(...settable);
export const valueOf = (name: string): fc.Arbitrary<SlotValue> => fc.constantFrom(...valuesFor(realBook.slots[name] as SlotSpec));
const setting = slot.chain((name) => valueOf(name).map((value) => set(name, value)));
const rubbish = fc.constantFrom<Command>(
  set('phone', '138'),
  set('capital', '很多'),
  set('horoscope', '双子座'),
  set('contact', '在这'),
);
const correction = slot.chain((name) =>
  fc
    .option(valueOf(name))
    .map((value): Command => ({ type: 'correct', slot: name, by: 'said', ...(value !== null && { value }) })),
);
const refusal = fc
  .record({ slot: fc.option(slot), reason: fc.constantFrom('unsure' as const, 'refused' as const) })
  .map(({ slot: name, reason }): Command => ({ type: 'decline', reason, ...(name !== null && { slot: name }) }));
const whatIf = fc.constantFrom('nationwide', 'provincial').map((scope): Command => ({ type: 'what-if', values: { scope } }));
const proposal = fc
  .array(
    slot.chain((name) => valueOf(name).map((value) => [name, value] as const)),
    { maxLength: 3 },
  )
  .map((values): Command => ({ type: 'propose', values: Object.fromEntries(values) }));
const small = fc
  .constantFrom('greet' as const, 'thanks' as const, 'bye' as const, 'abuse' as const, 'objection' as const)
  .map((kind): Command => ({ type: 'small-talk', kind }));
const question = fc
  .constantFrom('price' as const, 'other' as const)
  .map((topic): Command => ({ type: 'question', topic, text: '?' }));
const word = fc
  .constantFrom('affirm' as const, 'deny' as const, 'human' as const, 'stop' as const, 'restart' as const, 'repeat' as const)
  .map((type): Command => ({ type }));
const unknown = fc.constant<Command>({ type: 'unknown', text: '阿巴' });

/** Anything that a prospect may come up with. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: setting },
  { weight: 2, arbitrary: correction },
  { weight: 2, arbitrary: refusal },
  { weight: 2, arbitrary: word },
  rubbish,
  whatIf,
  proposal,
  small,
  question,
  unknown,
);
export const anyTurns = fc.array(fc.array(anyCommand, { minLength: 1, maxLength: 3 }), { maxLength: 14 });

/** Answers every question with what `answers` says, else the first value the slot takes; returns the slots asked for. */
export function answerAll(talk: Talk, answers: Readonly<Record<string, SlotValue>> = {}): readonly string[] {
  const asked: string[] = [];
  // A question about something else wakes a stopped talk and puts the open question; one that was put often rests, and can be answered.
  const aside = { type: 'question', topic: 'other', text: '?' } as const;
  const open = (): string | null => talk.asked ?? talk.state.pending?.slot ?? null;
  talk.hear(aside);
  if (talk.asked === null) talk.hear(aside);
  for (let wanted = open(); wanted !== null && asked.length < 60; wanted = open()) {
    const name = wanted === 'contact' ? 'wechat' : wanted;
    asked.push(wanted);
    const value = answers[name] ?? valuesFor(realBook.slots[name] as SlotSpec)[0];
    talk.hear(set(name, value as SlotValue));
    if (talk.asked === null) talk.hear();
  }
  return asked;
}
