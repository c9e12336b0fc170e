import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leadFigures } from '../../bot/leads/figures.ts';
import { leadLedger } from '../../bot/leads/ledger.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { LeadQuery, LeadSummary, Store } from '../../bot/store/store.ts';
import { median } from './median.ts';
import { startRedis } from './redis-server.ts';
import { number, type Part, type Row } from './table.ts';

const count = 10_000;
const rounds = 7;
const budgetMs = 100;
const lastAt = Date.parse('2027-03-01T00:00:00Z');

export const leads: Part = {
  name: 'leads',
  how: `the console's questions over ${number(count)} leads, one at a time; the baseline is one page of the list without a filter`,
  async run() {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-leads-'));
    try {
      return [...(await sqlite(dir)), ...(await redis(dir))];
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function sqlite(dir: string): Promise<readonly Row[]> {
  const store = await openSqlite({ dir });
  const rows = await measured('sqlite', store);
  await store.close();
  return rows;
}

async function redis(dir: string): Promise<readonly Row[]> {
  const server = await startRedis({ dir: join(dir, 'redis'), fsync: 'everysec' });
  const store = await openRedis({ url: `redis://127.0.0.1:${server.port}` });
  const rows = await measured('redis', store);
  await store.close();
  await server.stop();
  return rows;
}

async function measured(name: string, store: Store): Promise<readonly Row[]> {
  await fill(store);
  const baseline = await timeOf(() => store.leads({ limit: 50 }));
  const rows: Row[] = [];
  for (const [what, query] of questions) rows.push(rowOf(`${name}: ${what}`, await timeOf(() => store.leads(query)), baseline));
  const staff = { list: async () => [] };
  const figures = leadFigures({ ledger: leadLedger({ store, now: () => new Date(lastAt) }), staff, now: () => new Date(lastAt) });
  const start = performance.now();
  await figures({});
  const first = performance.now() - start;
  // Only the one who looks first after a start, or after a quarter of an hour, waits for all of them.
  rows.push({ what: `${name}: figures, first look`, ours: `${number(first)} ms` });
  rows.push(rowOf(`${name}: figures, later looks`, await timeOf(() => figures({})), baseline));
  return rows;
}

/** What lists and searches ask; the last finds nothing and so looks at every lead. */
const questions: readonly (readonly [string, LeadQuery])[] = [
  ['those who wait', { status: 'waiting', limit: 200 }],
  ['my leads', { status: 'claimed', owner: 'p_7', limit: 50 }],
  ['search, found everywhere', { q: '呼叫中心', limit: 50 }],
  ['search, found once', { q: '示例公司 7777号', limit: 50 }],
  ['search, found nowhere', { q: '没有这家公司', limit: 50 }],
];

async function fill(store: Store): Promise<void> {
  for (let from = 0; from < count; from += 100) {
    const some = Array.from({ length: 100 }, (_, index) => leadOf(from + index));
    await Promise.all(some.map((lead) => store.commit(lead.conversation, { expected: 0, session: {}, lead })));
  }
}

/** As full as the summary of a lead that went all the way. */
function leadOf(n: number): LeadSummary {
  const updated = new Date(lastAt - n * 60_000).toISOString();
  const status = ['open', 'open', 'waiting', 'claimed', 'won', 'lost'][n % 30 < 25 ? n % 2 : (n % 30) - 24] ?? 'open';
  return {
    id: `l_${n}`,
    conversation: `c_${n}`,
    status,
    updated,
    document: {
      score: n % 100,
      grade: 'B',
      headline: {
        'zh-Hans': '呼叫中心许可证 · 全国 · 1,000 万元',
        en: 'Call-centre licence · The whole country · RMB 10 million',
      },
      company: `示例公司 ${n}号`,
      channel: 'web',
      ...(status === 'claimed' && { owner: { id: `p_${n % 9}`, name: `顾问${n % 9}` }, consultant: `p_${n % 9}` }),
      created: updated,
      handed: updated,
      talked: true,
      heard: updated,
      known: ['service', 'scope', 'capital', 'funding', 'wants-quote', 'consent'],
      reason: 'qualified',
      verdict: 'eligible',
    },
  };
}

async function timeOf(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  return median(times);
}

function rowOf(what: string, ms: number, baseline: number): Row {
  return {
    what,
    ours: `${number(ms, 1)} ms`,
    baseline: `${number(baseline, 1)} ms`,
    ratio: `${number(ms / baseline, 1)} ×`,
    budget: `≤ ${budgetMs} ms`,
    met: ms <= budgetMs,
  };
}
