import { valuesOf } from '../../flows/state.ts';
import { teamFor } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import type { Session } from '../session/session.ts';

/** The team that answers the prospect of this session: that of the service they want. */
export function teamOf({ state }: Pick<Session, 'state'>, teams: readonly Team[]): Team {
  return teamFor(teams, valuesOf(state)['service']);
}
