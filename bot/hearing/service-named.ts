import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { candidatesOf } from '../../knowledge/company.ts';
import { isOfAnotherTrade, namesNumbers, namesOneOf } from '../../knowledge/questions.ts';
import type { Knowledge, Service } from '../../knowledge/knowledge.ts';
import { lastAnswers } from '../session/last-said.ts';
import { normalise } from '../understanding/normalise.ts';
import { serviceChosen } from '../understanding/slot-values.ts';
import type { Understood } from '../understanding/understood.ts';
import { numbers } from './follow-up.ts';
import { type Said, valueSet, type SaidInTalk } from './said.ts';
import { isOfPlace } from './scope-told.ts';
import { noteOf } from './statement.ts';

/** "年检要多久" in the middle of another service is a question like any other: only who wishes for it outright changes over. */
export function stayingWith(commands: readonly Command[], read: Understood, around: Said): readonly Command[] {
  const { state } = around;
  const named = commands.find((command) => command.type === 'set' && command.slot === 'service');
  const isKept = named !== undefined && 'value' in (state.slots['service'] ?? {}) && !changesOver(named, read, around);
  if (!isKept || !(isAsked(commands, read) || isInPassing(named, around))) return commands;
  return isByName(named, around) ? ofOther(commands, around) : withoutNamed(commands, read, around);
}

function withoutNamed(commands: readonly Command[], read: Understood, { text, state }: Said): readonly Command[] {
  const isTold = (command: Command): boolean => isNews(command, state) || tellsCapital(command, read);
  const others = commands.filter((command) => command.type !== 'set' || (isTold(command) && !ofService.has(command.slot)));
  const note = others.length === 0 && !isAsked(commands, read) ? noteOf(text.trim(), state) : null;
  return note ? [note] : others;
}

/** "Can you do labour dispatch in Shenzhen?": the place is that one's, and a consultant has to know. */
function ofOther(commands: readonly Command[], { text, state }: Said): readonly Command[] {
  const others = commands.filter((command) => !isOfOther(command) && (command.type !== 'set' || isNews(command, state)));
  const asks = others.some(({ type }) => type === 'question');
  const asked: readonly Command[] = asks ? [] : [{ type: 'question', topic: 'other', text }];
  const note = noteOf(text.trim(), state);
  return [...others, ...asked, ...(note ? [note] : [])];
}

function isOfOther(command: Command): boolean {
  return command.type === 'what-if' || (command.type === 'set' && (ofService.has(command.slot) || ofPlace.has(command.slot)));
}

const ofPlace: ReadonlySet<string> = new Set(['scope', 'province']);

/** Another service that only a consultant knows of. */
function isByName(named: Command, { state, knowledge }: Said): boolean {
  const [service] = 'value' in named && typeof named.value === 'string' ? candidatesOf(knowledge, named.value) : [];
  return service?.consultantOnly === true && service.id !== valuesOf(state)['service'];
}

function changesOver(named: Command, { wishesService }: Understood, { state, knowledge }: Said): boolean {
  return (wishesService === true && !goesAlong(named, state, knowledge)) || leadsHome(named, state, knowledge);
}

/** Named, and not for its own sake. */
function isInPassing(named: Command, around: Said): boolean {
  return isHelp(named, around.knowledge) || isUse(named, around);
}

function isAsked(commands: readonly Command[], { asks, mayAsk }: Understood): boolean {
  return asks === true || mayAsk === true || commands.some(({ type }) => type === 'question');
}

/** "主要说我们技术方案写得不行" speaks of a part of the way to a licence: help with it takes the licence's place only for who wishes for it. */
function isHelp(named: Command, knowledge: Knowledge): boolean {
  const [service] = 'value' in named && typeof named.value === 'string' ? candidatesOf(knowledge, named.value) : [];
  return service?.everyday === true && service.scope === null;
}

/** "客服中心在杭州，全国都打" of somebody who wants a number tells what that is for, and wants no licence. */
function isUse(named: Command, { text, state, knowledge }: Said): boolean {
  const { service } = valuesOf(state);
  const number = typeof service === 'string' ? candidatesOf(knowledge, service)[0] : undefined;
  const isLicence = 'value' in named && number?.goesWith !== undefined && number.goesWith === named.value;
  return isLicence && text.trim().length > longestName && !licence.test(text);
}

/** The mere name of a licence wants it. */
const longestName = 8;
const licence = /[证證照牌]|许可|許可|licen|permit/i;

/** "那我要96号码要另外收钱吗" beside a licence: a number goes with it, and takes its place only for who says so without asking. */
function goesAlong(named: Command, state: State, knowledge: Knowledge): boolean {
  const { service } = valuesOf(state);
  const number = 'value' in named && typeof named.value === 'string' ? candidatesOf(knowledge, named.value)[0] : undefined;
  return number?.goesWith !== undefined && number.goesWith === service;
}

/** "95和96有什么区别" wants neither yet: how far the business reaches decides, where that is known. */
export function ofBoth(
  commands: readonly Command[],
  read: Understood,
  { state, knowledge }: { state: State; knowledge: Knowledge },
): readonly Command[] {
  const named = [read.slots.licence ?? []].flat().flatMap((id) => candidatesOf(knowledge, serviceChosen(id)));
  if (!isAsked(commands, read) || named.length < 2 || named.some(({ goesWith }) => goesWith === undefined)) return commands;
  const scope = valueSet(commands, 'scope') ?? valuesOf(state)['scope'];
  const fitting = named.find((service) => service.scope === scope);
  return commands.flatMap((command) => {
    if (command.type !== 'set' || command.slot !== 'service') return [command];
    return fitting ? [{ ...command, value: fitting.family }] : [];
  });
}

/**
 * "Can I get a 95 with a provincial licence?" asks whether they go together: it chooses neither that number nor that scope, and is about the
 * licence that the number goes with.
 */
export function ofUnfitting(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const number = isAsked(commands, read) ? unfittingIn(normalise(text), read, knowledge) : null;
  if (number === null) return commands;
  const others = commands.filter((command) => !isOfPlace(command) && !(isOfService(command) && read.wishesService !== true));
  const isOpen = !others.some(isOfService) && valuesOf(state)['service'] === undefined;
  const service: Command = { type: 'set', slot: 'service', value: number.goesWith as string, by: 'assumed' };
  return withQuestion(isOpen ? [...others, service] : others, text);
}

/** A number that does not go with the scope named beside it. */
function unfittingIn(text: string, { slots, whatIf }: Understood, knowledge: Knowledge): Service | null {
  const { scope, province } = { ...whatIf, ...slots };
  // "A 95 number for Guangdong only?" tells where it is to be used.
  const number = scope === undefined || province !== undefined ? null : numberWith(scope, text, knowledge);
  return number?.scope === scope ? null : number;
}

/** The one number of a message, named in one breath with the scope; in "我们只做一个省，可以用95吗" the scope is told apart. */
function numberWith(scope: string, text: string, knowledge: Knowledge): Service | null {
  const found = Object.entries(numbers).filter(([meaning]) => namesOneOf(knowledge, text, [meaning]));
  const [meaning = '', id = ''] = found.length === 1 ? (found[0] ?? []) : [];
  const isJoined = text
    .split(/[,;。!?\n]|\. /)
    .some((part) => [meaning, scope].every((name) => namesOneOf(knowledge, part, [name])));
  const service = isJoined ? knowledge.services.get(id) : undefined;
  return service?.goesWith === undefined ? null : service;
}

function isOfService(command: Command): boolean {
  return command.type === 'set' && command.slot === 'service';
}

function withQuestion(commands: readonly Command[], text: string): readonly Command[] {
  return commands.some(({ type }) => type === 'question') ? commands : [...commands, { type: 'question', topic: 'other', text }];
}

/** "全国的" to the question which of the numbers it is to be, after their difference was told. */
export function numberOfScope(
  commands: readonly Command[],
  _read: Understood,
  { session, knowledge }: SaidInTalk,
): readonly Command[] {
  const scope = valueSet(commands, 'scope');
  const last = lastAnswers(session).at(-1);
  const isOpen = session.state.pending?.slot === 'service' && valueSet(commands, 'service') === undefined;
  if (!isOpen || scope === undefined || !last || !namesNumbers(knowledge, normalise(last.text))) return commands;
  const fitting = [...knowledge.services.values()].find((service) => service.goesWith !== undefined && service.scope === scope);
  return fitting ? [{ type: 'set', slot: 'service', value: fitting.family, by: 'said' }, ...commands] : commands;
}

/** "ICP做不做" and then "那呼叫中心呢": from what only a consultant knows to what can be talked about here. */
export function leadsHome(named: Command, { slots }: State, knowledge: Knowledge): boolean {
  const { service } = slots;
  const isOurs = (id: unknown): boolean =>
    typeof id === 'string' && candidatesOf(knowledge, id).some(({ consultantOnly }) => !consultantOnly);
  const isService = 'slot' in named && named.slot === 'service' && 'value' in named;
  return isService && isOurs(named.value) && service !== undefined && 'value' in service && !isOurs(service.value);
}

/** A licence outside the catalogue is kept as the need. */
const ofService: ReadonlySet<string> = new Set(['service', 'need']);

/** "民宿卫生许可证年审" names an inspection, and asks for another than ours. */
export function ofOwnTrade(commands: readonly Command[], _read: Understood, { text, knowledge }: Said): readonly Command[] {
  const named = valueSet(commands, 'service');
  const service = typeof named === 'string' ? candidatesOf(knowledge, named)[0] : undefined;
  if (service?.everyday !== true || !isOfAnotherTrade(knowledge, normalise(text))) return commands;
  const others = commands.filter((command) => command.type !== 'set' || !ofService.has(command.slot));
  return withQuestion(others, text);
}

/** Who wants one thing and asks about another has not changed their mind: what is known stays as it was. */
export function isNews(command: Command, { slots }: State): boolean {
  return command.type === 'set' && !('value' in (slots[command.slot] ?? {}));
}

/** "2 million. And a 96 number on top?" changes the capital, and asks. */
export function tellsCapital(command: Command, read: Understood): boolean {
  return read.tellsCapital === true && command.type === 'set' && command.slot === 'capital';
}
