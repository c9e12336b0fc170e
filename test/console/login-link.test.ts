import { afterAll, beforeAll, expect, test } from 'vitest';
import { loginMinutes } from '../../bot/leads/staff.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { expectProblem } from '../web/expect-problem.ts';
import { expectAccessible, openConsole, pictured, signedIn } from './console-browser.ts';

let mail: MailServer;
const house = openConsole(async () => {
  mail = await mailServer();
  return { smtpUrl: mail.url };
});
const own = { 'x-yinlu-console': '1' };

beforeAll(async () => {
  for (const [name, email] of [
    ['周顾问', 'zhou@example.com'],
    ['郑停用', 'zheng@example.com'],
    ['王多次', 'wang@example.com'],
  ] as const) {
    const { id } = await house.site.office.staff.add({ name, role: 'consultant', email });
    if (name === '郑停用') await house.site.office.staff.disable(id);
  }
});

afterAll(() => mail.close());

const ask = (address: string, language = 'zh-Hans'): Promise<Response> =>
  house.site.server.post('/console/login-link', { address, language }, own);
const lettersTo = (address: string) => mail.mails.filter(({ to }) => to.includes(address));

test('who works here gets a link by mail, a stranger and who was shut out get none, and the answer is the same', async () => {
  const answers = await Promise.all(['zhou@example.com', 'stranger@example.com', 'zheng@example.com'].map((each) => ask(each)));
  const told = await Promise.all(
    answers.map(async (answer) => {
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      return JSON.stringify([answer.status, headers, await answer.text()]);
    }),
  );
  expect(new Set(told).size).toBe(1);
  expect(answers[0]?.status).toBe(202);
  await expect.poll(() => mail.mails.length).toBe(1);
  const [letter] = mail.mails;
  expect(letter).toMatchObject({ from: 'bot@example.com', to: ['zhou@example.com'], subject: '顾问台登录链接' });
  const link = new RegExp(`${house.site.server.url}/console#enter=([\\w-]+)`).exec(letter?.words ?? '');
  const token = link?.[1] ?? '';
  // What a mail program opens ahead of its reader uses nothing up: the token is not even in what it asks for.
  expect((await house.site.server.get(`/console`)).status).toBe(200);
  const enter = (headers: Record<string, string>) => house.site.server.post('/console/enter', { token }, headers);
  await expectProblem(await enter({}), 403);
  const entered = await enter(own);
  expect(await entered.json()).toMatchObject({ name: '周顾问' });
  expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  await expectProblem(await enter(own), 401);
});

test('nobody fills a letter box, tries many addresses, or asks from another site', async () => {
  for (let tries = 0; tries < 5; tries++) await ask(' Wang@example.com', 'en');
  await expect.poll(() => lettersTo('wang@example.com').length).toBe(3);
  expect(lettersTo('wang@example.com')[0]?.words).toContain(`It works once, within ${loginMinutes} minutes`);
  const tries = await Promise.all(Array.from({ length: 10 }, (_, index) => ask(`x${index}@example.com`)));
  const refused = tries.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(5);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  await expectProblem(await house.site.server.post('/console/login-link', { address: 'zhou@example.com' }), 403);
  expect(lettersTo('wang@example.com')).toHaveLength(3);
});

test('a manager sends a link; it waits for one press on the page; a broken mail server is told of', async () => {
  const manager = await signedIn(house, { name: '孙主管', role: 'manager' });
  await manager.page.goto(`${house.site.server.url}/console#people`);
  await manager.page.getByRole('button', { name: '登录链接 周顾问' }).click();
  mail.refusals.push({ code: 451, text: 'later' });
  await manager.page.getByRole('button', { name: '发到 zhou@example.com' }).click();
  await manager.page.getByText('没有发出去').waitFor();
  const before = lettersTo('zhou@example.com').length;
  await manager.page.getByRole('button', { name: '发到 zhou@example.com' }).click();
  await manager.page.getByText('已发到邮箱。').waitFor();
  await pictured(manager.page, 'people-send');
  await manager.page.context().close();

  const context = await house.browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 780 } });
  const page = await context.newPage();
  await page.goto(`${house.site.server.url}/console`);
  await page.getByLabel('邮箱').fill('stranger@example.com');
  await page.keyboard.press('Enter');
  await page.getByText('试的次数太多了').waitFor();
  await expectAccessible(page);
  await pictured(page, 'sign-in');
  const link = /\/console(#enter=\S+)/.exec(lettersTo('zhou@example.com')[before]?.words ?? '')?.[1] ?? '';
  await page.goto('about:blank');
  await page.goto(`${house.site.server.url}/console${link}`);
  await page.getByRole('button', { name: '进入顾问台' }).waitFor();
  await expectAccessible(page);
  await pictured(page, 'enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '线索' }).waitFor();
  expect(new URL(page.url()).hash).toBe('#leads');
  await context.close();
}, 90_000);
