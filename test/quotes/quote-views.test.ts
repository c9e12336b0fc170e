import { afterAll, beforeAll, expect, test } from 'vitest';
import { quotePages, type Quotes } from '../../adapters/web/quotes.ts';
import { viewRecorder } from '../../bot/quotes/quote-viewed.ts';
import { type Office, office } from '../leads/office.ts';
import { type Running, running } from '../web/running.ts';

let desk: Office;
let server: Running;
const seen: string[] = [];
const phone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) MicroMessenger/8.0.40' };

const quotes: Quotes = {
  find: async (number, key) => (key === 'good' ? number : null),
  render: async () => ({ body: 'a quote', type: 'text/html' }),
  viewed: (number) => void seen.push(String(number)),
};

beforeAll(async () => {
  desk = await office();
  const router = quotePages(quotes, async (request) => request.headers.cookie === 'staff');
  server = await running({ routers: [{ path: '/seen', router }] });
});

afterAll(async () => {
  await server.close();
  await desk.close();
});

async function look(path: string, headers: Record<string, string>): Promise<readonly string[]> {
  seen.length = 0;
  expect((await server.get(path, headers)).status).toBe(200);
  return [...seen];
}

test('a person who opens page, PDF or picture has seen the quote', async () => {
  for (const file of ['Q1', 'Q1.pdf', 'Q1.png']) expect(await look(`/seen/${file}?key=good`, phone)).toEqual(['Q1']);
});

test.each([
  ['the preview of a messenger', { 'user-agent': 'TelegramBot (like TwitterBot)' }],
  ['another preview', { 'user-agent': 'WhatsApp/2.23' }],
  ['a browser that looks ahead', { ...phone, 'sec-purpose': 'prefetch;prerender' }],
  ['a picture in a page', { ...phone, 'sec-fetch-dest': 'image' }],
  ['a consultant', { ...phone, cookie: 'staff' }],
])('%s has not', async (_, headers) => {
  expect(await look('/seen/Q1?key=good', headers)).toEqual([]);
});

test('what a program reads as data counts for nothing, nor does a wrong key', async () => {
  expect(await look('/seen/Q1.json?key=good', phone)).toEqual([]);
  expect((await server.get('/seen/Q1?key=bad', phone)).status).toBe(404);
  expect(seen).toEqual([]);
});

test('it is one event on the lead for each quote, however often it is opened', async () => {
  const lead = await desk.waiting('c_seen');
  const record = viewRecorder({ act: desk.act, now: () => new Date('2027-01-04T02:00:00Z') });
  for (const number of ['Q1', 'Q1', 'Q2', 'Q1']) await record('c_seen', number);
  const { events } = (await desk.session(lead)).lead;
  expect(events.map(({ event }) => event)).toEqual(['quote-viewed:Q1', 'quote-viewed:Q2']);
});
