import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadConversation } from '../../bot/bot.ts';
import { converse, type ConversationDeps } from '../../bot/conversation.ts';
import { leadPromises } from '../../bot/leads/promises.ts';
import { leadSummary } from '../../bot/leads/summary.ts';
import { leadReadingOf } from '../../bot/leads/lead-reading-of.ts';
import type { Session } from '../../bot/session/session.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { newSession } from '../../bot/turn.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';

const now = new Date('2026-11-23T02:00:00Z');
let deps: ConversationDeps;
let dir: string;
let store: Store;

beforeAll(async () => {
  deps = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: (_, number) => `/quotes/${number}` });
});

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yinlu-promises-'));
  store = await openSqlite({ dir });
});

afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A talk up to its quote, kept as turns keep it; the seqs of its bot messages by what they hold. */
async function talk(conversation: string, texts: readonly string[]): Promise<Session> {
  let session = newSession({ channel: 'web', language: 'zh-Hans' }, now);
  for (const [index, text] of texts.entries()) {
    const fresh = [{ id: String(index), at: now.toISOString(), text }];
    const { session: after, drafts } = converse({ conversation, session, fresh, now }, deps);
    session = { ...after, seq: after.seq + 1 + drafts.length };
  }
  const reading = await leadReadingOf(deps);
  await store.commit(conversation, { expected: 0, session, lead: leadSummary(reading, conversation, session) });
  return session;
}

const toQuote = ['想办全国的呼叫中心,大概多少钱', '注册资本一千万', '纯内资', '好的,出一份报价'];

/** The knowledge after the owner of the firm raised every price and the authority the capital. */
function later(): Knowledge {
  const { knowledge } = deps;
  const services = Object.fromEntries(
    Object.entries(knowledge.prices.services).map(([id, priced]) => [
      id,
      { ...priced, items: priced.items.map((item) => ({ ...item, amount: item.amount * 2 })) },
    ]),
  );
  const capital = knowledge.facts.get('capital-nationwide');
  if (!capital) throw new Error('no such fact');
  return {
    ...knowledge,
    prices: { ...knowledge.prices, version: 'dearer', services },
    facts: new Map([...knowledge.facts, [capital.id, { ...capital, value: 20_000_000 }]]),
  };
}

test('each price, date and condition that was told is known with its message', async () => {
  const { seq } = await talk('c_told', toQuote);
  const promises = await leadPromises({ store, knowledge: deps.knowledge }).of('l_told');
  const kinds = new Set(promises.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(['condition', 'date', 'price']);
  expect(promises.map(({ ref }) => ref)).toEqual(
    expect.arrayContaining(['capital-nationwide', 'price:callcentre-nationwide', 'dates:callcentre-nationwide:2026-11-23']),
  );
  expect(promises.every((one) => one.seq > 1 && one.seq <= seq && one.at === '2026-11-23T02:00:00.000Z')).toBe(true);
  expect(promises.filter(({ changed }) => changed)).toEqual([]);
});

test('after prices and facts changed it shows what was told and what holds now', async () => {
  const before = leadPromises({ store, knowledge: deps.knowledge });
  await before.keepEdition();
  await talk('c_told', toQuote);
  const after = leadPromises({ store, knowledge: later() });
  const changed = (await after.of('l_told')).filter((one) => one.changed);
  expect(changed.find(({ ref }) => ref === 'capital-nationwide')).toMatchObject({
    told: { 'zh-Hans': '1,000 万元', en: 'RMB 10 million' },
    now: { 'zh-Hans': '2,000 万元', en: 'RMB 20 million' },
  });
  expect(changed.find(({ ref }) => ref.startsWith('quote:'))).toMatchObject({
    told: { en: '¥42,000.00 · Down payment ¥25,200.00 · Balance ¥16,800.00' },
    now: { en: '¥84,000.00 · Down payment ¥50,400.00 · Balance ¥33,600.00' },
    validUntil: '2026-12-14',
  });
  expect(changed.some(({ kind }) => kind === 'date')).toBe(false);
});

test('the list holds those who were told something else, and nobody else', async () => {
  const before = leadPromises({ store, knowledge: deps.knowledge });
  await before.keepEdition();
  await talk('c_told', toQuote);
  await talk('c_silent', ['你好']);
  expect((await before.list({ changed: false, limit: 50 })).leads.map(({ lead }) => lead)).toEqual(['l_told']);
  expect((await before.list({ changed: true, limit: 50 })).leads).toEqual([]);
  const { leads } = await leadPromises({ store, knowledge: later() }).list({ changed: true, limit: 50 });
  expect(leads.map(({ lead }) => lead)).toEqual(['l_told']);
  expect(leads[0]?.promises.every(({ changed }) => changed)).toBe(true);
});

test('what is told again costs nothing, and a long talk keeps the last of it', async () => {
  const once = await talk('c_once', toQuote);
  const again = await talk('c_again', [...toQuote, '多少钱', '要多久', '多少钱']);
  expect((again.told ?? []).flat().filter((ref) => ref === 'price:callcentre-nationwide')).toHaveLength(1);
  expect(JSON.stringify(once.told).length).toBeLessThan(450);
});
