import type { Command } from '../../flows/command.ts';
import type { FlowBook } from '../../flows/flow.ts';
import type { State } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "我们公司有呼叫中心证了", "我们是做电商的": what somebody tells of the company beside the question is kept for the consultant. Null for
 * what could be an answer to it that was not understood.
 */
export function statementIn(
  text: string,
  { tellsOfCompany }: Understood,
  { book, state }: { book: FlowBook; state: State },
): Command | null {
  const said = text.trim();
  if (tellsOfCompany !== true || said.length < shortest || !isBeside(said, { book, state })) return null;
  return noteOf(said, state);
}

/** Kept for the consultant beside what was noted before; null when there is no room. */
export function noteOf(said: string, state: State): Command | null {
  const value = [...noted(state), said].join('；');
  return value.length <= longest ? { type: 'set', slot: 'need', value, by: 'said' } : null;
}

function isBeside(said: string, { book, state }: { book: FlowBook; state: State }): boolean {
  // Where nothing is asked it answers nothing.
  if (state.pending === null) return state.offer === null;
  const type = book.slots[state.pending.slot]?.type;
  // A figure is no yes and no no: 他占5%, 明年3月到期; nor is a sentence.
  if (type === undefined || (type === 'yes-no' && !/\d/.test(said) && said.length < sentence)) return false;
  return type !== 'money' || !amount.test(said.replaceAll(hotline, '').replaceAll(year, ''));
}

function noted({ slots: { need } }: State): readonly string[] {
  return need && 'value' in need && typeof need.value === 'string' ? [need.value] : [];
}

/** No number of people or seats. */
const amount =
  /\d{3}(?!\d*[多来几]?(?:个|名|人|位|席|台|条|通|家|部|张))|[百千万亿](?![多来几]?(?:个|名|人|位|席|台|条|通|家|部|张))|million|\d ?[wkm]\b/i;
/** "We use line 4001234567" tells no amount. */
const hotline = /(?<!\d)[48]00[ -]?\d{3}[ -]?\d{4}(?!\d)/g;
/** "Held since 2022" tells none either. */
const year = /(?:since|in|from|until|till) (?:19|20)\d{2}\b|(?<!\d)(?:19|20)\d{2} ?年/gi;
const shortest = 4;
const sentence = 8;
const longest = 500;
