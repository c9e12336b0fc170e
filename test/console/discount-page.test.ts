import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectProblem } from '../web/expect-problem.ts';
import { expectAccessible, openConsole, pictured, signedIn } from './console-browser.ts';

const house = openConsole();

test('a consultant asks for a discount, the manager sees it above every view and decides, and the consultant reads it live', async () => {
  const lead = await house.site.office.waiting('c_discount', { service: said('code-95') });
  const consultant = await signedIn(house, { name: '林顾问', width: 1280 });
  const manager = await signedIn(house, { name: '王经理', role: 'manager', width: 1280 });
  await manager.page.keyboard.press('2');
  await consultant.page.goto(`${house.site.server.url}/console#${lead}`);
  await consultant.page.getByRole('button', { name: '认领' }).click();
  const ask = consultant.page.getByRole('button', { name: '申请优惠' });
  await ask.focus();
  await consultant.page.keyboard.press('Enter');
  await consultant.page.getByRole('dialog').getByRole('combobox').selectOption({ label: '老客户优惠 −5%' });
  await consultant.page.getByLabel('为什么给优惠').fill('去年办过年检');
  await pictured(consultant.page, 'discount-ask');
  await consultant.page.keyboard.press('Enter');
  await consultant.page.getByText('等批准').waitFor();

  await manager.page.getByText('有 1 个优惠等您批准。').waitFor();
  await pictured(manager.page, 'discount-banner');
  await manager.page.getByRole('link', { name: 'service为code-95' }).click();
  await manager.page.getByRole('button', { name: '不批准' }).click();
  await manager.page.getByLabel('原因').fill('这次是新公司');
  await manager.page.keyboard.press('Enter');
  await consultant.page.getByText('没批准').first().waitFor();
  await consultant.page.getByText('王经理 决定', { exact: false }).waitFor();

  await ask.click();
  await consultant.page.getByRole('dialog').getByRole('combobox').selectOption('two-services');
  await consultant.page.getByRole('button', { name: '确定' }).click();
  await manager.page.getByRole('button', { name: '批准', exact: true }).waitFor();
  await expectAccessible(manager.page);
  await pictured(manager.page, 'discount-decide');
  await manager.page.getByRole('button', { name: '批准', exact: true }).click();
  await consultant.page.locator('.discount', { hasText: '已批准' }).waitFor();
  await manager.page.getByText('个优惠等您批准').waitFor({ state: 'detached' });
  expect((await house.site.office.session(lead)).lead.discount).toMatchObject({ id: 'two-services', status: 'approved' });
  expect([...consultant.complaints, ...manager.complaints]).toEqual([]);

  await consultant.page.setViewportSize({ width: 390, height: 780 });
  await consultant.page.getByRole('radio', { name: '资料' }).check();
  await consultant.page.locator('.discount').scrollIntoViewIfNeeded();
  await pictured(consultant.page, 'discount-phone');
  expect(await consultant.page.evaluate(() => document.querySelector('.brief')?.scrollWidth)).toBeLessThanOrEqual(390);
  await Promise.all([consultant, manager].map(({ page }) => page.context().close()));
}, 90_000);

test('by the API: what is offered is there for all, what waits for a decision for who decides', async () => {
  const lead = await house.site.office.waiting('c_discount-api', { service: said('code-96') });
  const [zhang, boss] = await Promise.all([house.site.hire('张三'), house.site.hire('王五', 'owner')]);
  const post = (path: string, body: object, { headers }: typeof zhang): Promise<Response> =>
    house.site.server.post(`/api/leads/${lead}/${path}`, body, headers);
  await post('claim', {}, zhang);
  await expectProblem(await post('discount', { discount: 'none' }, zhang), 422);
  await expectProblem(await post('discount/decision', { approve: true }, boss), 409);
  expect((await post('discount', { discount: 'returning' }, zhang)).status).toBe(200);
  await expectProblem(await post('discount/decision', { approve: true }, zhang), 403);
  await expectProblem(await post('discount/decision', { approve: false }, boss), 422);
  const seen = async ({ headers }: typeof zhang) =>
    (await (await house.site.server.get('/api/discounts', headers)).json()) as { offered: object[]; asked: object[] };
  expect(await seen(zhang)).toMatchObject({ offered: [{ id: 'returning', percent: 5 }, { id: 'two-services' }], asked: [] });
  expect((await seen(boss)).asked).toMatchObject([{ lead, id: 'returning' }]);
  expect(await (await post('discount/decision', { approve: true }, boss)).json()).toMatchObject({
    file: { discount: { status: 'approved', decided: { name: '王五' } } },
  });
  await expectProblem(await house.site.server.get('/api/discounts'), 401);
});
