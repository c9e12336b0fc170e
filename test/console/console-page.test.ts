import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { chromiumPath } from '../support/chromium.ts';
import { type ConsoleServer, consoleServer } from './console-server.ts';

let site: ConsoleServer;
let browser: Browser;

beforeAll(async () => {
  site = await consoleServer();
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** A page of someone who came by a login link, and everything that its console complained about. */
async function signedIn(
  name: string,
  options: { width: number; locale: string },
): Promise<{ page: Page; id: string; complaints: string[] }> {
  const { id } = await site.hire(name);
  const context = await browser.newContext({ locale: options.locale, viewport: { width: options.width, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${site.server.url}/console/login?token=${await site.office.staff.loginToken(id)}`);
  return { page, id, complaints };
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('a consultant finds the waiting lead by keyboard, claims it, replies, and hears the prospect live', async () => {
  const lead = await site.office.waiting('c_page', {
    service: said('callcentre'),
    phone: said('13800000000'),
    consent: said(true),
  });
  const { page, complaints } = await signedIn('张三', { width: 1100, locale: 'zh-CN' });
  await page.getByRole('link', { name: /service为callcentre/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('13800000000').waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: '认领' }).focus();
  await page.keyboard.press('Enter');
  const box = page.getByLabel('回复客户');
  await box.fill('您好,我是<b>张三</b>');
  await page.keyboard.press('Enter');
  await page.locator('.said-consultant', { hasText: '您好,我是<b>张三</b>' }).waitFor();

  await site.office.act('c_page', (session) => ({ result: null, session, drafts: [{ from: 'prospect', text: '**在的**' }] }));
  await page.locator('.said-prospect', { hasText: '**在的**' }).waitFor();
  await site.office.store.publish({ type: 'typing', conversation: 'c_page', from: 'prospect' });
  await page.getByText('客户正在输入…').waitFor();
  await expectAccessible(page);

  await page.getByRole('button', { name: '交还机器人' }).click();
  await page.getByText('认领以后才能回复。').waitFor();
  await page.getByRole('button', { name: '结案' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '确定' }).click();
  expect(await page.getByRole('dialog').isVisible()).toBe(true);
  await page.getByRole('radio', { name: '未成交' }).check();
  await page.getByLabel('原因').fill('不办了');
  await page.getByRole('button', { name: '确定' }).click();
  await page.getByRole('heading', { name: /未成交/ }).waitFor();
  expect((await site.office.session(lead)).lead.closed).toMatchObject({ outcome: 'lost', reason: '不办了' });
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('who comes too late is told who has the lead', async () => {
  const lead = await site.office.waiting('c_late', { service: said('code-95') });
  const { page } = await signedIn('李四', { width: 1100, locale: 'zh-CN' });
  await page.goto(`${site.server.url}/console#${lead}`);
  const claim = page.getByRole('button', { name: '认领' });
  await claim.waitFor();
  // The page has not heard of the other claim yet when the button is pressed.
  await page.route('**/claim', async (route) => {
    await site.office.desk.claim(lead, { id: 'p_fast', name: '王五', role: 'consultant' });
    await route.continue();
  });
  await claim.click();
  await page.getByText('已经由 王五 认领了。').waitFor();
  // What the server would refuse is not offered.
  await page.getByRole('button', { name: '结案' }).waitFor({ state: 'detached' });
  await page.context().close();
});

test('fits a phone, in English', async () => {
  const lead = await site.office.waiting('c_phone', { service: said('odi') });
  const { page, complaints } = await signedIn('Zhao', { width: 375, locale: 'en-GB' });
  await page.getByRole('link', { name: /service odi/ }).click();
  await page.getByRole('heading', { name: 'Waiting · Grade' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.locator(`a[href="#${lead}"]`).waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('without a login there is a door and nothing else', async () => {
  const { token } = await site.hire('孙七');
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${site.server.url}/console/login?token=used`);
  await page.getByText('这个登录链接已经用过或过期了').waitFor();
  await expectAccessible(page);
  await page.getByLabel('访问令牌').fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('令牌不对。').waitFor();
  await page.getByLabel('访问令牌').fill(token);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '线索' }).waitFor();
  await context.close();
});
