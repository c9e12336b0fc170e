import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { ContractServer } from './contract-server.ts';

let browser: Browser;
let server: ContractServer;
let origin: string;
let context: BrowserContext;
let page: Page;
let widget: Locator;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  server = new ContractServer();
  server.pages.set('/', { body: hostPage() });
  origin = await server.listen();
  context = await browser.newContext();
  page = await context.newPage();
  widget = page.locator('yinlu-widget');
});
afterEach(async () => {
  await context.close();
  await server.close();
});

function hostPage(attributes = ''): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>某公司</title></head><body><main><h1>某公司</h1></main><script src="/widget.js" async ${attributes}></script></body></html>`;
}

async function open(): Promise<void> {
  await page.goto(origin);
  await widget.locator('.launcher').click();
  await widget.getByText('想办哪类资质').waitFor();
}

async function write(text: string): Promise<void> {
  await widget.getByLabel('写给顾问的话').fill(text);
  await widget.getByLabel('写给顾问的话').press('Enter');
}

const bubbles = (): Promise<string[]> => widget.locator('.bubble:not(.typing)').allInnerTexts();

describe('a conversation', () => {
  it('is had by keyboard alone, and the focus returns to the launcher', async () => {
    await page.goto(origin);
    const launcher = widget.getByRole('button', { name: '在线咨询' });
    await launcher.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await widget.getByText('想办哪类资质').waitFor();
    expect(await widget.getByRole('dialog', { name: '在线顾问' }).isVisible()).toBe(true);
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Enter');
    await widget.getByText('收到').waitFor();
    expect(server.said()).toEqual(['第一行\n第二行']);
    await page.keyboard.press('Escape');
    expect(await widget.getByRole('dialog').isVisible()).toBe(false);
    expect(await launcher.evaluate((element) => element === (element.getRootNode() as ShadowRoot).activeElement)).toBe(true);
    expect(await launcher.getAttribute('aria-expanded')).toBe('false');
  });

  it('goes on after a reload, with nothing lost and nothing doubled', async () => {
    await open();
    await write('一千万');
    await widget.getByText('收到:一千万').waitFor();
    const before = await bubbles();
    await page.reload();
    await widget.locator('.launcher').click();
    await widget.getByText('收到:一千万').waitFor();
    expect(await bubbles()).toEqual(before);
    await write('都是内资');
    await widget.getByText('收到:都是内资').waitFor();
    expect(server.conversations.size).toBe(1);
    expect(server.said()).toEqual(['一千万', '都是内资']);
  });
});
