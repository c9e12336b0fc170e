import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectAccessible, openConsole, signedIn } from './console-browser.ts';

const house = openConsole();

const phone = { viewport: { width: 390, height: 780 }, reducedMotion: 'reduce' as const };

function linkTo(lead: string): string {
  return `${house.site.server.url}${house.site.claims.links.path(lead, new Date())}`;
}

test('on a phone: sign in, be back at the claim, have the lead with one tap; who taps second reads whose it is', async () => {
  const lead = await house.site.office.waiting('c_phone', { service: said('code-95') });
  const [zhang, li] = await Promise.all([house.site.hire('张三'), house.site.hire('Li')]);
  const contexts = await Promise.all(['zh-CN', 'en-GB'].map((locale) => house.browser.newContext({ locale, ...phone })));
  const [page, late] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page];
  await page.goto(linkTo(lead));
  await page.getByLabel('访问令牌').fill(zhang.token);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: 'service为code-95' }).waitFor();
  await expectAccessible(page);
  // A login link opens a page of its own and leads back to where they wanted to go.
  await late.goto(linkTo(lead));
  await late.getByLabel('Access token').waitFor();
  await late.goto(`${house.site.server.url}/console/login?token=${await house.site.office.staff.loginToken(li.id)}`);
  await late.getByRole('button', { name: 'Claim' }).waitFor();
  expect((await house.site.office.session(lead)).owner).toBe('waiting');

  await page.getByRole('button', { name: '认领' }).click();
  await page.getByText('归您了，客户知道您来接。').waitFor();
  await late.getByRole('button', { name: 'Claim' }).click();
  await late.getByText('张三 has claimed it already.').waitFor();
  expect(await late.getByRole('button', { name: 'Claim' }).count()).toBe(0);
  expect((await house.site.office.session(lead)).owner).toMatchObject({ name: '张三' });
  await late.goto(`${linkTo(lead)}x`);
  await late.getByText('This link is not right').waitFor();
  await late.getByRole('link', { name: 'Open the desk' }).waitFor();
  await page.getByRole('link', { name: '打开对话' }).click();
  await page.getByLabel('回复客户').waitFor();
  await Promise.all(contexts.map((context) => context.close()));
}, 90_000);

test('an alarm stands above every view until it is dismissed or the lead is claimed', async () => {
  const leads = await Promise.all(['c_x', 'c_y'].map((id) => house.site.office.waiting(id, { service: said(id) })));
  const seat = await signedIn(house, { name: '赵六', role: 'manager' });
  const { page } = seat;
  for (const conversation of ['c_x', 'c_y']) {
    await house.site.alarms.raise(conversation, { event: 'lead.waiting', reason: 'asked', tried: ['wecom', 'email'] });
  }
  // It comes by itself to a page that is open.
  await page.getByText('有 2 位客户在等，但没能通知到任何人。').waitFor();
  await page.getByText('企业微信、邮件都没收下').waitFor();
  await expectAccessible(page);
  await page.goto(`${house.site.server.url}/console#figures`);
  await page.getByRole('button', { name: '知道了 service为c_x' }).click();
  await page.getByText('有 1 位客户在等').waitFor();
  await page.getByRole('alert').getByRole('link', { name: 'service为c_y' }).click();
  await page.getByRole('button', { name: '认领' }).click();
  await page.getByText('没能通知到任何人').waitFor({ state: 'detached' });
  expect((await house.site.office.session(leads[1] ?? '')).owner).toMatchObject({ name: '赵六' });
  expect(seat.complaints).toEqual([]);
  await page.context().close();
}, 90_000);
