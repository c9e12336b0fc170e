import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectAccessible, openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();

test('a consultant finds the waiting lead by keyboard, claims it, replies, and hears the prospect live', async () => {
  const lead = await house.site.office.waiting('c_page', {
    service: said('callcentre'),
    phone: said('13800000000'),
    consent: said(true),
  });
  const { page, complaints } = await signedIn(house, { name: '张三' });
  await page.getByRole('link', { name: /service为callcentre/ }).waitFor();
  await page.keyboard.press('j');
  await page.getByRole('heading', { name: 'service为callcentre' }).waitFor();
  await page.getByRole('link', { name: '13800000000' }).waitFor();
  await expectAccessible(page);

  await page.keyboard.press('c');
  const box = page.getByLabel('回复客户');
  await box.waitFor();
  await page.keyboard.press('r');
  await page.keyboard.type('您好,我是<b>张三</b>');
  await page.keyboard.press('Enter');
  await page.locator('.said-consultant', { hasText: '您好,我是<b>张三</b>' }).waitFor();

  await house.site.office.act('c_page', (session) => ({
    result: null,
    session,
    drafts: [{ from: 'prospect', text: '**在的**' }],
  }));
  await page.locator('.said-prospect', { hasText: '**在的**' }).waitFor();
  await house.site.office.store.publish({ type: 'typing', conversation: 'c_page', from: 'prospect' });
  await page.getByText('客户正在输入…').waitFor();

  await page.getByRole('button', { name: '交还机器人' }).click();
  await page.getByText('认领以后才能回复。').waitFor();
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '确定' }).click();
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByRole('radio', { name: '未成交' }).check();
  await dialog.getByRole('button', { name: '联系不上' }).click();
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.locator('.lead-sub', { hasText: '未成交' }).waitFor();
  expect((await house.site.office.session(lead)).lead.closed).toMatchObject({ outcome: 'lost', reason: '联系不上' });
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

test('a fact is put right in its place, a template is filled in, and a quote is sent', async () => {
  const lead = await house.site.office.waiting('c_facts-page', { scope: said('provincial') });
  const { page, complaints } = await signedIn(house, { name: '钱九' });
  await page.goto(`${house.site.server.url}/console#${lead}`);
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByText('常用语').click();
  await page.getByRole('button', { name: /打招呼/ }).click();
  const box = page.getByLabel('回复客户');
  // The line that names the service is left out: it is not known.
  expect(await box.inputValue()).toBe('您好，我是示例公司的顾问钱九。');

  await page.getByRole('button', { name: '修改scope@zh-Hans' }).click();
  await page.getByRole('textbox', { name: 'scope@zh-Hans' }).fill('nationwide');
  await page.keyboard.press('Enter');
  await page.locator('.facts', { hasText: 'scope为nationwide' }).waitFor();
  expect((await house.site.office.session(lead)).state.slots['scope']).toMatchObject({ value: 'nationwide', by: 'consultant' });
  await page.getByRole('button', { name: '发报价' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发报价' }).click();
  await page.locator('.said-consultant', { hasText: '报价' }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

test('who writes to WeChat reads how much it still takes, and why not when it takes nothing', async () => {
  const lead = await house.site.office.waiting('c_window', { service: said('code-96') });
  const allow = (sends: number) =>
    house.site.office.act('c_window', (session) => ({
      result: null,
      session: { ...session, channel: 'wechat-oa', reach: { openid: 'o1', message: { at: Date.now(), sends } } },
    }));
  await allow(3);
  const { page, complaints } = await signedIn(house, { name: '何十一' });
  await page.goto(`${house.site.server.url}/console#${lead}`);
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByText('还收 2 条消息').waitFor();
  await page.locator('.lead-sub', { hasText: '公众号' }).waitFor();
  await pictured(page, 'window');
  await allow(5);
  await page.getByLabel('回复客户').fill('在吗');
  await page.keyboard.press('Enter');
  await page.getByText('对方的渠道现在收不了消息，请用电话').waitFor();
  await page.reload();
  await page.getByText('要等对方再写').waitFor();
  expect(complaints.filter((text) => !text.includes('409'))).toEqual([]);
  await page.context().close();
}, 90_000);

test('search and filters find what they say, and nothing is told of what is not there', async () => {
  await house.site.office.waiting('c_find', { service: said('pawn-shop') });
  const { page } = await signedIn(house, { name: '周十' });
  await page.keyboard.press('/');
  await page.keyboard.type('pawn-shop');
  await page.getByRole('link', { name: /pawn-shop/ }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.row').length === 1);
  await page.getByRole('radio', { name: '我的' }).check();
  await page.getByText('没有找到。').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  await expectAccessible(page);
  await page.context().close();
}, 90_000);

test('fits a phone, in English', async () => {
  const lead = await house.site.office.waiting('c_phone', { service: said('odi') });
  const { page, complaints } = await signedIn(house, { name: 'Zhao', width: 375, locale: 'en-GB' });
  await page.getByRole('link', { name: /service odi/ }).click();
  await page.getByRole('heading', { name: 'service odi' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Brief' }).check();
  await page.getByRole('complementary', { name: 'Brief' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.locator(`a[href="#${lead}"]`).waitFor();
  await page.getByLabel('Settings of Zhao').click();
  await page.getByText('Sound for a new lead').waitFor();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);

test('without a login there is a door and nothing else', async () => {
  const { token } = await house.site.hire('孙七');
  const context = await house.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${house.site.server.url}/console/login?token=used`);
  await page.getByText('这个登录链接已经用过或过期了').waitFor();
  await expectAccessible(page);
  await page.getByLabel('访问令牌').fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('令牌不对。').waitFor();
  await page.getByLabel('访问令牌').fill(token);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '线索' }).waitFor();
  await context.close();
}, 90_000);

test('every view is accessible, and so is whatever opens over it', async () => {
  const { office, server } = house.site;
  const lead = await office.waiting('c_views', { service: said('code-95'), phone: said('13800000001'), consent: said(true) });
  await house.site.hire('郑十二');
  const { page, complaints } = await signedIn(house, { name: '冯负责', role: 'owner' });
  const button = (name: string) => page.getByRole('button', { name }).first();
  await page.goto(`${server.url}/console#${lead}`);
  await button('认领').click();
  await page.getByLabel('回复客户').waitFor();
  await page.getByText('常用语').click();
  await button('打招呼').waitFor();
  await expectAccessible(page);
  await pictured(page, 'templates');
  await page.keyboard.press('Escape');
  await button('修改service@zh-Hans').click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await button('申请优惠').click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  for (const [view, heading] of [
    ['figures', '数据'],
    ['questions', '待补答案'],
    ['people', '同事'],
  ] as const) {
    await page.goto(`${server.url}/console#${view}`);
    await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
    await expectAccessible(page);
  }
  for (const name of ['修改 郑十二', '登录链接 郑十二', '登录与记录 郑十二']) {
    await button(name).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  }
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);
