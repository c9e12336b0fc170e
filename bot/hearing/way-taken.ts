import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { eligibility, type WayOut } from '../../knowledge/eligibility.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { companyOf } from '../company.ts';
import { lastAnswers, lastStatements } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import { isQuestion, type Understood } from '../understanding/understood.ts';

interface Around {
  readonly session: Session;
  readonly knowledge: Knowledge;
}

/**
 * "第二个吧，浙江" and "那我们增资吧" right after what can be done was told: the talk goes on by that way. Capital that is planned, 下个月增资, is only
 * compared, as it is not there yet. Null for any other message.
 */
export function wayTaken(read: Understood, around: Around): readonly Command[] | null {
  return placeTaken(read, around) ?? toldWayTaken(read, around);
}

/** "好吧那办广西的" of somebody who is short of what the whole country takes: it is to be that province first. */
function placeTaken({ takesPlace, slots, intents }: Understood, { session, knowledge }: Around): readonly Command[] | null {
  // Whoever tells how far it is to reach is understood without the ways.
  const isTaken = takesPlace === true && Object.keys(slots).every((slot) => slot === 'province') && !isQuestion(intents);
  if (!isTaken || slots.province === undefined) return null;
  const { waysOut } = eligibility(knowledge, companyOf(valuesOf(session.state)));
  const first = waysOut.find(({ way }) => way === 'provincial-first');
  return first ? commandsOf(first, { province: slots.province, isPlanned: false, start: undefined }) : null;
}

function toldWayTaken(read: Understood, { session, knowledge }: Around): readonly Command[] | null {
  const { takesWay, slots, capitalFrom } = read;
  // Which is the second one is only known right after they were told.
  if (takesWay === undefined || slots.capital !== undefined || !(takesWay === 'raise' || toldWays(session))) return null;
  const { waysOut } = eligibility(knowledge, companyOf(valuesOf(session.state)));
  const [first, second] = waysOut;
  const raise = waysOut.find(({ way }) => way === 'raise-capital');
  const taken = { first, second, raise }[takesWay];
  const isPlanned = capitalFrom !== undefined || (takesWay === 'raise' && read.decidesRaise !== true);
  return taken ? commandsOf(taken, { province: slots.province, isPlanned, start: capitalFrom }) : null;
}

function toldWays(session: Session): boolean {
  return (
    lastStatements(session).some(({ say }) => say === 'verdict') ||
    lastAnswers(session).some(({ topic }) => topic === 'requirements')
  );
}

interface Told {
  readonly province: string | undefined;
  readonly isPlanned: boolean;
  readonly start: string | undefined;
}

function commandsOf(way: WayOut, { province, isPlanned, start }: Told): readonly Command[] {
  if (way.way === 'raise-capital') {
    const capital = { min: way.to, max: way.to, currency: 'CNY', kind: null };
    if (!isPlanned) return [{ type: 'correct', slot: 'capital', value: capital, by: 'said' }];
    return [{ type: 'what-if', values: { capital, ...(start !== undefined && { start }) } }];
  }
  const named: readonly Command[] =
    province === undefined ? [] : [{ type: 'set', slot: 'province', value: province, by: 'said' }];
  return [{ type: 'set', slot: 'scope', value: 'provincial', by: 'said' }, ...named];
}
