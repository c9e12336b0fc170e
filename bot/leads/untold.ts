import { isOpen, teamFor } from '../../knowledge/hours.ts';
import type { ConversationDeps } from '../conversation.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';

/** What a prospect hears when nobody could be told that they wait; null after hours, when they have been told who comes when. */
export function untoldWords({ wordbooks, knowledge }: Pick<ConversationDeps, 'wordbooks' | 'knowledge'>) {
  return ({ language, seq, state }: Session, now: Date): string | null => {
    const team = teamFor(knowledge.teams, valuesOf(state)['service']);
    return isOpen(team, now.getTime()) ? wordbooks[language].words(seq)('handoff.untold', {}) : null;
  };
}
