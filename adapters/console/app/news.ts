import { useEffect, useState } from 'preact/hooks';
import * as api from './api.ts';
import { type LiveEvent, useLive, useGathered, useRested } from './live.ts';

/** What happened, to any lead and to the one that is chosen, as counts that go up: who shows something reads it anew then. */
export interface News {
  readonly list: number;
  readonly lead: number;
  readonly isTyping: boolean;
  readonly isOnline: boolean;
  readonly refresh: () => void;
}

export function useNews(chosen: string, onFailure: (error: unknown) => void): News {
  const [list, setList] = useState(0);
  const [lead, setLead] = useState(0);
  const [isTyping, setTyping] = useState(false);
  const refreshList = useGathered(() => setList((count) => count + 1), 300);
  const refreshLead = useGathered(() => setLead((count) => count + 1), 50);
  const rest = useRested(() => setTyping(false), 4000);
  const refresh = (): void => {
    refreshList();
    refreshLead();
  };
  const hear = (event: LiveEvent | null): void => {
    if (event === null) return refresh();
    if (event.type !== 'typing') refreshList();
    if (event.lead !== chosen) return;
    if (event.type !== 'typing') return refreshLead();
    if (event.from !== 'prospect') return;
    setTyping(true);
    rest();
  };
  // Whoever is no longer signed in would wait for a connection that never comes.
  const isOnline = useLive(hear, () => void api.me().catch(onFailure));
  useEffect(() => setTyping(false), [chosen, lead]);
  return { list, lead, isTyping, isOnline, refresh };
}
