import { useEffect, useState } from 'preact/hooks';
import * as api from './api.ts';
import { LeadList } from './lead-list.tsx';
import { LeadPanel } from './lead-panel.tsx';
import { type LiveEvent, useLive, useGathered, useRested } from './live.ts';
import { useWords } from './words.ts';

/** The list beside the lead that is chosen; on a phone, one of the two. */
export function Desk({ person, onSignedOut }: { person: api.Me; onSignedOut: () => void }) {
  const words = useWords();
  const chosen = useHash();
  const { news, leadNews, isTyping, isOnline, refresh } = useNews(chosen);
  const failed = (error: unknown): void => {
    if (error instanceof api.Refused && error.status === 401) onSignedOut();
  };
  return (
    <>
      <p class="offline" role="status">
        {!isOnline && words('offline')}
      </p>
      <main class={chosen === '' ? 'desk' : 'desk has-lead'}>
        <LeadList chosen={chosen} news={news} onFailure={failed} />
        {chosen === '' ? (
          <p class="choose">{words('choose')}</p>
        ) : (
          <LeadPanel
            key={chosen}
            id={chosen}
            person={person}
            news={leadNews}
            isTyping={isTyping}
            onChange={refresh}
            onFailure={failed}
          />
        )}
      </main>
    </>
  );
}

/** What happened, to any lead and to the one that is chosen, as counts that go up: who shows something reads it anew then. */
function useNews(chosen: string): {
  news: number;
  leadNews: number;
  isTyping: boolean;
  isOnline: boolean;
  refresh: () => void;
} {
  const [news, setNews] = useState(0);
  const [leadNews, setLeadNews] = useState(0);
  const [isTyping, setTyping] = useState(false);
  const refreshList = useGathered(() => setNews((count) => count + 1), 300);
  const refreshLead = useGathered(() => setLeadNews((count) => count + 1), 50);
  const rest = useRested(() => setTyping(false), 4000);
  const refresh = (): void => {
    refreshList();
    refreshLead();
  };
  const isOnline = useLive((event: LiveEvent | null) => {
    if (event === null) return refresh();
    if (event.type !== 'typing') refreshList();
    if (event.lead !== chosen) return;
    if (event.type !== 'typing') return refreshLead();
    if (event.from !== 'prospect') return;
    setTyping(true);
    rest();
  });
  useEffect(() => setTyping(false), [chosen, leadNews]);
  return { news, leadNews, isTyping, isOnline, refresh };
}

function useHash(): string {
  const [hash, setHash] = useState(leadInHash);
  useEffect(() => {
    const listen = (): void => setHash(leadInHash());
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
  return hash;
}

function leadInHash(): string {
  return location.hash.startsWith('#l_') ? location.hash.slice(1) : '';
}
