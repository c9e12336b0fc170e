import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadContent } from '../../bot/content/load.ts';
import { eraseLead } from '../../bot/leads/personal-data.ts';
import { quoteLinks } from '../../bot/quotes/quote-link.ts';
import { quoteShelf } from '../../bot/quotes/quote-shelf.ts';
import { openSqlite } from '../../bot/store/sqlite.ts';
import type { Store } from '../../bot/store/store.ts';
import { newSession } from '../../bot/turn.ts';
import { quote } from '../../knowledge/quote.ts';

const { knowledge } = await loadContent({ root: join(import.meta.dirname, '../..') });
const links = quoteLinks('a-secret-for-tests-that-protects-nothing');
const now = new Date('2026-11-21T02:00:00Z');
const number = 'Q20261121-TEST0001';
const key = new URL(links.url('c_one', number), 'http://localhost').searchParams.get('key') ?? '';
let dir: string;
let store: Store;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yinlu-shelf-'));
  store = await openSqlite({ dir });
  const company = { service: 'callcentre', scope: 'nationwide', funding: 'domestic' } as const;
  const issued = quote(knowledge, { company, issued: '2026-11-21', number });
  if (!issued) throw new Error('no price');
  const session = {
    ...newSession({ channel: 'web', language: 'en' }, now),
    quotes: [{ quote: issued, start: '2026-11-23' }],
  };
  await store.commit('c_one', { expected: 0, session });
});

afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const seen: string[] = [];
const shelfOf = (book: typeof knowledge) =>
  quoteShelf({
    store,
    knowledge: book,
    links,
    origin: 'https://firm.example',
    onViewed: (id, quoted) => void seen.push(`${id} ${quoted}`),
  });

/** The price book after somebody doubled every price. */
function dearer(): typeof knowledge {
  const services = Object.fromEntries(
    Object.entries(knowledge.prices.services).map(([id, { items, options }]) => [
      id,
      { options, items: items.map((item) => ({ ...item, amount: item.amount * 2 })) },
    ]),
  );
  return { ...knowledge, prices: { ...knowledge.prices, services } };
}

test('a quote is found by its number and key, and by nothing else', async () => {
  const shelf = shelfOf(knowledge);
  expect((await shelf.find(number, key))?.quote.number).toBe(number);
  expect(await shelf.find('Q20261121-TEST0002', key)).toBeNull();
  expect(await shelf.find(number, `${key}x`)).toBeNull();
  expect(await shelf.find(number, '')).toBeNull();
  expect(await shelf.find('__proto__', key)).toBeNull();
});

test('a quote stays as it was issued when the prices change', async () => {
  const before = await shelfOf(knowledge).find(number, key);
  const after = await shelfOf(dearer()).find(number, key);
  expect(after?.quote.totalCents).toBeGreaterThan(0);
  expect(after).toEqual(before);
});

test('a quote goes with the conversation that it was issued in', async () => {
  const shelf = shelfOf(knowledge);
  await eraseLead(store, { lead: 'l_one', who: 'prospect', at: now.toISOString() });
  expect(await shelf.find(number, key)).toBeNull();
});

test.each(['html', 'json', 'ics', 'png', 'pdf'] as const)('a quote can be had as %s', async (format) => {
  const shelf = shelfOf(knowledge);
  const found = await shelf.find(number, key);
  if (!found) throw new Error('no quote');
  const { body } = await shelf.render(found, format);
  expect(body.length).toBeGreaterThan(500);
});

test('who has opened a quote is told with the conversation that it was issued in', async () => {
  const shelf = shelfOf(knowledge);
  const found = await shelf.find(number, key);
  if (found) shelf.viewed(found);
  expect(seen).toEqual([`c_one ${number}`]);
});
