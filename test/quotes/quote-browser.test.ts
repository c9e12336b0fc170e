import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Quotes } from '../../adapters/web/quotes.ts';
import { quotePage } from '../../bot/documents/page.ts';
import { quotePdf } from '../../bot/documents/pdf.ts';
import { quotePng } from '../../bot/documents/picture.ts';
import { sampleQuote, sampleTimeline } from '../documents/sample.ts';
import { book } from '../knowledge/book.ts';
import { axeFaults } from '../support/axe.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';
import { type Running, running } from '../web/running.ts';

const options = { language: 'zh-Hans', knowledge: book } as const;
const { number } = sampleQuote;
const links = { pdf: `/quotes/${number}.pdf?key=k`, png: `/quotes/${number}.png?key=k` };
const viewed: unknown[] = [];

const quotes: Quotes = {
  find: async (wanted, key) => (wanted === number && key === 'k' ? sampleQuote : null),
  viewed: (quote) => void viewed.push(quote),
  async render(_, format) {
    const link = `https://firm.example/quotes/${number}?key=k`;
    if (format === 'pdf')
      return {
        type: 'application/pdf',
        filename: `${number}.pdf`,
        body: await quotePdf(sampleQuote, sampleTimeline, { ...options, link }),
      };
    if (format === 'png')
      return { type: 'image/png', filename: `${number}.png`, body: quotePng(sampleQuote, sampleTimeline, { ...options, link }) };
    return { type: 'text/html; charset=utf-8', body: quotePage(sampleQuote, sampleTimeline, { ...options, links }) };
  },
};

let server: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await running({ quotes });
  browser = await sharedChromium();
  page = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, userAgent: 'Mozilla/5.0 (iPhone) MicroMessenger/8.0' })
  ).newPage();
});

afterAll(async () => {
  await closePages(browser);
  await server.close();
});

test('a phone opens the page of a quote: total, bars and downloads, clean for screen readers', async () => {
  await page.goto(`${server.url}/quotes/${number}?key=k`);
  expect(await page.locator('tfoot td').innerText()).toBe('¥42,000.00');
  expect(await page.locator('.bar rect.sure').count()).toBe(9);
  expect(await page.locator('nav a').allInnerTexts()).toEqual(['PDF', '图片']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await axeFaults(page)).toEqual([]);
  expect(viewed.length).toBe(1);
});

test('its picture is shown, as wide as a phone at two points a pixel', async () => {
  await page.goto(`${server.url}/quotes/${number}?key=k`);
  await page.getByRole('link', { name: '图片' }).click();
  await page.waitForURL(/\.png\?/);
  expect(await page.evaluate(() => document.images[0]?.naturalWidth)).toBe(840);
});

test('its PDF opens by the link on the page, under its number', async () => {
  await page.goto(`${server.url}/quotes/${number}?key=k`);
  const link = page.getByRole('link', { name: 'PDF' });
  const [opened] = await Promise.all([page.waitForResponse(/\.pdf\?/), link.click()]);
  expect(opened.headers()['content-type']).toBe('application/pdf');
  expect(opened.headers()['content-disposition']).toContain(`inline; filename*=UTF-8''${number}.pdf`);
  const pdf = Buffer.from(await (await fetch(opened.url())).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
});
