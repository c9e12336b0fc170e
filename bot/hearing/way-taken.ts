import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { eligibility, type WayOut } from '../../knowledge/eligibility.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { companyOf } from '../company.ts';
import { lastAnswers, lastStatements } from '../session/last-said.ts';
import type { Session } from '../session/session.ts';
import type { Understood } from '../understanding/understood.ts';

/**
 * "第二个吧，浙江" right after what can be done was told: the talk goes on by that way. More capital is only compared, as it is not there
 * yet. Null for any other message.
 */
export function wayTaken(
  { takesWay, slots }: Understood,
  { session, knowledge }: { session: Session; knowledge: Knowledge },
): readonly Command[] | null {
  if (takesWay === undefined || !toldWays(session)) return null;
  const { waysOut } = eligibility(knowledge, companyOf(valuesOf(session.state)));
  const [first, second] = waysOut;
  const raise = waysOut.find(({ way }) => way === 'raise-capital');
  const taken = { first, second, raise }[takesWay];
  return taken ? commandsOf(taken, slots) : null;
}

function toldWays(session: Session): boolean {
  return (
    lastStatements(session).some(({ say }) => say === 'verdict') ||
    lastAnswers(session).some(({ topic }) => topic === 'requirements')
  );
}

function commandsOf(way: WayOut, { province }: Understood['slots']): readonly Command[] {
  if (way.way === 'raise-capital') {
    return [{ type: 'what-if', values: { capital: { min: way.to, max: way.to, currency: 'CNY', kind: null } } }];
  }
  const named: readonly Command[] =
    province === undefined ? [] : [{ type: 'set', slot: 'province', value: province, by: 'said' }];
  return [{ type: 'set', slot: 'scope', value: 'provincial', by: 'said' }, ...named];
}
