import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import { companyOf } from '../company.ts';
import { noteOf } from './statement.ts';
import { isQuestion, type Slots, type Understood } from '../understanding/understood.ts';
import type { Said } from './said.ts';

/**
 * "那让他退股呢", "could the founders hold the shares instead?" of somebody who has told of a shareholder from abroad: what it would be with
 * purely domestic money is compared, and stands only after a yes. "他已经退出了" is no supposition, and is said back; who else holds the
 * shares now may be from abroad as well, so that is asked. Null for any other message.
 */
export function withoutShareholder(read: Understood, state: State): readonly Command[] | null {
  const { shareholderLeaves, holdersChange, whatIf, slots } = read;
  const change = shareholderLeaves ?? holdersChange;
  // Whatever else is told or supposed says for itself whose money it is.
  if (change === undefined || (whatIf && !isMerePlace(whatIf)) || slots.fundingOrigin !== undefined) return null;
  if (!isFromAbroad(companyOf(valuesOf(state)))) return null;
  if (shareholderLeaves === 'already') return [{ type: 'correct', slot: 'funding', value: 'domestic', by: 'said' }];
  return [{ type: change === 'already' ? 'propose' : 'what-if', values: { funding: 'domestic' } }];
}

/**
 * "日方占40" of a joint venture, "51% Chinese then" of a company from abroad tell of one side: it is noted, and changes nothing of whose
 * money it is. Null for any other message.
 */
export function ofJoint(text: string, read: Understood, state: State): readonly Command[] | null {
  if (!isShareAlone(text, read)) return null;
  const company = companyOf(valuesOf(state));
  // Of a joint venture a bare number is a share, too.
  const isShared = company.funding === 'joint' || (isFromAbroad(company) && percent.test(text));
  const note = isShared ? noteOf(text.trim(), state) : null;
  // "Partner is a Chinese company, they have 51% we have 49": the money is of both.
  const isBoth = read.namesChinesePartner === true && isShared && company.funding !== 'joint';
  return note && [...(isBoth ? [{ type: 'set', slot: 'funding', value: 'joint', by: 'said' } as const] : []), note];
}

/** "中方是国企" of somebody who has told of a shareholder from abroad tells of the other side: who is from abroad is still there. */
export function ofOneSide(
  commands: readonly Command[],
  { tellsOneSide }: Understood,
  { text, state }: { text: string; state: State },
): readonly Command[] {
  const { funding } = companyOf(valuesOf(state));
  const isTold = tellsOneSide === true && funding !== undefined && funding !== 'domestic';
  if (!isTold || !commands.some(isDomestic)) return commands;
  const others = commands.filter((command) => !isDomestic(command));
  const note = noteOf(text.trim(), state);
  const both: readonly Command[] = funding === 'foreign' ? [{ type: 'set', slot: 'funding', value: 'joint', by: 'said' }] : [];
  return [...others, ...both, ...(note ? [note] : [])];
}

function isDomestic(command: Command): boolean {
  return command.type === 'set' && command.slot === 'funding' && command.value === 'domestic';
}

/**
 * "股东是个人", "the shareholders are individuals" tells half of whose money it is: that is kept, and where they are from is still asked. Whoever
 * tells that as well has answered it.
 */
export function ofIndividuals(
  commands: readonly Command[],
  { namesIndividuals, asks, slots, intents }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  const isTold = namesIndividuals === true && asks !== true && slots.fundingOrigin === undefined;
  if (!isTold || isQuestion(intents) || valuesOf(state)['funding'] !== undefined) return commands;
  const others = commands.filter(({ type }) => type !== 'unknown' && type !== 'question');
  return [...others, { type: 'set', slot: 'shareholders', value: 'natural', by: 'said' }];
}

/**
 * "先不改，还在跟股东商量" of somebody who has told of a shareholder from abroad is about that one: it is noted, and no answer to whatever
 * was asked.
 */
export function ofUndecided(
  commands: readonly Command[],
  { holdersUndecided, asks }: Understood,
  { text, state }: { text: string; state: State },
): readonly Command[] {
  if (holdersUndecided !== true || asks === true || !isFromAbroad(companyOf(valuesOf(state)))) return commands;
  // "注册资本还没定，要跟股东商量" answers the question for that.
  if (capitalNamed.test(text)) return commands;
  const others = commands.filter(({ type }) => !isReadElse.has(type));
  return [...others, noteOf(text.trim(), state) ?? { type: 'nod' }];
}

const capitalNamed = /注册资[本金]|资本|capital/i;
const isReadElse: ReadonlySet<Command['type']> = new Set(['decline', 'deny', 'affirm', 'unknown', 'question', 'small-talk']);

/** "应该没有外资吧" counts as what it says, and the verdict rests on it until it is told for certain. */
export function ofGuess(
  commands: readonly Command[],
  { guessesFunding }: Understood,
  { state }: Pick<Said, 'state'>,
): readonly Command[] {
  const isTold = commands.some((command) => 'slot' in command && command.slot === 'funding' && 'value' in command);
  const isGuess = guessesFunding === true;
  const wasGuess = valuesOf(state)['funding-guessed'] === true;
  return isTold && isGuess !== wasGuess
    ? [...commands, { type: 'set', slot: 'funding-guessed', value: isGuess, by: 'said' }]
    : commands;
}

/** "Does our Hong Kong shareholder matter?" of somebody who has told of purely Chinese ones is compared: what is asked changes nothing. */
export function fundingAsked(commands: readonly Command[], read: Understood, { state }: Pick<Said, 'state'>): readonly Command[] {
  const { asksFunding, leavesOpen, asksOfOrigin } = read;
  if (leavesOpen === true && asksOfOrigin !== undefined) return commands.map(ofFunding);
  const known = valuesOf(state)['funding'];
  if (asksFunding !== true || known === undefined) return commands;
  return commands.map((command) => {
    const isOther = command.type === 'set' && command.slot === 'funding' && command.value !== known;
    return isOther ? { type: 'what-if', values: { funding: command.value } } : command;
  });
}

/** "股东是不是外资不清楚" leaves that open, whatever was asked. */
const ofFunding = (command: Command): Command => (command.type === 'decline' ? { ...command, slot: 'funding' } : command);

/** "To his brother in Hangzhou": where somebody lives is not where the business is to be done. */
const isMerePlace = (supposed: Slots): boolean => Object.keys(supposed).every((slot) => slot === 'province');

/** How much somebody holds, told and not asked, and nothing else. */
function isShareAlone(text: string, { tellsShare, asks, slots, intents }: Understood): boolean {
  const isTold = tellsShare === true && asks !== true && !/[?？]/.test(text);
  const isAlone = Object.keys(slots).every((slot) => slot === 'fundingOrigin') && slots.fundingOrigin !== 'domestic';
  return isTold && isAlone && intents.every((intent) => intent === 'affirm');
}

const percent = /[%％]|percent|成|百分之/;
