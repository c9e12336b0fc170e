import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { LeadRow } from './lead-row.tsx';
import type { Listed } from './model.ts';
import type { useSeen } from './seen.ts';
import { useShortcut } from './shortcuts.ts';
import { Unread } from './unread.tsx';
import { type Tab, tabs, useLeads } from './use-leads.ts';
import { useWords } from './words.ts';

interface Props {
  readonly chosen: string;
  readonly news: number;
  readonly seen: ReturnType<typeof useSeen>;
  readonly onFailure: (error: unknown) => void;
}

/** Leads by urgency: those who wait come first, the longest wait on top; then the others, the latest news on top. */
export function LeadList({ chosen, news, seen, onFailure }: Props) {
  const words = useWords();
  const [tab, setTab] = useState<Tab>('all');
  const [q, setQuery] = useState('');
  const [limit, setLimit] = useState(50);
  const { listed, hasMore, isFailed, again } = useLeads({ tab, q, limit }, news, onFailure);
  useLookedAt(listed, chosen, seen);
  useWalking(listed ?? [], chosen);
  return (
    <section class="list" aria-labelledby="leads-title">
      <header class="list-head">
        <h1 id="leads-title">{words('leads')}</h1>
        <a class="soft small" href="/api/leads.csv" download>
          {words('csv')}
        </a>
        <Search q={q} onChange={setQuery} />
        <Tabs tab={tab} onChange={setTab} />
      </header>
      {!listed && <Unread isFailed={isFailed} again={again} />}
      {listed?.length === 0 && <p class="empty">{words(q === '' ? `none.${tab}` : 'none.found')}</p>}
      <ul class="rows">
        {listed?.map((lead) => (
          <LeadRow key={lead.id} lead={lead} isChosen={lead.id === chosen} isUnread={seen.isUnread(lead)} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" class="quiet more" onClick={() => setLimit((count) => count + 50)}>
          {words('more')}
        </button>
      )}
    </section>
  );
}

function Search({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const words = useWords();
  const box = useRef<HTMLInputElement>(null);
  useShortcut('/', 'search', () => box.current?.focus());
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        aria-label={words('search')}
        placeholder={words('searchHow')}
        value={q}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </search>
  );
}

function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  const words = useWords();
  return (
    <fieldset class="segments">
      <legend class="hidden">{words('status')}</legend>
      {tabs.map((each) => (
        <label key={each}>
          <input type="radio" name="tab" checked={tab === each} onChange={() => onChange(each)} />
          <span>{words(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What is open before one's eyes is read. */
function useLookedAt(listed: readonly Listed[] | undefined, chosen: string, { see }: Props['seen']): void {
  const updated = listed?.find(({ id }) => id === chosen)?.updated;
  useEffect(() => {
    if (updated !== undefined) see(chosen, updated);
  }, [chosen, updated]);
}

/** Up and down the list by keyboard. */
function useWalking(listed: readonly Listed[], chosen: string): void {
  const walk = (by: number): void => {
    const at = listed.findIndex(({ id }) => id === chosen);
    const next = listed[at < 0 ? 0 : at + by];
    if (!next) return;
    location.hash = next.id;
    document.querySelector(`a[href="#${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcut('j', 'key.next', () => walk(1));
  useShortcut('k', 'key.previous', () => walk(-1));
}
