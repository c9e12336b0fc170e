import type { Money, SlotValue } from './command.ts';
import type { SlotSpec } from './flow.ts';

export type Validator = (value: SlotValue) => boolean;

/** Tells which values a slot takes: those of its type that pass its `validate`. */
export function validatorOf(spec: SlotSpec): Validator {
  return validators[spec.type](spec);
}

const validators: Readonly<Record<SlotSpec['type'], (spec: SlotSpec) => Validator>> = {
  money: (spec) => (value) => isMoney(value) && lowerEnd(value) >= (spec.validate?.min ?? 0),
  number: (spec) => (value) => Number.isFinite(value) && Number(value) >= (spec.validate?.min ?? -Infinity),
  'yes-no': () => (value) => typeof value === 'boolean',
  choice: (spec) => (value) => typeof value === 'string' && (spec.choices?.includes(value) ?? false),
  several: (spec) => (value) => typeof value === 'string' && value.split(',').every((one) => spec.choices?.includes(one)),
  group: () => () => false,
  date: textValidator,
  email: textValidator,
  phone: textValidator,
  province: textValidator,
  text: textValidator,
  wechat: textValidator,
};

/** Whether two values mean the same. That an amount is subscribed or paid in does not make it another amount. */
export function isSame(a: SlotValue, b: SlotValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.min === b.min && a.max === b.max && a.below === b.below && a.currency === b.currency;
}

/** Equal for values that mean the same, and for no others. */
export function fingerprint(value: SlotValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return JSON.stringify(value);
  return `${value.min}..${value.below ? '<' : ''}${value.max} ${value.currency}`;
}

/** What is known of `several` and what is said now, in the order of its choices: in whatever order it is said, it comes to the same. */
export function added({ choices = [] }: SlotSpec, known: SlotValue | null, more: SlotValue): SlotValue {
  const all = [known, more].flatMap((value) => (typeof value === 'string' ? value.split(',') : []));
  return choices.filter((choice) => all.includes(choice)).join(',');
}

function textValidator(spec: SlotSpec): Validator {
  const pattern = spec.validate?.pattern === undefined ? typePatterns[spec.type] : new RegExp(spec.validate.pattern, 'u');
  const maxLength = spec.validate?.maxLength ?? 500;
  return (value) =>
    typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= maxLength &&
    (pattern === undefined || pattern.test(value));
}

const typePatterns: Partial<Record<SlotSpec['type'], RegExp>> = {
  date: /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/u,
};

function isMoney(value: SlotValue): value is Money {
  if (typeof value !== 'object') return false;
  const { min, max } = value;
  return (min !== null || max !== null) && (min === null || max === null || min <= max);
}

function lowerEnd({ min, max }: Money): number {
  return min ?? max ?? 0;
}
