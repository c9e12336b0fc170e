import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asset } from '../../adapters/web/site.ts';
import { expectProblem } from './expect-problem.ts';
import { type Running, running } from './running.ts';

let server: Running;

beforeAll(async () => {
  const assets = new Map<string, Asset>([
    ['/', { body: '<!doctype html><title>示例</title>', type: 'text/html; charset=utf-8' }],
    ['/?lang=en', { body: '<!doctype html><title>Sample</title>', type: 'text/html; charset=utf-8' }],
    ['/widget.js', { body: 'let widget', type: 'text/javascript; charset=utf-8', embeddable: true }],
    [
      '/widget/panel-abc.js',
      { body: new Uint8Array([59]), type: 'text/javascript; charset=utf-8', embeddable: true, immutable: true },
    ],
  ]);
  server = await running({
    assets,
    quotes: {
      find: async (number, key) => (number === 'Q-2027-1' && key === 'right' ? { number } : null),
      render: async (_, format) => ({
        body: format === 'png' ? new Uint8Array([1, 2]) : `as ${format}`,
        type: `application/${format}`,
        filename: `报价.${format}`,
      }),
    },
  });
});

afterAll(() => server.close());

test('the widget may be loaded by any site and is fetched again only when it changed', async () => {
  const widget = await server.get('/widget.js', { origin: 'https://anybody.example' });
  expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(widget.headers.get('access-control-allow-origin')).toBe('*');
  // Without a word on caching fetch adds `no-cache`, which asks for the whole thing.
  const known = { 'if-none-match': widget.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
  expect((await server.get('/widget.js', known)).status).toBe(304);
  const panel = await server.get('/widget/panel-abc.js');
  expect(panel.headers.get('cache-control')).toContain('immutable');
  expect(new Uint8Array(await panel.arrayBuffer())).toEqual(new Uint8Array([59]));
});

test('a page comes in the language that is asked for, or in the site’s own', async () => {
  for (const [path, title] of [
    ['/', '示例'],
    ['/?lang=en', 'Sample'],
    ['/?lang=fr', '示例'],
    ['/?lang=en&lang=fr', '示例'],
  ] as const) {
    expect(await (await server.get(path)).text()).toContain(title);
  }
  expect(await (await server.get('/', { 'accept-language': 'en-GB,zh;q=0.5' })).text()).toContain('Sample');
  expect(await (await server.get('/', { 'accept-language': 'zh-CN,en;q=0.5' })).text()).toContain('示例');
});

test('the demo page is ours alone: no frame, no third party', async () => {
  const page = await server.get('/');
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
  expect(page.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  for (const path of ['/widget/', '/widget/../package.json', '/%2e%2e/package.json', '/constructor']) {
    await expectProblem(await server.get(path), 404);
  }
});

test('a quote is shown in each of its forms to who has the key', async () => {
  for (const [suffix, format] of [
    ['', 'html'],
    ['.pdf', 'pdf'],
    ['.png', 'png'],
    ['.ics', 'ics'],
    ['.json', 'json'],
  ] as const) {
    const quote = await server.get(`/quotes/Q-2027-1${suffix}?key=right`);
    expect(quote.status).toBe(200);
    expect(quote.headers.get('content-type')).toContain(`application/${format}`);
    expect(quote.headers.get('cache-control')).toContain('no-store');
    expect(quote.headers.get('x-robots-tag')).toBe('noindex');
  }
  for (const path of [
    '/quotes/Q-2027-1',
    '/quotes/Q-2027-1?key=',
    '/quotes/Q-2027-1.pdf?key=wrong',
    '/quotes/Q-2?key=right',
    '/quotes/.pdf?key=right',
    '/quotes/Q-2027-1?key=right&key=right',
  ]) {
    await expectProblem(await server.get(path), 404);
  }
});

test('a person whose link does not open reads why in their language, and a program gets the problem', async () => {
  const reading = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  for (const [path, headers, words] of [
    ['/quotes/Q-2?key=wrong', { 'accept-language': 'zh-CN' }, '没有这个页面'],
    ['/quotes/Q-2.pdf', { 'accept-language': 'zh-TW' }, '沒有這個頁面'],
    ['/nothing', { 'accept-language': 'en-GB' }, 'There is no such page'],
    ['/nothing?lang=en', { 'accept-language': 'zh-CN' }, 'There is no such page'],
  ] as const) {
    const page = await server.get(path, { ...reading, ...headers });
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain(words);
  }
  await expectProblem(await server.get('/api/nothing', reading), 404);
  await expectProblem(await server.get('/quotes/Q-2', { accept: 'application/json' }), 404);
});
