import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { noteOf } from './statement.ts';

const ofTheLicence: ReadonlySet<string> = new Set(['service', 'scope', 'province', 'start', 'target']);

/**
 * "我们22年办的证 单省的 快到期了" of somebody who has named no service tells of the licence that they have, and wishes for no new one: it is
 * kept for the consultant.
 */
export function renewing(commands: readonly Command[], read: Understood, around: Around): readonly Command[] {
  if (valuesOf(around.state)['service'] !== undefined) return commands;
  const isOfHeld = read.renewsLicence === true || read.saysOnlyHeld === true;
  if (isOfHeld) return keeping(commands, read, around);
  if (!isToldOfHeld(around)) return commands;
  if (read.wishesAnew === true) return wishing(commands);
  const isMore = read.wishesService !== true && commands.every(isOfLicence);
  return isMore ? keeping(commands, read, around) : commands;
}

interface Around {
  readonly text: string;
  readonly state: State;
  readonly reread: (text: string) => Understood;
}

function keeping(commands: readonly Command[], { renewsLicence }: Understood, { text, state }: Around): readonly Command[] {
  const note = noteOf(text.trim(), state);
  return [
    ...commands.filter((command) => !isOfLicence(command)),
    ...(renewsLicence === true ? [{ type: 'set', slot: 'renewing', value: true, by: 'said' } as const] : []),
    ...(note ? [note] : []),
  ];
}

/** "算了 直接新办一张全国的吧": all that is said of a licence is said of the new one. */
function wishing(commands: readonly Command[]): readonly Command[] {
  const isNamed = commands.some((command) => command.type === 'set' && command.slot === 'service');
  const others = commands.filter(({ type }) => type !== 'unknown');
  return isNamed ? others : [{ type: 'set', slot: 'service', value: licence, by: 'said' }, ...others];
}

const licence = 'callcentre';

/** "单省的" right after the licence that is held is said of it. */
function isToldOfHeld({ state, reread }: Around): boolean {
  const { renewing: isKnown, need } = valuesOf(state);
  return isKnown === true || (typeof need === 'string' && reread(need).saysOnlyHeld === true);
}

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
