import { create } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { timelineIcs } from '../../bot/documents/calendar.ts';
import { charactersOf, faceOf } from '../../bot/documents/face.ts';
import { layout } from '../../bot/documents/layout.ts';
import { quotePage, timelinePage } from '../../bot/documents/page.ts';
import { quotePdf } from '../../bot/documents/pdf.ts';
import { quotePng } from '../../bot/documents/picture.ts';
import { quoteSheet } from '../../bot/documents/sheet.ts';
import { keys } from '../../bot/documents/words.ts';
import { languages } from '../../bot/session/session.ts';
import { book } from '../knowledge/book.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';
import { sampleQuote, sampleTimeline } from './sample.ts';

const options = (language: (typeof languages)[number] = 'zh-Hans') => ({ language, knowledge: book });
const real = { ...sampleQuote, sample: false };

describe('every form of a quote', () => {
  test.each(languages)('in %s is the same bytes each time and small enough for a chat', async (language) => {
    const [pdf, png] = [
      await quotePdf(sampleQuote, sampleTimeline, options(language)),
      quotePng(sampleQuote, sampleTimeline, options(language)),
    ];
    expect(pdf.equals(await quotePdf(sampleQuote, sampleTimeline, options(language)))).toBe(true);
    expect(png.equals(quotePng(sampleQuote, sampleTimeline, options(language)))).toBe(true);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect([png.readUInt32BE(16), png.toString('latin1', 1, 4)]).toEqual([840, 'PNG']);
    expect(Math.max(pdf.length, png.length)).toBeLessThanOrEqual(200 * 1024);
  });

  test.each(languages)('has a glyph for each of its characters in %s', (language) => {
    const font = create(faceOf('bold').file);
    const sheet = JSON.stringify(quoteSheet(sampleQuote, sampleTimeline, options(language)));
    const missing = charactersOf(sheet).filter((character) => !font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0));
    expect(missing).toEqual([]);
  });

  test('names the price book only where it has a name, and the licence as the talk does', () => {
    expect(JSON.stringify(quoteSheet(sampleQuote, sampleTimeline, options()))).not.toContain(sampleQuote.computedFrom.priceBook);
    expect(quoteSheet(real, sampleTimeline, options()).priceBook).toBe(`价格表 ${sampleQuote.computedFrom.priceBook}`);
    for (const { known, name, shortName } of book.services.values())
      if (known === 'full') expect(name['zh-Hans']).toContain(shortName['zh-Hans']);
  });

  test('keeps its lines within the column, wide or narrow', () => {
    for (const language of languages)
      for (const width of [372, 499]) {
        const sheet = quoteSheet(sampleQuote, sampleTimeline, options(language));
        const texts = layout(sheet, { width, stages: true }).flatMap(({ marks }) => marks.filter((mark) => mark.mark === 'text'));
        const over = texts.filter(({ x, text, type }) => x + faceOf(type.weight).widthOf(text) * type.size > width + 0.5);
        expect(over.map(({ text }) => text)).toEqual([]);
      }
  });

  test.each(languages)(
    'in %s is a page of money and a page of time, with everything that can stand on them',
    async (language) => {
      const [item] = sampleQuote.items;
      const items = [...sampleQuote.items, ...(item ? [item, item] : [])];
      const link = `https://chat.example.com/quotes/${sampleQuote.number}?key=${'k'.repeat(43)}`;
      const pagesOf = async (quote: typeof sampleQuote) =>
        (await quotePdf(quote, sampleTimeline, { ...options(language), link })).toString('latin1').match(/\/Type \/Page\n/g)
          ?.length;
      expect(await pagesOf({ ...sampleQuote, items })).toBe(2);
      // So much that it takes two pages even when set smaller.
      expect(await pagesOf({ ...sampleQuote, items: Array.from({ length: 5 }, () => items).flat() })).toBe(3);
    },
  );

  test.each(languages)('in %s breaks no date, and leaves no character alone on a line', (language) => {
    for (const width of [372, 499]) {
      const blocks = layout(quoteSheet(sampleQuote, sampleTimeline, options(language)), { width, stages: true });
      const texts = blocks.flatMap(({ marks }) => marks.flatMap((mark) => (mark.mark === 'text' ? [mark.text] : [])));
      expect(texts.filter((text) => /^\p{Script=Han}{0,2}[。）]$| \d{1,2}$|^(月|日)/u.test(text))).toEqual([]);
    }
  });

  test('is marked as a sample until the price book is the firm’s own', async () => {
    const sheet = quoteSheet(sampleQuote, sampleTimeline, options());
    expect(sheet.sample).toEqual({ mark: '示例价格', line: '示例价格 · 正式报价由顾问确认' });
    expect(quoteSheet(real, sampleTimeline, options()).sample).toBeNull();
    expect((await quotePdf(real, null, options())).includes('Keywords')).toBe(false);
    expect((await quotePdf(sampleQuote, null, options())).includes('Keywords')).toBe(true);
  });

  test('has words for the same things in both languages', () => {
    expect(keys.en).toEqual(keys['zh-Hans']);
  });
});

describe('the page', () => {
  const links = { pdf: '/quotes/Q1.pdf?key=a&b', png: '/quotes/Q1.png' };
  const page = quotePage(sampleQuote, sampleTimeline, { ...options(), links });

  test('fits the narrowest phone in every language', async () => {
    const browser = await sharedChromium();
    const tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
    for (const language of languages) {
      const own = { ...options(language), links };
      for (const html of [
        quotePage(sampleQuote, sampleTimeline, own),
        timelinePage(sampleTimeline, { ...own, links: { ics: '/' } }),
      ]) {
        await tab.setContent(html);
        expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
    }
    await closePages(browser);
  });

  test('says everything that was computed, with the sample mark in its title, its banner and at the total', () => {
    expect(page.match(/示例价格/g)).toHaveLength(3);
    for (const words of [
      '¥42,000.00',
      '¥25,200.00',
      '¥16,800.00',
      '85–180 个工作日',
      '44–54 个工作日',
      '3–6 个月',
      '广东省',
      sampleQuote.number,
    ])
      expect(page).toContain(words);
    expect(quotePage(real, null, { ...options(), links: {} })).not.toContain('示例价格');
  });

  test('runs no script and loads nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|\son[a-z]+=|https?:|@import|url\(/);
  });

  test('offers the other forms that there are', () => {
    expect(page).toContain('href="/quotes/Q1.pdf?key=a&amp;b"');
    expect(page).not.toContain('>日历<');
  });

  test('shows what others typed as text, never as markup', () => {
    const firm = { ...book.firm, name: { 'zh-Hans': '<img src=x onerror=alert(1)>', en: 'x' } };
    const forged = quotePage(sampleQuote, null, { language: 'zh-Hans', knowledge: { ...book, firm }, links: {} });
    expect(forged).not.toContain('<img');
    expect(forged).toContain('&lt;img');
  });

  test('for Hong Kong and Taiwan readers is in their characters', () => {
    expect(quotePage(sampleQuote, sampleTimeline, { ...options('zh-Hant'), links: {} })).toContain('報價單');
  });
});

describe('the calendar file', () => {
  const calendar = timelineIcs(sampleTimeline, options('en'));

  test('has the start and every stage once, on the days on which it can end', () => {
    const ids = calendar.match(/^UID:.*$/gm) ?? [];
    expect(ids).toHaveLength(1 + 4 + 5);
    expect(new Set(ids).size).toBe(ids.length);
    expect(calendar).toContain('SUMMARY:With an agency: Handing over the documents');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20260107\r\nDTEND;VALUE=DATE:20260108');
  });

  test('is the same each time and marks provisional dates as tentative', () => {
    expect(timelineIcs(sampleTimeline, options('en'))).toBe(calendar);
    const courses = sampleTimeline.courses.map((course) => ({ ...course, provisional: false }));
    expect(timelineIcs({ ...sampleTimeline, courses }, options('en'))).not.toContain('TENTATIVE');
    expect(calendar).toContain('TENTATIVE');
  });
});
