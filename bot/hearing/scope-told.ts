import type { Command, SlotValue, Topic } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { companyOf } from '../company.ts';
import type { Understood } from '../understanding/understood.ts';
import { answeredAs } from './of-rivals.ts';
import { type Said, valueSet } from './said.ts';
import { noteOf } from './statement.ts';

/** "算了还是江苏" of somebody who was about the whole country: the province itself was right, so it is the scope that is put right. */
export function backToProvince(commands: readonly Command[], { slots }: State): readonly Command[] {
  const named = commands.find((command) => command.type === 'correct' && command.slot === 'province');
  const isTold = commands.some((command) => 'slot' in command && command.slot === 'scope');
  const { scope, province } = slots;
  const isWide = scope !== undefined && 'value' in scope && scope.value === 'nationwide';
  const isSame = named && 'value' in named && province !== undefined && 'value' in province && province.value === named.value;
  return isWide && isSame && !isTold
    ? [...commands, { type: 'correct', slot: 'scope', value: 'provincial', by: 'said' }]
    : commands;
}

/** "先办上海的，后面再办全国的行不行" of somebody who was about the whole country asks, and has not changed their mind yet. */
export function withoutScopeAsked(
  commands: readonly Command[],
  { endsAsking }: Understood,
  { state, text }: Omit<Said, 'knowledge'>,
): readonly Command[] {
  const isAsked =
    endsAsking === true && commands.some((command) => command.type === 'question' && command.topic === 'requirements');
  const scope = changed('scope', commands, state);
  if (!isAsked || (scope ?? changed('province', commands, state)) === null) return commands;
  const others = commands.filter((command) => !isOfPlace(command));
  // "那先只做河南可以吗" is shown.
  if (scope === null || text.length > shortest) return others;
  const place = valueSet(commands, 'province');
  const supposed: Command = { type: 'what-if', values: { scope, ...(place !== undefined && { province: place }) } };
  return [...others.filter(({ type }) => type !== 'question'), supposed];
}

/** "北京能办吗" of somebody who has told nothing else that decides wants to hear that it can be, and which licence that is. */
export function possibleThere(
  commands: readonly Command[],
  { asksOfPlace, slots }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const { service = forCalls, capital, funding, scope } = valuesOf(state);
  const isOpen = service === forCalls && capital === undefined && funding === undefined && scope !== 'nationwide';
  const isOnly = slots.province !== undefined && Object.keys(slots).every((slot) => slot === 'province' || slot === 'scope');
  if (asksOfPlace !== true || !isOpen || !isOnly) return commands;
  // "四川可以办吗 多少钱" asks for the price as well.
  const others = commands.filter((command) => command.type === 'question' && asksBeside.has(command.topic));
  return [...answeredAs('province-possible', { commands, text, knowledge }), ...others];
}

const forCalls = 'callcentre';
const asksBeside: ReadonlySet<Topic> = new Set(['price', 'timeline', 'documents']);

/** What a slot that is known would become; null where it stays. */
function changed(slot: 'scope' | 'province', commands: readonly Command[], state: State): SlotValue | null {
  const [known, told] = [valuesOf(state)[slot], valueSet(commands, slot)];
  return known !== undefined && told !== undefined && told !== known ? told : null;
}

/** In letters: longer questions hold more than what is supposed. */
const shortest = 14;

/** "再加湖南" of somebody who was about Guangdong: two provinces are more than one licence for one of them covers. */
export function alsoThere(
  commands: readonly Command[],
  { addsProvince, asks }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  const { province, scope } = companyOf(valuesOf(state));
  const named = commands.flatMap(provinceIn)[0];
  if (addsProvince !== true || province === undefined || named === undefined || named === province) return commands;
  const others = commands.filter((command) => !isOfPlace(command));
  // "再加湖南呢？" only asks what that would mean.
  if (asks === true && scope !== undefined) return [...others, { type: 'what-if', values: { scope: 'nationwide' } }];
  return [...others, { type: 'set', slot: 'scope', value: 'nationwide', by: 'said' }];
}

/** "我们分公司在湖南" of somebody who was about Guangdong: a branch elsewhere is kept for the consultant, and moves nothing. */
export function withoutBranch(
  commands: readonly Command[],
  { placesBranch }: Understood,
  { text, state }: Omit<Said, 'knowledge'>,
): readonly Command[] {
  const isMove = placesBranch === true && changed('province', commands, state) !== null;
  if (!isMove) return commands;
  const others = commands.filter((command) => command.type !== 'set' || command.slot !== 'province');
  const note = others.length === 0 ? noteOf(text.trim(), state) : null;
  return note ? [note] : others;
}

/** The province that a command names. */
export function provinceIn(command: Command): readonly unknown[] {
  if (command.type === 'what-if') return 'province' in command.values ? [command.values['province']] : [];
  const isTold = command.type === 'set' || command.type === 'correct';
  return isTold && command.slot === 'province' && 'value' in command ? [command.value] : [];
}

/** Whether a command says where the company is to be at work. */
export function isOfPlace(command: Command): boolean {
  if (command.type === 'what-if') return 'province' in command.values || 'scope' in command.values;
  return 'slot' in command && (command.slot === 'province' || command.slot === 'scope');
}

/** Who wanted a 96 number, and then the licence that it takes, is about one province: what a service is of by itself is taken along. */
export function keepingScope(commands: readonly Command[], state: State): readonly Command[] {
  const named = commands.find((command) => command.type === 'set' && command.slot === 'service');
  const isTold = commands.some((command) => 'slot' in command && command.slot === 'scope');
  const values = valuesOf(state);
  const { scope } = companyOf(values);
  if (!named || isTold || values['scope'] !== undefined || scope === undefined) return commands;
  // "那就96" of who wanted a 95 number: that one is of another by itself.
  if ('value' in named && companyOf({ ...values, service: named.value }).scope !== undefined) return commands;
  return [...commands, { type: 'set', slot: 'scope', value: scope, by: 'assumed' }];
}
