import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { serviceChosen } from '../understanding/slot-values.ts';
import type { Understood } from '../understanding/understood.ts';
import { type Said, valueSet } from './said.ts';
import { noteOf } from './statement.ts';

/** Said to who wants something besides. */
export const also: Command = { type: 'small-talk', kind: 'also' };

/** In the prospect's own words, for the consultant; and that it is noted. */
export function alsoNoted({ text, state }: Omit<Said, 'knowledge'>): readonly Command[] {
  const note = noteOf(text.trim(), state);
  return note ? [note, also] : [also];
}

/** "呼叫中心和ICP都要", "顺便把ICP也办了": the talk goes on with what can be talked about here, and the other is kept for the consultant. */
export function alsoWished(commands: readonly Command[], read: Understood, { text, state, knowledge }: Said): readonly Command[] {
  const named = [read.slots.licence ?? []].flat().map(serviceChosen);
  if (named.length === 0 || !isWish(read, commands, named)) return commands;
  const wanted = mainIn(commands, read, state);
  const main = licenceOf(wanted, named, { state, knowledge }) ?? oursIn(wanted, named, knowledge);
  // A number goes with the licence, and an inspection is of one.
  const others = named.filter((id) => id !== main && id !== 'callcentre' && !isAdded(id, commands));
  const before = typeof wanted === 'string' && ![main, ...named].includes(wanted) ? wanted : null;
  if (!isOurs(main, knowledge) || (others.length === 0 && before === null)) return commands;
  const hasNumber = others.some((id) => candidatesOf(knowledge, id)[0]?.goesWith === main);
  return [
    ...goingOnWith(main, commands, { isNew: main !== wanted }).map((one) => (hasNumber ? ofBoth(one, text, knowledge) : one)),
    ...alsoNoted({ text: nameOf(before, knowledge) + text.trim(), state }),
  ];
}

function goingOnWith(main: string, commands: readonly Command[], { isNew }: { isNew: boolean }): readonly Command[] {
  const kept = commands.filter((command) => command.type !== 'unknown' && !isOther(command, main));
  return isNew ? [{ type: 'set', slot: 'service', value: main, by: 'said' }, ...kept] : kept;
}

/** "另外东莞一个公司办呼叫中心" after a labour dispatch licence: that one is kept by its name. */
function nameOf(service: string | null, knowledge: Knowledge): string {
  return service === null ? '' : `${candidatesOf(knowledge, service)[0]?.aliases[0] ?? service}；`;
}

/** The price that is asked for is that of the licence and its number. */
function ofBoth(command: Command, text: string, knowledge: Knowledge): Command {
  const phrase = knowledge.answers.get(priceTogether)?.phrases[0];
  const isPrice = command.type === 'question' && command.topic === 'price';
  return isPrice && phrase !== undefined ? { ...command, text: phrase, written: text } : command;
}

/** The answer that tells what a licence and its number cost together. */
export const priceTogether = 'price-together';

/** 劳务派遣和呼叫中心两个证: what can be talked about here comes first. */
function oursIn(wanted: unknown, named: readonly string[], knowledge: Knowledge): unknown {
  return isOurs(wanted, knowledge) ? wanted : (named.find((id) => isOurs(id, knowledge)) ?? wanted);
}

/** "呼叫中心和95一起办": the licence comes first, and more can be said of it than of the number that goes with it. */
function licenceOf(wanted: unknown, named: readonly string[], { state, knowledge }: Omit<Said, 'text'>): string | null {
  const isNew = typeof wanted === 'string' && valuesOf(state)['service'] !== wanted;
  const licence = isNew ? candidatesOf(knowledge, wanted)[0]?.goesWith : undefined;
  return licence !== undefined && named.includes(licence) ? licence : null;
}

function isWish(
  { wishesAlso, asks, mayAsk, corrections }: Understood,
  commands: readonly Command[],
  named: readonly string[],
): boolean {
  // "年检是每年都要做的吧" wants to be told, and "不对，是网站备案和域名" comes to nothing else.
  if (mayAsk === true || corrections.length > 0) return false;
  // "证和95号都要，报个价" asks for the price of what is wished for.
  const isTold = asks !== true && commands.every((command) => command.type !== 'question' || command.topic === 'price');
  return wishesAlso === true || (named.length > 1 && isTold);
}

/** What was wanted before, where something comes to it, else what this message wants first of all. */
function mainIn(commands: readonly Command[], { wishesAlso }: Understood, state: State): unknown {
  const { service } = valuesOf(state);
  const wanted = valueSet(commands, 'service') ?? service;
  return wishesAlso === true ? (service ?? wanted) : wanted;
}

/** What stands in the quote is no other service. */
function isAdded(id: string, commands: readonly Command[]): boolean {
  const added = valueSet(commands, 'extras');
  return typeof added === 'string' && added.split(',').some((option) => id === `support-${option}`);
}

function isOurs(service: unknown, knowledge: Knowledge): service is string {
  return typeof service === 'string' && candidatesOf(knowledge, service).some(({ consultantOnly }) => !consultantOnly);
}

/** A licence outside the catalogue comes with its name as the need. */
function isOther(command: Command, main: string): boolean {
  if (command.type !== 'set') return false;
  return command.slot === 'need' || (command.slot === 'service' && command.value !== main);
}
