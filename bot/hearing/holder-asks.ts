import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { namesOneOf } from '../../knowledge/questions.ts';
import { companyOf } from '../company.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import type { FollowUp } from './follow-up.ts';
import { type Said, valueSet } from './said.ts';
import { phraseTelling } from './telling.ts';

/**
 * "We already have a nationwide licence. What do we have to do each year?", "全国的证我们有了，年检怎么收费": who holds a licence applies for none, and
 * is about its inspection. Beside an application for another scope it is only asked.
 */
export function ofHolder(commands: readonly Command[], read: Understood, said: Said): readonly Command[] {
  return asksAsHolder(applyingInstead(commands, read, said), read, said);
}

function asksAsHolder(commands: readonly Command[], read: Understood, { text, state, knowledge }: Said): readonly Command[] {
  const { holderAsks, slots, wishesService } = read;
  if (holderAsks === undefined || wishesService === true || namesElse(slots.licence)) return commands;
  const others = commands.filter(
    (command) => command.type !== 'unknown' && !(command.type === 'set' && ofLicence.has(command.slot)),
  );
  const known = [...chosen(commands, read, state), ...others];
  const phrase = phraseTelling(knowledge, 'duties');
  const isPriced = others.some((command) => command.type === 'question' && command.topic === 'price');
  if (holderAsks === 'inspection' || isPriced || phrase === undefined) return known;
  const told = known.filter(({ type }) => type !== 'question');
  return [...told, { type: 'question', topic: 'explain', text: phrase, written: text }];
}

/** "那我们自己申请呢，广东，100万" of somebody who wanted a company that has a licence wants one of their own. */
function applyingInstead(
  commands: readonly Command[],
  { appliesSelf }: Understood,
  { text, state }: Omit<Said, 'knowledge'>,
): readonly Command[] {
  const isMeant = appliesSelf === true && valuesOf(state)['service'] === bought && valueSet(commands, 'service') === undefined;
  if (!isMeant) return commands;
  const others = commands.filter((command) => command.type !== 'unknown' && !isDescribed(command, text));
  return [{ type: 'set', slot: 'service', value: 'callcentre', by: 'said' }, ...others];
}

const bought = 'support-company-transfer';
const isDescribed = (command: Command, text: string): boolean =>
  command.type === 'set' && command.slot === 'need' && command.value === text.trim();

/** The inspection, and how far the licence reaches. */
function chosen(commands: readonly Command[], { holdsNationwide, slots }: Understood, state: State): readonly Command[] {
  const { service, scope } = valuesOf(state);
  if (service !== undefined && service !== inspection && slots.scope !== scope) return [];
  const told = commands.filter((command) => command.type === 'set' && ofReach.has(command.slot));
  const isTold = told.length > 0 || holdsNationwide !== true;
  const reach: readonly Command[] = isTold ? told : [{ type: 'set', slot: 'scope', value: 'nationwide', by: 'said' }];
  return [{ type: 'set', slot: 'service', value: inspection, by: 'said' }, ...reach];
}

/** "Can we still operate in the meantime?" of somebody whose licence runs out is not asked without a licence. Null for any other message. */
export function whileLapsing(
  text: string,
  commands: readonly Command[],
  { state, knowledge }: Omit<Said, 'text'>,
): FollowUp | null {
  const isBare = commands.every(({ type }) => type === 'question' || type === 'unknown');
  if (!isBare || !isHolder(state, knowledge)) return null;
  const topic = 'requirements';
  const asked = { topic, text: normalise(text), language: 'zh-Hans', company: companyOf(valuesOf(state)) } as const;
  const found = knowledge.answers.get(answerFor(knowledge, asked)?.id ?? '');
  const phrase = knowledge.answers.get(found?.held ?? '')?.phrases[0];
  return phrase === undefined ? null : { topic, text: phrase };
}

function isHolder(state: State, knowledge: Knowledge): boolean {
  const { service, need } = valuesOf(state);
  const isNoted = service === undefined && typeof need === 'string';
  return service === inspection || (isNoted && namesOneOf(knowledge, normalise(need), ['expire', 'renew']));
}

function namesElse(licence: Understood['slots']['licence']): boolean {
  return [licence ?? []].flat().some((id) => id !== 'callcentre' && id !== inspection);
}

const inspection = 'annual-inspection';
const ofReach: ReadonlySet<string> = new Set(['scope', 'province']);
/** When it was issued is not when something starts. */
const ofLicence: ReadonlySet<string> = new Set(['service', 'start', 'target', ...ofReach]);
