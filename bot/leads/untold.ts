import { isOpen } from '../../knowledge/hours.ts';
import type { ConversationDeps } from '../conversation.ts';
import type { Session } from '../session/session.ts';
import { teamOf } from './team-of.ts';

/** What a prospect hears when nobody could be told that they wait; null after hours, when they have been told who comes when. */
export function untoldWords({ wordbooks, knowledge }: Pick<ConversationDeps, 'wordbooks' | 'knowledge'>) {
  return (session: Session, now: Date): string | null => {
    const { language, seq } = session;
    return isOpen(teamOf(session, knowledge.teams), now.getTime()) ? wordbooks[language].words(seq)('handoff.untold', {}) : null;
  };
}
