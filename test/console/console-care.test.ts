import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectAccessible, expectWithin, openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();

test('a manager gives a lead to a colleague who is there, and not to one who is away; each sees it at once', async () => {
  const lead = await house.site.office.waiting('c_given', { service: said('odi') });
  const manager = await signedIn(house, { name: '吴经理', role: 'manager' });
  const near = await signedIn(house, { name: '李四' });
  const away = await signedIn(house, { name: '赵六' });
  await away.page.getByLabel('赵六 的设置').click();
  await away.page.getByRole('radio', { name: '暂离' }).check();
  await pictured(away.page, 'presence');
  await expect.poll(() => house.site.office.presence.of(away.id)).toBe('away');
  await away.page.getByRole('button', { name: '登录的设备' }).click();
  await away.page.getByRole('dialog').getByText('Chrome · Linux').waitFor();
  await away.page.getByRole('dialog').getByText('这台').waitFor();
  await expectAccessible(away.page);
  await pictured(away.page, 'sessions');
  await away.page.keyboard.press('Escape');

  await manager.page.goto(`${house.site.server.url}/console#${lead}`);
  await manager.page.getByText('分给…').click();
  await manager.page.getByRole('button', { name: '李四' }).waitFor();
  expect(await manager.page.getByRole('button', { name: '赵六' }).count()).toBe(0);
  await expectAccessible(manager.page);
  await pictured(manager.page, 'assign');
  await manager.page.setViewportSize({ width: 390, height: 780 });
  await expectWithin(manager.page, '.menu[open] .menu-body', 390);
  await manager.page.getByRole('button', { name: '李四' }).click();
  await expect.poll(async () => (await house.site.office.session(lead)).owner).toMatchObject({ consultant: near.id });
  await near.page.goto(`${house.site.server.url}/console#${lead}`);
  await near.page.getByLabel('回复客户').waitFor();

  // A script that asks for more than the page offers is told why not.
  const refused = await manager.page.evaluate(
    async ([id, to]) => {
      const headers = { 'content-type': 'application/json', 'x-yinlu-console': '1' };
      const answer = await fetch(`/api/leads/${id}/assign`, { method: 'POST', headers, body: JSON.stringify({ to }) });
      return `${answer.status} ${((await answer.json()) as { title?: string; detail?: string }).detail}`;
    },
    [lead, away.id],
  );
  expect(refused).toMatch(/^409 .*赵六 is away/);

  // Another closes it just before this one puts it back: what happened is said, and shown.
  await near.page.route('**/release', async (route) => {
    await house.site.office.desk.close(lead, { id: '', name: '', role: 'owner' }, { outcome: 'lost', reason: '重复' });
    await route.continue();
  });
  await near.page.getByRole('button', { name: '放回' }).click();
  await near.page.getByText('刚才有人改过，没有做成').waitFor();
  await near.page.locator('.lead-sub', { hasText: '未成交' }).waitFor();
  await near.page.getByText('已经结案，不再回复。').waitFor();
  await Promise.all([manager, near, away].map(({ page }) => page.context().close()));
}, 90_000);

test('notes, the step of the cooperation and dates after the sale are kept; managers see who did what, consultants do not', async () => {
  const lead = await house.site.office.waiting('c_care', { service: said('odi') });
  const { page, complaints } = await signedIn(house, { name: '钱九' });
  const manager = await signedIn(house, { name: '王经理', role: 'manager', width: 375 });
  await page.goto(`${house.site.server.url}/console#${lead}`);
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByRole('textbox', { name: '备注' }).fill('下午再打一次');
  await page.keyboard.press('Enter');
  await page.locator('.brief li', { hasText: '下午再打一次' }).waitFor();
  await page.getByRole('combobox', { name: '合作进度' }).selectOption({ label: '签约' });
  await expect.poll(async () => (await house.site.office.session(lead)).lead.stage?.step).toBe('contract');
  await page.keyboard.press('Escape');
  await house.site.office.desk.close(lead, { id: '', name: '', role: 'owner' }, { outcome: 'won', reason: '已签约' });
  await page.goto(`${house.site.server.url}/console#${lead}`);
  await page.getByLabel('年检').fill('2027-03-31');
  await expect
    .poll(async () => (await house.site.office.session(lead)).lead.dates)
    .toEqual({ 'annual-inspection': '2027-03-31' });
  expect(await page.getByText('谁看过、改过').count()).toBe(0);
  await page.getByLabel('年检').scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await pictured(page, 'care');

  await manager.page.goto(`${house.site.server.url}/console#${lead}`);
  await manager.page.getByRole('radio', { name: '资料' }).check();
  await manager.page.getByRole('heading', { name: '谁看过、改过' }).locator('..').getByRole('button').click();
  await manager.page.locator('.audit li', { hasText: '钱九 · 改合作进度' }).waitFor();
  await manager.page.locator('.audit').scrollIntoViewIfNeeded();
  await expectAccessible(manager.page);
  expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await pictured(manager.page, 'audit-phone');
  expect(complaints).toEqual([]);
  await Promise.all([page, manager.page].map((each) => each.context().close()));
}, 90_000);

test('a lead of the same company is proposed, merged after a question, and each page leads to the other talk', async () => {
  const other = await house.site.office.waiting('c_twice', { service: said('odi'), company: said('示例甲（深圳）有限公司') });
  const lead = await house.site.office.waiting('c_once', { service: said('odi'), company: said('示例甲股份有限公司') });
  const { page, complaints } = await signedIn(house, { name: '孙七' });
  await house.site.office.desk.lead(other, { id: '', name: '', role: 'owner' }); // looked at, it is found
  await page.goto(`${house.site.server.url}/console#${lead}`);
  const line = page.locator('.kin', { hasText: '可能是同一位客户' });
  await line.getByRole('link').waitFor();
  expect(await line.getByRole('button').count()).toBe(0); // nobody has either of them
  await page.setViewportSize({ width: 390, height: 780 });
  await expectWithin(page, '.lead-head h1', 390);
  await pictured(page, 'kin-phone');
  await page.setViewportSize({ width: 1400, height: 800 });
  await page.getByRole('button', { name: '认领' }).click();
  await line.getByRole('button', { name: '合并' }).click();
  await page.getByRole('dialog').getByText('合并后不能撤销').waitFor();
  await expectAccessible(page);
  await pictured(page, 'merge');
  await page.getByRole('dialog').getByRole('button', { name: '合并' }).click();
  await page.locator('.kin', { hasText: '有一条线索并到了这里' }).waitFor();
  expect(await line.count()).toBe(0);
  await pictured(page, 'merged');
  await page.locator('.kin').getByRole('link').click();
  await page.locator('.kin', { hasText: '已并入另一条线索' }).waitFor();
  expect(await page.getByRole('button', { name: /放回|交还机器人|结案/ }).count()).toBe(0);
  expect((await house.site.office.session(other)).lead).toMatchObject({ status: 'lost', merged: { into: lead } });
  expect(complaints).toEqual([]);
  await page.context().close();
}, 90_000);
