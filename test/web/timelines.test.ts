import express from 'express';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { timelines } from '../../adapters/web/timelines.ts';
import { loadContent } from '../../bot/content/load.ts';
import { quoteLinks } from '../../bot/quotes/quote-link.ts';
import { quoteShelf } from '../../bot/quotes/quote-shelf.ts';
import type { Store } from '../../bot/store/store.ts';

const { knowledge } = await loadContent({ root: join(import.meta.dirname, '../..') });
// A timeline is about nobody: the store is not asked.
const shelf = quoteShelf({
  store: {} as Store,
  knowledge,
  links: quoteLinks('a-secret-for-tests-that-protects-nothing'),
  origin: '',
  onViewed: () => {},
});
const app = express().use(timelines(shelf).router);
// Express knows an error handler by its four parameters.
// oxlint-disable-next-line max-params
app.use(((error, _request, response, _next) => void response.sendStatus(error.status ?? 500)) as express.ErrorRequestHandler);
const server = app.listen(0, '127.0.0.1');
const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

afterAll(() => void server.close());

test('a timeline can be read by anybody, as a page and as a calendar', async () => {
  const page = await get('/timeline?service=callcentre-nationwide&start=2026-11-23&lang=en');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('85–180');
  const calendar = await get('/timeline.ics?service=callcentre-nationwide&start=2026-11-23');
  expect(calendar.headers.get('content-type')).toContain('text/calendar');
  expect(await calendar.text()).toContain('BEGIN:VEVENT');
});

test('with a wished day it tells when to start, and it can be had as a picture', async () => {
  const query = 'service=callcentre-nationwide&start=2026-11-23&target=2027-12-31&lang=en';
  const page = await (await get(`/timeline?${query}`)).text();
  expect(page).toContain('To have it by 31 December 2027');
  expect(page).toContain('What the dates assume');
  // The days are when a step is done at best and at worst, not its first and its last.
  expect(page).toContain('Done (earliest – latest)');
  expect(page).toMatch(/class="sure"[^]+if all goes well[^]+class="maybe"[^]+what may be added/);
  expect(page).toContain(`/timeline.png?${query}`.replaceAll('&', '&amp;'));
  const picture = await get(`/timeline.png?${query}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await picture.arrayBuffer()).readUInt32BE(16)).toBe(840);
});

test.each([
  ['service=__proto__&start=2026-11-23', 404],
  ['service=constructor&start=2026-11-23', 404],
  ['service=odi&start=2026-11-23', 404],
  ['service=callcentre-nationwide&start=9999-12-31', 400],
  ['service=callcentre-nationwide&start=0001-01-01', 400],
  ['service=callcentre-nationwide', 400],
  ['service=callcentre-nationwide&start=2026-11-23&target=soon', 400],
  ['service=callcentre-nationwide&start=2026-11-23&lang=xx', 400],
])('a timeline of ?%s is refused with %i', async (query, status) => {
  expect((await get(`/timeline?${query}`)).status).toBe(status);
});

test('the papers of a service can be seen by anybody, those that are ready ticked off', async () => {
  const page = await get('/checklist?service=callcentre-nationwide&shareholders=natural&have=articles,<b>&lang=en');
  expect(page.status).toBe(200);
  const text = await page.text();
  expect(text).toContain('☑</span> Articles of association');
  expect(text).toContain('☐</span> ID of each natural-person shareholder');
  expect(text).not.toContain('corporate shareholder');
  expect((await get('/checklist?service=odi')).status).toBe(404);
  expect((await get('/checklist?lang=xx')).status).toBe(400);
});
