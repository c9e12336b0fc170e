import { useContext, useEffect, useState } from 'preact/hooks';
import * as api from './api.ts';
import { SpeechContext, useWords } from './words.ts';

const statuses = ['waiting', 'claimed', 'open', 'won', 'lost'] as const;

/** The server gives no more at once; a search finds the rest. */
const most = 200;

interface Query {
  readonly status: string;
  readonly q: string;
}

/** Those who wait come first, the longest wait on top; then the others, the latest news on top. */
export function LeadList({ chosen, news, onFailure }: { chosen: string; news: number; onFailure: (error: unknown) => void }) {
  const words = useWords();
  const [query, setQuery] = useState<Query>({ status: '', q: '' });
  const [limit, setLimit] = useState(50);
  const { listed, hasMore, stats } = useLeads({ query, limit, news, onFailure });
  return (
    <section class="list" aria-labelledby="leads-title">
      <h2 id="leads-title">{words('leads')}</h2>
      <p class="stats">
        {stats && words('stats', { leads: stats.leads, waiting: stats.byStatus.waiting ?? 0, won: stats.byStatus.won ?? 0 })}
      </p>
      <Filter query={query} onChange={setQuery} />
      {listed?.length === 0 && <p>{words('none')}</p>}
      <ul>
        {listed?.map((lead) => (
          <Row key={lead.id} lead={lead} isChosen={lead.id === chosen} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" onClick={() => setLimit((count) => Math.min(most, count + 50))}>
          {words('more')}
        </button>
      )}
      <a href="/api/leads.csv" download>
        {words('csv')}
      </a>
    </section>
  );
}

function Filter({ query, onChange }: { query: Query; onChange: (query: Query) => void }) {
  const words = useWords();
  return (
    <search class="filter">
      <label>
        {words('search')}
        <input type="search" value={query.q} onInput={(event) => onChange({ ...query, q: event.currentTarget.value })} />
      </label>
      <label>
        {words('status')}
        <select value={query.status} onChange={(event) => onChange({ ...query, status: event.currentTarget.value })}>
          <option value="">{words('all')}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {words(status)}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

function Row({ lead, isChosen }: { lead: api.Listed; isChosen: boolean }) {
  const { words, language } = useContext(SpeechContext);
  return (
    <li>
      <a href={`#${lead.id}`} aria-current={isChosen ? 'true' : undefined} class="row">
        <span class={`grade grade-${lead.grade}`}>
          <span class="hidden">{words('grade')} </span>
          {lead.grade}
        </span>
        <span class="headline">{lead.headline[language]}</span>
        <span class={`status status-${lead.status}`}>{words(lead.status)}</span>
        <span class="aside">
          {[lead.company, lead.owner?.name].filter(Boolean).join(' · ')}{' '}
          <time dateTime={lead.updated}>
            {new Date(lead.updated).toLocaleString(language, { dateStyle: 'short', timeStyle: 'short' })}
          </time>
        </span>
      </a>
    </li>
  );
}

interface Shown {
  readonly listed?: readonly api.Listed[];
  readonly hasMore: boolean;
  readonly stats?: api.Stats;
}

function useLeads({
  query,
  limit,
  news,
  onFailure,
}: {
  query: Query;
  limit: number;
  news: number;
  onFailure: (error: unknown) => void;
}): Shown {
  const [shown, setShown] = useState<Shown>({ hasMore: false });
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const waits = query.status === '' ? api.leads({ q: query.q, status: 'waiting', limit: '200' }) : { leads: [] };
      const [stats, page, waiting] = await Promise.all([api.stats(), api.leads({ ...query, limit: String(limit) }), waits]);
      const first = waiting.leads.toSorted((a, b) => a.updated.localeCompare(b.updated));
      const rest = page.leads.filter(({ id }) => !first.some((lead) => lead.id === id));
      // A slow answer to an older question must not take the place of a newer one.
      if (isCurrent) setShown({ listed: [...first, ...rest], hasMore: page.next !== undefined && limit < most, stats });
    };
    load().catch(onFailure);
    return () => {
      isCurrent = false;
    };
  }, [query, limit, news]);
  return shown;
}
