import { useState } from 'preact/hooks';
import * as api from './api.ts';
import type { Listed } from './model.ts';
import { useRead } from './use-read.ts';

export const tabs = ['all', 'waiting', 'mine', 'won', 'lost'] as const;
export type Tab = (typeof tabs)[number];

interface Query {
  readonly tab: Tab;
  readonly q: string;
  readonly limit: number;
}

interface Shown {
  readonly listed?: readonly Listed[];
  readonly hasMore: boolean;
}

const filters: Readonly<Record<Tab, Record<string, string>>> = {
  all: {},
  waiting: { status: 'waiting' },
  mine: { owner: 'me', status: 'claimed' },
  won: { status: 'won' },
  lost: { status: 'lost' },
};

interface Read extends Shown {
  readonly isFailed: boolean;
  readonly again: () => void;
}

/** The leads of a tab that have something to do with `q`, read anew with each news. */
export function useLeads(query: Query, news: number, onFailure: (error: unknown) => void): Read {
  const [isFailed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const { tab, q, limit } = query;
  const failed = (error: unknown): void => {
    setFailed(true);
    onFailure(error);
  };
  const found = async (): Promise<Shown> => {
    const shown = await read(query);
    setFailed(false);
    return shown;
  };
  const shown = useRead(found, [tab, q, limit, news, tries], failed) ?? { hasMore: false };
  return { ...shown, isFailed, again: () => setTries((count) => count + 1) };
}

async function read({ tab, q, limit }: Query): Promise<Shown> {
  const waits = tab === 'all' ? pages({ ...filters.waiting, q }, 200) : { leads: [], hasMore: false };
  const [page, waiting] = await Promise.all([pages({ ...filters[tab], q }, limit), waits]);
  const first = byWait(tab === 'waiting' ? page.leads : waiting.leads);
  const rest = page.leads.filter(({ id }) => !first.some((lead) => lead.id === id));
  return { listed: [...first, ...rest], hasMore: page.hasMore };
}

/** Who has waited longest comes first. */
function byWait(leads: readonly Listed[]): readonly Listed[] {
  return leads.toSorted((a, b) => (a.handed ?? a.updated).localeCompare(b.handed ?? b.updated));
}

/** The server gives no more than 200 at once. */
async function pages(query: Record<string, string>, limit: number): Promise<{ leads: readonly Listed[]; hasMore: boolean }> {
  const leads: Listed[] = [];
  let after: string | undefined;
  do {
    const wanted = String(Math.min(200, limit - leads.length));
    const page = await api.leads({ ...query, limit: wanted, ...(after !== undefined && { after }) });
    leads.push(...page.leads);
    after = page.next;
  } while (after !== undefined && leads.length < limit);
  return { leads, hasMore: after !== undefined };
}
