import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import type { Said } from './said.ts';
import type { Understood } from '../understanding/understood.ts';

/** A number that was given short is kept as one can dial it from anywhere. */
export function numbersInFull(commands: readonly Command[], _read: Understood, { text, state }: Said): readonly Command[] {
  const { phone } = valuesOf(state);
  const before = typeof phone === 'string' ? phone : '';
  return commands.map((command) => {
    const number = phoneIn(command);
    return number === null ? command : { ...command, value: inFull(number, before, text) };
  });
}

function phoneIn(command: Command): string | null {
  const isOfPhone = 'slot' in command && command.slot === 'phone' && 'value' in command;
  return isOfPhone && typeof command.value === 'string' ? command.value : null;
}

function inFull(number: string, before: string, text: string): string {
  const own = number.replace(/^0/, '');
  const code = before.slice(0, -own.length);
  // "It is 07700 900 124, not 123" after +44 7700 900123.
  if (code !== '' && before.slice(code.length, -lastDigits) === own.slice(0, -lastDigits)) return code + own;
  return mobile.test(number) && ofHongKong.test(text) ? `852${number}` : number;
}

/** So many may be put right at once. */
const lastDigits = 4;

/** "打俾我啦 6123 8888": only Hong Kong has these eight digits and these characters; a bare number may be from anywhere. */
const mobile = /^[569]\d{7}$/;
const ofHongKong = /香港|[俾畀喺嘅㗎哋佢嚟咗]/;
