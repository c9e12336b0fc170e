import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { openConsole, signedIn } from './console-browser.ts';

const house = openConsole();

test('two press claim at once: one has the lead, the other is told who, and is offered nothing that would be refused', async () => {
  const lead = await house.site.office.waiting('c_race', { service: said('code-95') });
  const seats = await Promise.all([signedIn(house, { name: '李四' }), signedIn(house, { name: '王五' })]);
  for (const { page } of seats) {
    await page.goto(`${house.site.server.url}/console#${lead}`);
    await page.getByRole('button', { name: '认领' }).waitFor();
  }
  // Both have pressed before either is answered.
  let arrived = 0;
  const { promise: both, resolve: go } = Promise.withResolvers<void>();
  for (const { page } of seats) {
    await page.route('**/claim', async (route) => {
      if (++arrived === 2) go();
      await both;
      await route.continue();
    });
  }
  await Promise.all(seats.map(({ page }) => page.getByRole('button', { name: '认领' }).click()));
  await expect.poll(async () => (await house.site.office.session(lead)).owner).toMatchObject({ name: expect.any(String) });
  const { owner } = await house.site.office.session(lead);
  const [winner, loser] = (
    typeof owner === 'object' && owner.consultant === seats[0].id ? seats : seats.toReversed()
  ) as typeof seats;
  await winner.page.getByLabel('回复客户').waitFor();
  await loser.page.getByText(`已经由 ${winner.name} 认领了。`).waitFor();
  await loser.page.getByRole('button', { name: '结案' }).waitFor({ state: 'detached' });
  await loser.page.getByText(`现在由 ${winner.name} 负责，由对方回复。`).waitFor();
  await Promise.all(seats.map(({ page }) => page.context().close()));
}, 90_000);

test('a lead that begins to wait shows to everybody at once, and what one does the other sees', async () => {
  const here = await signedIn(house, { name: '赵六' });
  const there = await signedIn(house, { name: '吴八', role: 'manager' });
  await there.page.getByRole('heading', { name: '线索' }).waitFor();
  const lead = await house.site.office.waiting('c_both', { service: said('odi') });
  // What the office does by itself tells nobody; a word of the prospect does.
  await house.site.office.act('c_both', (session) => ({ result: null, session, drafts: [{ from: 'prospect', text: '在吗' }] }));
  await there.page.getByRole('link', { name: /service为odi.*等顾问/ }).waitFor();
  await here.page.getByRole('link', { name: /service为odi.*等顾问/ }).click();
  await here.page.getByRole('button', { name: '认领' }).waitFor();
  await here.page.keyboard.press('c');
  await here.page.getByLabel('回复客户').waitFor();
  await there.page.getByRole('link', { name: /service为odi.*已认领.*赵六/ }).click();

  // A manager may free the lead of somebody who is not there; the consultant sees that it is gone.
  await there.page.getByRole('button', { name: '放回' }).click();
  await here.page.getByText('认领以后才能回复。').waitFor();
  await there.page.getByRole('button', { name: '认领' }).click();
  await there.page.getByLabel('回复客户').fill('您好');
  await there.page.keyboard.press('Enter');
  await here.page.locator('.said-consultant', { hasText: '您好' }).waitFor();
  await there.page.getByRole('button', { name: '交还机器人' }).click();
  await expect.poll(async () => (await house.site.office.session(lead)).owner).toBe('bot');
  await here.page.getByText('handoff.returned').waitFor();
  await Promise.all([here, there].map(({ page }) => page.context().close()));
}, 90_000);

function toldIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { told: string[] }).told);
}

test('who asked for it hears and sees a new lead while another window is before them; who is away is left alone', async () => {
  const seats = [await signedIn(house, { name: '冯在' }), await signedIn(house, { name: '陈离' })] as const;
  for (const { page } of seats) {
    // What the system would play and show; no machine without a screen does.
    await page.addInitScript(() => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      AudioContext.prototype.createOscillator = function (this: AudioContext) {
        told.push('note');
        return new OscillatorNode(this);
      };
      class Shown extends EventTarget {
        static readonly permission = 'granted';
        static readonly requestPermission = async (): Promise<string> => 'granted';
        constructor(title: string, { body }: NotificationOptions) {
          super();
          told.push(`${title} ${body}`);
        }
      }
      Object.assign(globalThis, { Notification: Shown });
      Object.defineProperty(document, 'hidden', { get: () => true });
    });
    await page.evaluate(() => localStorage.setItem('yinlu-console', '{"sound":true,"notify":true}'));
    await page.reload();
    await page.locator('.list h1').waitFor();
  }
  const [here, away] = seats;
  await house.site.office.presence.choose(away.id, 'away');
  const looked = away.page.waitForResponse((response) => response.url().endsWith('/api/staff'));
  await house.site.office.waiting('c_heard', { service: said('code-96') });
  await house.site.office.act('c_heard', (session) => ({ result: null, session, drafts: [{ from: 'prospect', text: '在吗' }] }));
  await expect.poll(() => toldIn(here.page)).toEqual(['note', 'note', expect.stringContaining('service为code-96') as string]);
  // Its page has seen the lead as well, and whether they are there.
  await looked;
  await away.page.getByRole('link', { name: /service为code-96/ }).waitFor();
  expect(await toldIn(away.page)).toEqual([]);
  await Promise.all(seats.map(({ page }) => page.context().close()));
}, 90_000);
