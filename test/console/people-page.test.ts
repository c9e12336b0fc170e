import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();

async function expectNarrow(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: Math.max(...[...document.querySelectorAll('.page, dialog, body')].map(({ scrollWidth }) => scrollWidth)),
    room: innerWidth,
  }));
  expect(wide).toBeLessThanOrEqual(room);
}

test('the owner adds a colleague by keyboard, hands on the link that lets them in, and shuts them out again', async () => {
  const seat = await signedIn(house, { name: '钱负责', role: 'owner', width: 1280 });
  const { page } = seat;
  await page.keyboard.press('4');
  await page.getByRole('button', { name: '添加同事' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('姓名').fill('李新来');
  await page.getByRole('radio', { name: '主管' }).check();
  await page.getByLabel('小组').selectOption('overseas');
  await page.getByLabel('邮箱').fill('li@example.com');
  await expectAccessible(page);
  await pictured(page, 'people-add');
  await page.keyboard.press('Enter');
  const link = await page.getByRole('textbox', { name: '登录链接' }).inputValue();
  await pictured(page, 'people-link');
  // The token in it is shown this once: neither a slip of the hand nor of a key takes it away.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.click(5, 5);
  expect(await page.getByLabel('访问令牌').isVisible()).toBe(true);
  await page.getByRole('button', { name: '知道了' }).click();
  const card = page.getByRole('listitem').filter({ hasText: '李新来' });
  await card.getByText('overseas · li@example.com').waitFor();

  const context = await house.browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 780 } });
  const theirs = await context.newPage();
  await theirs.goto(`${house.site.server.url}${link}`);
  await theirs.getByRole('link', { name: '同事' }).click();
  await theirs.getByRole('heading', { name: '李新来' }).waitFor();
  // A manager is not over the owner, and everybody has their own address in hand.
  expect(await theirs.getByRole('button', { name: '停用 钱负责' }).count()).toBe(0);
  await expectNarrow(theirs);
  await expectAccessible(theirs);
  await pictured(theirs, 'people-phone');
  await theirs.getByRole('button', { name: '修改 李新来' }).click();
  await theirs.getByLabel('企业微信账号').waitFor();
  expect(await theirs.getByRole('radio', { name: '主管' }).count()).toBe(0);
  await theirs.getByLabel('邮箱').fill('');
  await theirs.getByRole('button', { name: '保存' }).click();
  await theirs.getByRole('dialog').waitFor({ state: 'detached' });
  expect((await house.site.office.staff.list()).find(({ name }) => name === '李新来')).not.toHaveProperty('email');

  await page.getByRole('button', { name: '登录与记录 李新来' }).click();
  await page.getByRole('button', { name: '退出全部设备' }).waitFor();
  await expectAccessible(page);
  await pictured(page, 'people-record');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '停用 李新来' }).click();
  await page.getByRole('dialog', { name: '停用 李新来？' }).getByRole('button', { name: '停用' }).click();
  await card.getByText('已停用').waitFor();
  await pictured(page, 'people');
  await theirs.reload();
  await theirs.getByLabel('访问令牌').waitFor();
  expect(seat.complaints).toEqual([]);
  await Promise.all([page, theirs].map((each) => each.context().close()));
}, 90_000);

test('a manager reads the page in English; a consultant is not offered it', async () => {
  const seat = await signedIn(house, { name: 'Ann', role: 'manager', width: 390, locale: 'en-GB' });
  await seat.page.getByRole('link', { name: 'People' }).click();
  await seat.page.getByRole('button', { name: 'Add a colleague' }).click();
  await seat.page.getByLabel('Name').fill('Bo');
  await seat.page.getByLabel('WeCom user id').fill('李');
  await seat.page.getByRole('button', { name: 'Save' }).click();
  await seat.page.getByText('Not saved').waitFor();
  await expectNarrow(seat.page);
  await pictured(seat.page, 'people-english');
  await seat.page.getByLabel('WeCom user id').fill('bo');
  await seat.page.getByRole('button', { name: 'Save' }).click();
  await seat.page.getByRole('textbox', { name: 'Login link' }).waitFor();
  await expectNarrow(seat.page);
  const plain = await signedIn(house, { name: '周顾问' });
  await plain.page.goto(`${house.site.server.url}/console#people`);
  await plain.page.getByRole('heading', { name: '线索' }).waitFor();
  expect(await plain.page.getByRole('link', { name: '同事' }).count()).toBe(0);
  expect(seat.complaints.filter((text) => !text.includes('400'))).toEqual([]);
  await Promise.all([seat, plain].map(({ page }) => page.context().close()));
}, 90_000);
