import type { ConversationDeps } from '../conversation.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { recap } from './greeting.ts';

/** What the prospect is told when people come and go, with what is known so far where the bot takes over again. */
export function deskWords({ wordbooks, book }: Pick<ConversationDeps, 'wordbooks' | 'book'>) {
  return (key: string, { language, seq, state }: Session, params: Readonly<Record<string, string>>): string => {
    const words = wordbooks[language].words(seq);
    if (!takesOver.has(key)) return words(key, params);
    const known = recap({ words, language, book, values: valuesOf(state) });
    const text = words(key, { ...params, recap: known === null ? '' : words('recap.now', { known }) });
    return text.replaceAll(/ {2,}/g, ' ');
  };
}

const takesOver: ReadonlySet<string> = new Set(['handoff.returned', 'handoff.given-back']);
