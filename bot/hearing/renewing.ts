import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';
import { type AroundHeld, askedOfHeld, changeHeld, isToldOfHeld } from './change-held.ts';
import { noteOf } from './statement.ts';

/**
 * "我们22年办的证 单省的 快到期了" of somebody who has named no service tells of the licence that they have, and wishes for no new one: it is
 * kept for the consultant. So it is with what is to change on it: "we hold a licence, and we have moved".
 */
export function renewing(commands: readonly Command[], read: Understood, around: AroundHeld): readonly Command[] {
  const change = changeHeld(read, around);
  const isNamed = valuesOf(around.state)['service'] !== undefined;
  if (isNamed) return change === 'province' ? askedOfHeld(commands, read, around) : commands;
  if (change !== undefined) return changing(commands, read, around);
  if (read.renewsLicence === true || read.saysOnlyHeld === true) return keeping(commands, read, around);
  return isToldOfHeld(around) ? afterHeld(commands, read, around) : commands;
}

/** "单省的" right after the licence that is held is said of it, and "do I need the nationwide one then?" asks, and wishes for none yet. */
function afterHeld(commands: readonly Command[], read: Understood, around: AroundHeld): readonly Command[] {
  if (read.wishesAnew === true || wishesNationwide(commands, read, around.state)) return wishing(commands);
  if (read.wishesService === true) return commands;
  if (commands.every(isOfLicence)) return keeping(commands, read, around);
  const isOnlyAsked = commands.every((command) => command.type === 'question' || isOfLicence(command));
  return isOnlyAsked ? commands.filter((command) => !isOfLicence(command)) : commands;
}

/** A message of which each sentence is about the licence that any of them tells of: "it expires in May. Can we add Zhejiang?" */
export function knownOfHeld(session: Session, commands: readonly Command[], at: string): Session {
  const told = commands.flatMap((command) =>
    command.type === 'set' && ofHeld.has(command.slot)
      ? [[command.slot, { value: command.value, by: command.by, at }] as const]
      : [],
  );
  return told.length === 0
    ? session
    : { ...session, state: { ...session.state, slots: { ...session.state.slots, ...Object.fromEntries(told) } } };
}

const ofHeld: ReadonlySet<string> = new Set(['renewing', 'changing', 'holds-provincial']);

function keeping(commands: readonly Command[], { renewsLicence }: Understood, { text, state }: AroundHeld): readonly Command[] {
  const note = noteOf(text.trim(), state);
  return [
    ...commands.filter((command) => !isOfLicence(command)),
    ...(renewsLicence === true ? [setTrue('renewing')] : []),
    ...(note ? [note] : []),
  ];
}

function changing(commands: readonly Command[], read: Understood, around: AroundHeld): readonly Command[] {
  const kept = keeping(commands, read, around).filter((command) => !isOfCompany(command));
  return [...askedOfHeld(kept, read, around), setTrue('changing')];
}

const setTrue = (slot: string): Command => ({ type: 'set', slot, value: true, by: 'said' });

/** "算了 直接新办一张全国的吧": all that is said of a licence is said of the new one. */
function wishing(commands: readonly Command[]): readonly Command[] {
  const isNamed = commands.some((command) => command.type === 'set' && command.slot === 'service');
  const others = commands.filter(({ type }) => type !== 'unknown');
  return isNamed ? others : [{ type: 'set', slot: 'service', value: licence, by: 'said' }, ...others];
}

const licence = 'callcentre';

/** "就续期" of somebody who has told of a renewal: a consultant sees to it. Null for any other message. */
export function onlyRenewal(text: string, { renewsLicence, asks }: Understood, state: State): readonly Command[] | null {
  const { service, renewing: isKnown } = valuesOf(state);
  const isMere = renewsLicence === true && asks !== true && text.trim().length <= longestMere;
  return isMere && service === undefined && isKnown === true ? [{ type: 'human' }] : null;
}

/** More than a few characters tell something besides. */
const longestMere = 12;

/** "那先办年检吧" names another service. */
function isOfLicence(command: Command): boolean {
  return command.type === 'set' && ofTheLicence.has(command.slot) && (command.slot !== 'service' || command.value === licence);
}

/** What of the company is told with a change is no condition to weigh, and "变更注册地址" wishes for no address to register at. */
function isOfCompany(command: Command): boolean {
  if (command.type !== 'set') return command.type === 'what-if';
  return command.slot === 'capital' || (command.slot === 'service' && command.value === registration);
}

/** "那就办全国的" of somebody who has a licence for one province. */
function wishesNationwide(commands: readonly Command[], { asks }: Understood, state: State): boolean {
  return valuesOf(state)['holds-provincial'] === true && asks !== true && commands.some(isNationwide);
}

const isNationwide = (command: Command): boolean =>
  (command.type === 'set' || command.type === 'correct') && command.slot === 'scope' && command.value === 'nationwide';

const registration = 'support-company-registration';

const ofTheLicence: ReadonlySet<string> = new Set(['service', 'scope', 'province', 'start', 'target']);
