import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { demoPage } from '../../adapters/web/page/demo-page.ts';
import { privacyPage } from '../../adapters/web/page/privacy-page.ts';
import { buildWidget } from '../../adapters/web/widget/build.ts';
import { type Language, languages } from '../../bot/session/session.ts';
import { hostPage, server as serve, useVisitors, visitor } from './visitor.ts';

useVisitors();

describe('on a page of somebody else', () => {
  it('is small: four kilobytes before it is opened, twenty in all', async () => {
    const { loader, files } = await buildWidget({ wechat: true });
    const sizes = [...files].map(([path, content]) => ({ path, size: sizeOf(content) }));
    const panel = sizes.find(({ path }) => path.includes('panel'))?.size ?? Infinity;
    const words = Math.max(...sizes.filter(({ path }) => !path.includes('panel')).map(({ size }) => size));
    expect(sizeOf(loader)).toBeLessThanOrEqual(4000);
    expect(sizeOf(loader) + panel + words).toBeLessThanOrEqual(20_000);
  });

  it('costs one request, moves nothing, and asks no third party', async () => {
    const { page, origin, launcher, open } = await visitor();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.addInitScript(() => {
      Object.assign(window, { shifts: 0 });
      const observer = new PerformanceObserver((list) => Object.assign(window, { shifts: list.getEntries().length }));
      observer.observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(origin);
    await launcher.waitFor();
    expect(requests).toEqual([`${origin}/`, `${origin}/widget.js`]);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBe(0);
    const place = await page.locator('main').boundingBox();
    await open();
    expect(await page.locator('main').boundingBox()).toEqual(place);
    expect(requests.filter((url) => !url.startsWith(origin))).toEqual([]);
  });

  it('works from another origin under a strict content security policy', async () => {
    const { server, origin, page, widget, sees, write, launcher } = await visitor();
    const host = await serve();
    const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'`;
    host.server.pages.set('/', {
      body: hostPage(`<script src="${origin}/widget.js" async></script>`),
      headers: { 'content-security-policy': policy },
    });
    const complaints: string[] = [];
    page.on(
      'console',
      (message) => message.type() === 'error' && !message.text().includes('favicon') && complaints.push(message.text()),
    );
    await page.goto(host.origin);
    await launcher.click();
    await widget.locator('.said').first().waitFor();
    await write('你好');
    await sees('收到：你好');
    expect(server.latest.messages.length).toBe(3);
    expect(complaints).toEqual([]);
  });

  it('is there once, whatever the page includes, and looks the same whatever its styles', async () => {
    const { server, page, origin, widget, launcher, open } = await visitor();
    await open();
    const look = (): Promise<string[]> =>
      widget.locator('.launcher, .bubble, textarea, h2').evaluateAll((elements) =>
        elements.map((element) => {
          const { font, color, display, padding, letterSpacing } = getComputedStyle(element);
          return [font, color, display, padding, letterSpacing].join();
        }),
      );
    const before = await look();
    const leaky =
      '<style>* { font: 40px serif !important; color: red; letter-spacing: 9px } body > * { display: none; padding: 50px } html { font-size: 30px }</style>';
    server.pages.set('/', {
      body: hostPage('<script src="/widget.js" async></script><script src="/widget.js"></script>', leaky),
    });
    await page.goto(origin);
    await launcher.click();
    await widget.locator('.said').first().waitFor();
    expect(await page.locator('yinlu-widget').count()).toBe(1);
    expect(await look()).toEqual(before);
  });

  it('shows markup in a message as the text it is', async () => {
    const { server, page, widget, open, sees } = await visitor();
    server.greeting = [
      { text: '<img src=x onerror="window.hacked = 1"> **<b onclick=hack()>粗</b>**' },
      {
        text: '[点我](javascript:window.hacked=1) [再点](data:text/html,<script>hack()</script>) [安全](/privacy) https://example.com/a。',
      },
      {
        text: '卡片',
        cards: [{ type: 'link', title: '<i>题</i>', url: 'javascript:window.hacked=1', image: 'javascript:hack()' }],
      },
    ];
    await open();
    await sees('卡片');
    const links = await widget
      .locator('.log a')
      .evaluateAll((found) => found.map((link) => [link.getAttribute('href'), link.getAttribute('rel')].join(' ')));
    const origin = new URL(page.url()).origin;
    expect(links).toEqual([`${origin}/privacy noopener noreferrer`, 'https://example.com/a noopener noreferrer']);
    expect(await widget.locator('.log :is(img, i:not(.typing i), b, script)').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await widget.getByText('<img src=x onerror="window.hacked = 1">').waitFor();
  });

  it('keeps still where less motion is wanted', async () => {
    const { widget, launcher, open, write } = await visitor({ reducedMotion: 'reduce' });
    await open();
    await write('你好');
    for (const part of [launcher, widget.locator('.said').last()]) {
      const moves = await part.evaluate((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return [transitionDuration, animationName];
      });
      expect(moves).toEqual(['0s', 'none']);
    }
  });

  it.each(['light', 'dark'] as const)('has nothing for axe to find, closed and open, %s', async (colorScheme) => {
    const { server, page, origin, widget, launcher, faults, write, open } = await visitor({
      colorScheme,
      attributes: 'data-colour="#e8a200"',
    });
    server.script = (text) => [
      { text: `**${text}**：\n- [条件](/a)\n- 材料`, sources: [{ id: 'a', title: '指南', asOf: '2020-06-28' }], generated: true },
      {
        text: '下一步？',
        cards: [
          {
            type: 'quote',
            title: '报价',
            url: '/q',
            data: { rows: [{ label: '首付款', value: '示例' }], items: ['执照'], summary: '示例' },
          },
        ],
        choices: [{ value: 'a', label: '好' }],
      },
    ];
    await page.goto(origin);
    await launcher.waitFor();
    expect(await faults()).toEqual([]);
    await open();
    await write('你好');
    await widget.getByText('下一步？').waitFor();
    server.event('state', { owner: 'consultant', name: '王示例' });
    server.say('consultant', { name: '王示例', text: '您好' });
    server.faults.push({ kind: 'status', status: 413 });
    await write('太长');
    await widget.getByText('取回修改').waitFor();
    await widget.getByRole('button', { name: '更多' }).click();
    expect(await faults()).toEqual([]);
  });

  it('fills the screen of a phone and keeps the keyboard user inside', async () => {
    const { page, widget, open, input } = await visitor({ viewport: { width: 390, height: 780 }, hasTouch: true });
    await open();
    const dialog = widget.getByRole('dialog');
    await expect.poll(() => dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    expect(await dialog.getAttribute('aria-modal')).toBe('true');
    expect(await input.evaluate((element) => getComputedStyle(element).fontSize)).toBe('16px');
    for (let presses = 0; presses < 8; presses++) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains((element.getRootNode() as ShadowRoot).activeElement))).toBe(
        true,
      );
    }
  });

  it('shows whole lines of a long draft, inside its field', async () => {
    const { open, input } = await visitor();
    await open();
    await input.fill(Array.from({ length: 20 }, (_, index) => `第 ${index} 行`).join('\n'));
    const { above, height } = await input.evaluate((element) => {
      const field = element.parentElement!.getBoundingClientRect();
      return { above: element.getBoundingClientRect().top - field.top, height: element.clientHeight };
    });
    expect(above).toBeGreaterThan(8);
    expect(height % 24).toBe(0);
  });

  it('can be used at twice the size', async () => {
    const { widget, open, input, write, sees } = await visitor({ viewport: { width: 640, height: 360 } });
    await open();
    await write('放大');
    await sees('收到：放大');
    const [dialog, field] = [await widget.getByRole('dialog').boundingBox(), await input.boundingBox()];
    expect(dialog!.y).toBeGreaterThanOrEqual(0);
    expect(field!.y + field!.height).toBeLessThanOrEqual(360);
  });
});

const firmIn = (language: Language): string => (language === 'en' ? 'Sample <&"' : '示例咨询 <&"');

describe('the demo page', () => {
  it.each(languages)('is accessible, says what it is, and opens the panel (%s)', async (language) => {
    const firm = firmIn(language);
    const { server, page, origin, widget, faults } = await visitor();
    const options = { language, firmIn, isSample: true };
    server.pages.set('/', { body: demoPage(options) }).set('/privacy', { body: privacyPage(options) });
    await page.goto(origin);
    await widget.locator('.launcher').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('.demo').innerText()).toMatch(/演示|示範|demonstration/);
    expect((await page.locator('body').innerText()).replace(/\b9[56]\b/g, '')).not.toMatch(/\d/);
    expect(await page.title()).toContain(firm);
    expect(await faults()).toEqual([]);
    await page.locator('[data-yinlu-open]').first().click();
    await widget.getByRole('dialog', { name: firm }).waitFor();
    await widget.locator('.menu .tool').click();
    await widget.getByRole('button', { name: 'English' }).click();
    await widget.getByRole('dialog', { name: firmIn('en') }).waitFor();
    await widget.getByRole('heading', { name: firmIn('en') }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    const rows = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
    expect(new Set(rows).size).toBe(1);
    await page.goto(`${origin}/privacy`);
    await widget.locator('.launcher').waitFor();
    expect(await faults()).toEqual([]);
  });
});

/** As the server sends it. */
function sizeOf(content: Uint8Array): number {
  return gzipSync(content, { level: 9 }).length;
}

it('says nothing of samples once the firm has prices of its own', () => {
  const options = { language: 'en', firmIn, isSample: false } as const;
  for (const body of [demoPage(options), privacyPage(options)]) expect(body).not.toContain('class="demo"');
  expect(demoPage({ ...options, isSample: true })).toContain('class="demo"');
});
