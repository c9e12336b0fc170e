import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectAccessible, openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();
const at = (hash: string): string => `${house.site.server.url}/console#${hash}`;

test('a reply is sent where the page came on plain http, and a draft waits while another lead is looked at', async () => {
  const lead = await house.site.office.waiting('c_draft', { service: said('code-95') });
  const other = await house.site.office.waiting('c_draft-other', { service: said('code-96') });
  const { page, complaints } = await signedIn(house, { name: '冯一' });
  // A browser gives it to pages that came over https, or from this machine, only.
  await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, 'randomUUID'));
  await page.goto(at(lead));
  await page.reload();
  await page.getByRole('button', { name: '认领' }).click();
  const box = page.getByLabel('回复客户');
  await box.waitFor();
  // Whoever claims wants to write.
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('写了一半');
  await page.goto(at(other));
  await page.getByRole('heading', { name: 'service为code-96' }).waitFor();
  await page.goto(at(lead));
  await box.waitFor();
  expect(await box.inputValue()).toBe('写了一半');
  await box.press('Enter');
  await page.locator('.said-consultant', { hasText: '写了一半' }).waitFor();
  expect(await box.inputValue()).toBe('');
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

test('what does not open says so, and opens when the server is back', async () => {
  const lead = await house.site.office.waiting('c_away', { service: said('code-95') });
  const { page } = await signedIn(house, { name: '陈二' });
  await page.route('**/api/leads**', (route) => route.fulfill({ status: 500, body: '' }));
  await page.goto(at(lead));
  await page.locator('.lead').getByText('没有打开。').waitFor();
  await expectAccessible(page);
  await pictured(page, 'not-opened');
  await page.reload();
  await page.locator('.list').getByText('没有打开。').waitFor();
  await page.unroute('**/api/leads**');
  await page.getByRole('heading', { name: 'service为code-95' }).waitFor();
  await page.locator(`.list a[href="#${lead}"]`).waitFor();

  // What the server refuses is not tried again by itself.
  await page.route(`**/api/leads/${lead}`, (route) => route.fulfill({ status: 403, json: {} }));
  await page.reload();
  await page.locator('.lead').getByText('没有打开。').waitFor();
  const again = page.locator('.lead').getByRole('button', { name: '再试一次' });
  await Promise.all([page.waitForRequest(`**/api/leads/${lead}`), again.click()]);
  await page.context().close();
}, 90_000);

test('who puts a fact right is told that the prospect sees it, and beside the field what was not understood', async () => {
  const lead = await house.site.office.waiting('c_editor', { scope: said('provincial') });
  const { page } = await signedIn(house, { name: '褚三' });
  await page.goto(at(lead));
  await page.getByRole('button', { name: '修改scope@zh-Hans' }).click();
  const box = page.getByRole('textbox', { name: 'scope@zh-Hans' });
  expect(await box.inputValue()).toBe('scope为provincial');
  await page.locator('.editor', { hasText: '保存后会告诉客户。' }).waitFor();
  await expectAccessible(page);
  await pictured(page, 'editor');
  await box.fill('');
  await page.keyboard.press('Enter');
  expect(await box.evaluate((field: HTMLInputElement) => field.validity.valueMissing && field.matches(':focus'))).toBe(true);
  await page.route('**/facts', (route) => route.fulfill({ status: 422, json: {} }));
  await box.fill('不知道');
  await page.keyboard.press('Enter');
  await page.locator('.editor').getByText('这个值没认出来').waitFor();
  expect(await page.locator('.trouble').textContent()).toBe('');
  await page.context().close();
}, 90_000);

test('a quote, and what a letter pressed by mistake would do to a lead, ask first', async () => {
  const lead = await house.site.office.waiting('c_asks', { service: said('code-95') });
  const { page } = await signedIn(house, { name: '卫四' });
  await page.goto(at(lead));
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByLabel('回复客户').waitFor();
  await page.locator('#lead-title').focus();
  const dialog = page.getByRole('dialog');
  for (const [key, title] of [
    ['q', '把报价发给客户？'],
    ['b', '把客户交还机器人？'],
    ['u', '放回这条线索？'],
    // Once more the same, and at once: what closed the one before must not close this one, too.
    ['u', '放回这条线索？'],
    ['u', '放回这条线索？'],
  ] as const) {
    await page.keyboard.press(key);
    await dialog.getByRole('heading', { name: title }).waitFor();
    await pictured(page, `asks-${key}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  expect((await house.site.office.session(lead)).owner).toMatchObject({ name: '卫四' });
  expect(await page.locator('.said-consultant').count()).toBe(0);
  await page.keyboard.press('u');
  await dialog.getByRole('button', { name: '放回' }).click();
  await page.getByText('认领以后才能回复。').waitFor();
  await page.context().close();
}, 90_000);

test('leads of the same wish are told apart and found by what the prospect is called, while consent stands', async () => {
  const slots = { service: said('code-95'), scope: said('nationwide'), name: said('王先生') };
  const lead = await house.site.office.waiting('c_named', { ...slots, consent: said(true) });
  await house.site.office.waiting('c_nameless', slots);
  const { page } = await signedIn(house, { name: '蒋五', width: 1280 });
  const row = page.locator(`a[href="#${lead}"]`);
  await row.getByText('王先生').waitFor();
  expect(await row.locator('.headline').evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  await pictured(page, 'rows');
  await page.keyboard.press('/');
  await page.keyboard.type('王先生');
  await page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
  await row.click();
  await page.getByRole('heading', { name: /王先生 · / }).waitFor();
  await pictured(page, 'named');
  await expectAccessible(page);
  await page.context().close();
}, 90_000);

test('the settings are named, and a browser that does not notify says why', async () => {
  const { page } = await signedIn(house, { name: '沈六' });
  await page.addInitScript(() => {
    Notification.requestPermission = async () => 'denied';
  });
  await page.reload();
  await page.getByLabel('沈六 的设置').click();
  for (const name of ['接待状态', '外观']) expect(await page.getByText(name, { exact: true }).isVisible()).toBe(true);
  await page.getByLabel('新线索弹通知').click();
  await page.getByText('浏览器不让本站弹通知').waitFor();
  await expectAccessible(page);
  await pictured(page, 'account');
  await page.context().close();
}, 90_000);

test('a brief in English calls things as a consultant does', async () => {
  const { reading } = house.site.office;
  expect([reading.say.name('scope', 'en'), reading.say.name('phone', 'en')]).toEqual(['Scope', 'phone@en']);
});
