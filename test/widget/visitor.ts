import { type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildWidget, type Widget } from '../../adapters/web/widget/build.ts';
import { axeFaults } from '../support/axe.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';
import { ContractServer } from './contract-server.ts';

/** Somebody in front of a page with the widget. */
export interface Visitor {
  readonly server: ContractServer;
  readonly origin: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly widget: Locator;
  readonly launcher: Locator;
  readonly input: Locator;
  /** Comes to the page and opens the panel. */
  readonly open: () => Promise<void>;
  readonly write: (text: string) => Promise<void>;
  /** Waits for words to be shown. */
  readonly sees: (text: string) => Promise<void>;
  readonly bubbles: () => Promise<string[]>;
  /** Whether all of an element is within the part of the log that is shown. */
  readonly inSight: (element: Locator) => Promise<boolean>;
  /** What axe finds wrong on the page as it is now. */
  readonly faults: () => Promise<string[]>;
}

let browser: Browser;
let widget: Widget;
let built: Promise<Widget> | undefined;
const open: (() => Promise<unknown>)[] = [];

/** One browser for a file's tests; what each of them opens is closed after it. */
export function useVisitors(): void {
  beforeAll(async () => {
    [widget, browser] = await Promise.all([(built ??= buildWidget({ wechat: true })), sharedChromium()]);
  });
  afterEach(async () => {
    for (const close of open.splice(0).toReversed()) await close();
  });
  afterAll(() => closePages(browser));
}

export async function server(): Promise<{ server: ContractServer; origin: string }> {
  const made = new ContractServer(widget);
  const origin = await made.listen();
  open.push(() => made.close());
  return { server: made, origin };
}

export async function visitor({
  attributes = '',
  ...options
}: BrowserContextOptions & { attributes?: string } = {}): Promise<Visitor> {
  const { server: made, origin } = await server();
  made.pages.set('/', { body: hostPage(`<script src="/widget.js" async ${attributes}></script>`) });
  const context = await browser.newContext(options);
  open.push(() => context.close());
  return { server: made, origin, context, ...(await seat(context, origin)) };
}

/** The same visitor in one more tab. */
export async function seat(context: BrowserContext, address: string): Promise<Omit<Visitor, 'server' | 'origin' | 'context'>> {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const root = page.locator('yinlu-widget');
  const launcher = root.locator('.launcher');
  const input = root.getByLabel('写给顾问的话');
  return {
    page,
    widget: root,
    launcher,
    input,
    async open() {
      await page.goto(address);
      await launcher.click();
      await root.locator('.said').first().waitFor();
    },
    async write(text) {
      await input.fill(text);
      await input.press('Enter');
    },
    sees: (text) => root.getByText(text, { exact: true }).first().waitFor(),
    bubbles: () => root.locator('.bubble:not(.typing)').allInnerTexts(),
    inSight: (element) =>
      element.evaluate((shown) => {
        const [box, view] = [shown, shown.closest('.log')!].map((one) => one.getBoundingClientRect());
        return box!.top >= view!.top && box!.bottom <= view!.bottom;
      }),
    faults: async () => {
      // An element that is still fading in has not its own colours yet.
      await page.waitForFunction(() =>
        document
          .querySelector('yinlu-widget')
          ?.shadowRoot?.getAnimations()
          .every(({ playState }) => playState !== 'running'),
      );
      return axeFaults(page);
    },
  };
}

export function hostPage(scripts: string, head = ''): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>某公司</title>${head}</head><body><main><h1>某公司</h1><p>我们的网站。</p></main>${scripts}</body></html>`;
}
