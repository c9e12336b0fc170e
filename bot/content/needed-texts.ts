import type { AskVariant, Notice } from '../../flows/effect.ts';
import type { FlowBook, Step } from '../../flows/flow.ts';
import { spokenByCode } from './spoken-by-code.ts';

/** A text that must exist, and what needs it. */
export interface Needed {
  readonly key: string;
  /** Any key below it will do as well. */
  readonly family?: true;
  /** A text that serves in its place. */
  readonly or?: string;
  readonly because: string;
}

// Typed so that a notice added to the engine cannot be forgotten here.
const notices: Record<Notice, true> = {
  greet: true,
  thanks: true,
  bye: true,
  abuse: true,
  offtopic: true,
  injection: true,
  objection: true,
  trust: true,
  here: true,
  also: true,
  'no-calls': true,
  'no-person': true,
  complaint: true,
  client: true,
  wait: true,
  known: true,
  consults: true,
  'only-this': true,
  timed: true,
  novice: true,
  listening: true,
  shorter: true,
  language: true,
  erased: true,
  stopped: true,
  restarted: true,
  resumed: true,
  'not-understood': true,
  misread: true,
  'already-handed': true,
  kept: true,
  dropped: true,
  noted: true,
  reachable: true,
  allowed: true,
  'all-set': true,
  'passed-on': true,
};

/** Every text that the flows can come to need. */
export function neededTexts(book: FlowBook): readonly Needed[] {
  const steps = book.flows.flatMap(({ flow, steps: own }) =>
    own.map((step) => ({ step, because: `the flow "${flow}" needs it` })),
  );
  const all: readonly Needed[] = [
    ...steps.flatMap(({ step, because }) => textsOfStep(step, book).map((text) => ({ ...text, because }))),
    { key: 'handoff.asked', because: 'a human can be asked for at any time' },
    ...spokenByCode.map((key) => ({ key, because: 'the bot can come to say it' })),
    ...Object.keys(notices).map((notice) => ({
      key: `notice.${notice}`,
      family: true as const,
      because: 'the bot can come to say it',
    })),
  ];
  return [...new Map(all.toReversed().map((text) => [text.key, text])).values()].toReversed();
}

/** Families whose keys follow from the flows: that the code builds such a key does not mean that each one is used. */
export const decidedFamilies = ['ask', 'slot', 'choice', 'say', 'notice', 'handoff', 'invalid', 'declined'];

/** Texts that the flows may come to need, beside those they must have. */
export function usefulTexts({ slots }: FlowBook): readonly string[] {
  return Object.entries(slots).flatMap(([slot, { choices = [] }]) => [
    `slot.${slot}`,
    `invalid.${slot}`,
    `declined.${slot}`,
    'invalid.any',
    'declined.any',
    ...choices.map((choice) => `choice.${slot}.${choice}`),
  ]);
}

function textsOfStep(step: Step, book: FlowBook): readonly Omit<Needed, 'because'>[] {
  if ('say' in step) return [{ key: `say.${step.say}`, family: true }];
  if ('handoff' in step) return [{ key: `handoff.${step.handoff}` }];
  return askedBy(step.ask, book).flatMap((slot) => textsOfQuestion(slot, book));
}

/** The slot and the one that must be agreed to before it is asked. */
function askedBy(slot: string, { slots }: FlowBook): readonly string[] {
  const needs = slots[slot]?.needs;
  return needs === undefined ? [slot] : [needs, slot];
}

function textsOfQuestion(slot: string, { slots }: FlowBook): readonly Omit<Needed, 'because'>[] {
  const spec = slots[slot];
  const labelled = spec?.type === 'choice' ? (spec.choices ?? []) : [];
  return [
    { key: `slot.${slot}` },
    ...variants.map((variant) => ({ key: `ask.${slot}.${variant}` })),
    ...labelled.map((choice) => ({ key: `choice.${slot}.${choice}` })),
    ...(spec?.validate ? [{ key: `invalid.${slot}`, or: 'invalid.any' }] : []),
    { key: `declined.${slot}`, or: 'declined.any' },
  ];
}

const variants = Object.keys({ first: true, again: true, digression: true, last: true } satisfies Record<AskVariant, true>);
