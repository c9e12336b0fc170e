import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import type { Understood } from '../understanding/understood.ts';
import { noteOf } from './statement.ts';

const ofTheLicence: ReadonlySet<string> = new Set(['service', 'scope', 'province', 'start', 'target']);

/**
 * "我们22年办的证 单省的 快到期了" of somebody who has named no service tells of the licence that they have, and wishes for no new one: it is
 * kept for the consultant.
 */
export function renewing(
  commands: readonly Command[],
  { renewsLicence, wishesService }: Understood,
  { text, state, reread }: { text: string; state: State; reread: (text: string) => Understood },
): readonly Command[] {
  const { service, need } = valuesOf(state);
  if (service !== undefined) return commands;
  // "单省的" right after that is said of the licence too.
  const isMore =
    wishesService !== true && commands.every(isOfLicence) && typeof need === 'string' && reread(need).renewsLicence === true;
  if (renewsLicence !== true && !isMore) return commands;
  const others = commands.filter((command) => command.type !== 'set' || !ofTheLicence.has(command.slot));
  const note = noteOf(text.trim(), state);
  return note ? [...others, note] : others;
}

/** "就续期" to whether that is all of somebody who has told of a renewal: a consultant sees to it. Null for any other message. */
export function onlyRenewal(
  text: string,
  { renewsLicence, asks }: Understood,
  { state, reread }: { state: State; reread: (text: string) => Understood },
): readonly Command[] | null {
  const { service, need } = valuesOf(state);
  const isMere = renewsLicence === true && asks !== true && text.trim().length <= longestMere;
  const isAgain = isMere && service === undefined && typeof need === 'string' && reread(need).renewsLicence === true;
  return isAgain ? [{ type: 'human' }] : null;
}

/** More than a few characters tell something besides. */
const longestMere = 12;

function isOfLicence(command: Command): boolean {
  return command.type === 'set' && ofTheLicence.has(command.slot);
}
