import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { StaffMember } from '../../bot/ports.ts';
import { axeFaults } from '../support/axe.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';
import { type ConsoleServer, consoleServer, type ConsoleSettings } from './console-server.ts';

export interface Console {
  readonly site: ConsoleServer;
  readonly browser: Browser;
}

/** A console and a browser, there for the tests of the file that asks. */
export function openConsole(settings?: () => Promise<ConsoleSettings>): Console {
  const here = {} as { -readonly [Part in keyof Console]: Console[Part] };
  beforeAll(async () => {
    [here.site, here.browser] = await Promise.all([consoleServer(await settings?.()), sharedChromium()]);
  });
  afterAll(async () => {
    await closePages(here.browser);
    await here.site.close();
  });
  return here;
}

export interface Seat {
  readonly page: Page;
  readonly id: string;
  readonly name: string;
  /** Everything that the console of the browser complained about. */
  readonly complaints: string[];
}

interface SeatOptions {
  readonly name: string;
  readonly role?: StaffMember['role'];
  readonly width?: number;
  readonly locale?: string;
}

/** A page of someone who came by a login link. */
export async function signedIn({ browser, site }: Console, options: SeatOptions): Promise<Seat> {
  const { name, role = 'consultant', width = 1400, locale = 'zh-CN' } = options;
  const { id } = await site.hire(name, role);
  const context = await browser.newContext({ locale, viewport: { width, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.server.url}/console/login?token=${await site.office.staff.loginToken(id)}`);
  // Keys do nothing before the page is there.
  await page.locator('.list h1').waitFor();
  return { page, id, name, complaints };
}

/** In the light as a whole; in the dark the colours are others. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axeFaults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFaults(page, ['color-contrast']);
  expect([...light, ...dark]).toEqual([]);
}

/** Neither the page nor this part of it reaches beyond what a screen of this width shows. */
export async function expectWithin(page: Page, selector: string, width: number): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  expect(box?.width).toBeGreaterThan(width / 4);
  expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
  expect(await page.evaluate(() => document.body.scrollWidth)).toBeLessThanOrEqual(width);
}

const pictures = process.env['PICTURES'];

/** For who wants to look at the pages: nothing without a folder to put them in. */
export async function pictured(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}.png` });
  }
}
