import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff } from '../../bot/leads/staff.ts';
import { openRedis } from '../../bot/store/redis.ts';
import { root, startApp } from '../bench/app-server.ts';
import type { Daemon } from '../bench/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';

const sundayEvening = '2027-01-10T12:00:00Z'; // 20:00 in Shanghai
const mondayMorning = '2027-01-11T01:02:00Z'; // two minutes after the office has opened

let dir: string;
let redis: RedisServer;
let app: Daemon;
let browser: Browser;
let address: string;

/** What time it is for the server. */
function setClock(at: string): void {
  writeFileSync(join(dir, 'clock'), at);
  if (app) process.kill(app.pid, 'SIGUSR2');
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'yinlu-desk-'));
  setClock(sundayEvening);
  const [port, server, chrome] = await Promise.all([freePort(), startRedis(), sharedChromium()]);
  [redis, browser, address] = [server, chrome, `http://127.0.0.1:${port}`];
  app = await startApp({
    port,
    dataDir: dir,
    redisPort: Number(new URL(redis.url).port),
    env: { CLOCK_FILE: join(dir, 'clock') },
    nodeFlags: ['--import', `${root}test/support/moved-clock.ts`],
  });
});

afterAll(async () => {
  await closePages(browser);
  await app.stop();
  await redis.stop();
  rmSync(dir, { recursive: true });
});

/** Two consultants' consoles, each in a browser of its own, as a login link opens them. */
async function consultants(): Promise<[Page, Page]> {
  const store = await openRedis({ url: redis.url });
  const staff = createStaff({ store, now: () => new Date(sundayEvening) });
  const links = await Promise.all(
    ['林顾问', '陈顾问'].map(async (name) => {
      const { id } = await staff.add({ name, role: 'consultant' });
      return `${address}/console/login?token=${await staff.loginToken(id)}`;
    }),
  );
  await store.close();
  return (await Promise.all(
    links.map(async (link) => {
      const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
      await page.goto(link);
      await page.getByRole('heading', { name: '线索' }).waitFor();
      return page;
    }),
  )) as [Page, Page];
}

/** A prospect in front of the widget. */
class Prospect {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  static async comes(): Promise<Prospect> {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    await page.goto(address);
    await page.locator('yinlu-widget .launcher').click();
    const prospect = new Prospect(page);
    await prospect.hears('一句话告诉我');
    return prospect;
  }

  async says(text: string): Promise<void> {
    await this.#page.locator('yinlu-widget textarea').fill(text);
    await this.#page.keyboard.press('Enter');
  }

  async hears(text: string | RegExp): Promise<void> {
    await this.#page.locator('yinlu-widget .said:not(.own) .bubble', { hasText: text }).last().waitFor();
  }

  async taps(label: string): Promise<void> {
    await this.#page.locator('yinlu-widget .choices button:enabled', { hasText: label }).first().click();
  }

  /** Somebody types. */
  async waitsFor(): Promise<void> {
    await this.#page.locator('yinlu-widget .typing').waitFor();
  }

  get heard(): Promise<string> {
    return this.#page.locator('yinlu-widget .said:not(.own) .bubble').last().innerText();
  }
}

test('two consultants and two prospects: told the truth at night and in the morning, one claim wins, live both ways, and back', async () => {
  const [consoles, night] = await Promise.all([consultants(), Prospect.comes()]);

  // Nobody is there: when somebody will be, and when they may call.
  await night.says('全国呼叫中心，内资，一千万，转人工');
  await night.hears(/顾问现在下班了，明天 ?9:00 ?上班后联系您/);
  await night.taps('好的');
  await night.says('13800000000，我姓王');
  await night.hears('什么时候打给您方便');
  await night.taps('1月11日（周一）9:00–12:00');
  await night.hears('记下了');
  // Both consoles have it by themselves.
  await Promise.all(consoles.map((page) => page.getByRole('link', { name: /全国.*等顾问/ }).waitFor()));

  setClock(mondayMorning);
  const morning = await Prospect.comes();
  await morning.says('转人工');
  await morning.hears('前面还有一位');

  // Both press before either is answered.
  let arrived = 0;
  const { promise: both, resolve: go } = Promise.withResolvers<void>();
  for (const page of consoles) {
    await page.getByRole('link', { name: /全国.*等顾问/ }).click();
    await page.getByRole('button', { name: '认领' }).waitFor();
    await page.route('**/claim', async (route) => {
      if (++arrived === 2) go();
      await both;
      await route.continue();
    });
  }
  await Promise.all(consoles.map((page) => page.getByRole('button', { name: '认领' }).click()));
  await night.hears(/顾问(林|陈)顾问来了/);
  const isFirst = /林顾问/.test(await night.heard);
  const [winner, loser] = isFirst ? consoles : (consoles.toReversed() as [Page, Page]);
  await loser.getByText(`已经由 ${isFirst ? '林' : '陈'}顾问 认领了。`).waitFor();
  await loser.getByText('负责，由对方回复').waitFor();

  await winner.getByLabel('回复客户').pressSequentially('王总早');
  await night.waitsFor();
  await winner.getByLabel('回复客户').pressSequentially('，材料我看过了。');
  await winner.keyboard.press('Enter');
  await night.hears('王总早，材料我看过了。');
  await night.says('那多久能办下来');
  await Promise.all(consoles.map((page) => page.locator('.said-prospect', { hasText: '那多久能办下来' }).waitFor()));
  // The bot knows an answer, and is silent: it would have spoken in the commit that both see.
  expect(await winner.locator('.said').last().innerText()).toContain('那多久能办下来');
  expect(await night.heard).toContain('材料我看过了');

  await winner.getByRole('button', { name: '交还机器人' }).click();
  await night.hears(/我接着陪您。.*全国/);
  await night.says('年检每年都要做吗');
  await night.hears('每年');
}, 60_000);
