import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { companyOf } from '../company.ts';
import type { Said } from './said.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "Can you work out the dates if we start 1 April?" while it is open where one will work: there is nothing to compare yet, so the day is kept,
 * and the dates are told from it.
 */
export function startSupposed(commands: readonly Command[], _read: Understood, { text, state }: Said): readonly Command[] {
  const start = commands.flatMap((command) => (command.type === 'what-if' ? onlyStart(command.values) : []))[0];
  const { service, scope } = companyOf(valuesOf(state));
  if (start === undefined || service === undefined || scope !== undefined) return commands;
  const others = commands.filter(({ type }) => !replaced.has(type));
  return [
    ...others,
    { type: 'set', slot: 'start', value: start, by: 'said' },
    { type: 'question', topic: 'timeline', text: whichDay, written: text },
  ];
}

function onlyStart({ start, ...others }: Extract<Command, { type: 'what-if' }>['values']): readonly string[] {
  return typeof start === 'string' && Object.keys(others).length === 0 ? [start] : [];
}

const replaced: ReadonlySet<Command['type']> = new Set(['what-if', 'question', 'unknown']);
/** In words that ask for a day. */
const whichDay = '什么时候能拿到';
