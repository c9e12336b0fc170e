import type { Command } from '../../flows/command.ts';
import { type State, valuesOf } from '../../flows/state.ts';
import { isFromAbroad } from '../../knowledge/company.ts';
import { companyOf } from '../company.ts';
import { noteOf } from './statement.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "那让他退股呢" of somebody who has told of a shareholder from abroad: what it would be with purely domestic money is compared, and stands
 * only after a yes. "他已经退出了" is no supposition, and is said back. Null for any other message.
 */
export function withoutShareholder({ shareholderLeaves, whatIf, slots }: Understood, state: State): readonly Command[] | null {
  // Whatever else is told or supposed says for itself whose money it is.
  if (shareholderLeaves === undefined || whatIf || slots.fundingOrigin !== undefined) return null;
  if (!isFromAbroad(companyOf(valuesOf(state)))) return null;
  if (shareholderLeaves === 'already') return [{ type: 'correct', slot: 'funding', value: 'domestic', by: 'said' }];
  return [{ type: 'what-if', values: { funding: 'domestic' } }];
}

/** "日方占40" of a joint venture tells of one side: it is noted, and makes no foreign company of it. Null for any other message. */
export function ofJoint(text: string, { tellsShare, slots, intents }: Understood, state: State): readonly Command[] | null {
  const isJoint = companyOf(valuesOf(state)).funding === 'joint';
  const isAlone = intents.length === 0 && Object.keys(slots).every((slot) => slot === 'fundingOrigin');
  const note = tellsShare === true && isJoint && isAlone ? noteOf(text.trim(), state) : null;
  return note && [note];
}
