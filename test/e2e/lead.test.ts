import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Daemon } from '../bench/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { root, startApp } from '../bench/app-server.ts';
import { closePages, sharedChromium } from '../support/chromium.ts';

/** Longer than any answer takes on a busy machine. */
const patience = { timeout: 60_000 };
const keys = {
  SECRET: 'a-secret-for-tests-that-protects-nothing-at-all',
  DATA_KEY: 'a-key-for-tests-that-protects-nothing-at-all',
};

let dataDir: string;
let address: string;
let app: Daemon;
let browser: Browser;
let staffToken: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'yinlu-e2e-'));
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  const staff = ['bot/main.ts', 'staff', 'add', '--name', '林顾问', '--json'];
  const env = { ...process.env, DATA_DIR: dataDir, ...keys };
  const added = execFileSync(process.execPath, staff, { cwd: root, env, encoding: 'utf8' });
  staffToken = (JSON.parse(added) as { token: string }).token;
  app = await startApp({ port, dataDir, env: keys });
  browser = await sharedChromium();
});

afterAll(async () => {
  if (browser) await closePages(browser);
  await app?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a consultant's program sends. */
async function consult(path: string, body?: unknown): Promise<{ status: number; body: never }> {
  const response = await fetch(`${address}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${staffToken}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json().catch(() => null)) as never };
}

/** The widget as the prospect sees it. */
class Widget {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get bubbles(): Promise<string[]> {
    return this.#page.locator('yinlu-widget .said:not(.own) .bubble').allInnerTexts();
  }

  get all(): Promise<string[]> {
    return this.#page.locator('yinlu-widget .said .bubble').allInnerTexts();
  }

  /** Says something by keyboard and returns what the bot answered. */
  async say(text: string): Promise<string> {
    const before = await this.#own.count();
    await this.#page.locator('yinlu-widget textarea').fill(text);
    await this.#page.keyboard.press('Enter');
    return this.#answer(before);
  }

  async tap(label: string): Promise<string> {
    const before = await this.#own.count();
    await this.#page.locator('yinlu-widget .choices button:enabled', { hasText: label }).last().click();
    return this.#answer(before);
  }

  get #own(): Locator {
    return this.#page.locator('yinlu-widget .said.own');
  }

  /** What stands below the prospect's newest words: a count of bubbles would take in what is still arriving of an earlier turn. */
  async #answer(ownBefore: number): Promise<string> {
    await expect.poll(() => this.#own.count(), patience).toBeGreaterThan(ownBefore);
    const below = this.#page.locator('yinlu-widget .said:not(.own):not(:has(~ .said.own)) .bubble:not(.typing)');
    await expect.poll(() => below.count(), patience).toBeGreaterThan(0);
    // All bubbles of a turn come in one reply.
    return (await below.allInnerTexts()).join('\n');
  }
}

describe('one lead, from the first hello to a claimed lead', () => {
  it('qualifies, compares, corrects, quotes, takes a contact, and goes to one consultant and back', async () => {
    const page = await browser.newPage({ locale: 'zh-CN' });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address);
    const widget = new Widget(page);

    // Opened by keyboard alone.
    const launcher = page.locator('yinlu-widget .launcher');
    await launcher.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => widget.bubbles, patience).toHaveLength(1);
    expect((await widget.bubbles)[0]).toContain('一句话告诉我');

    const verdict = await widget.say('我们想办全国的呼叫中心,注册资本一千万,都是内资');
    expect(verdict).toMatch(/可以办全国呼叫中心许可证/);
    // Both sides of the sources: the headline, and what their own steps add up to.
    expect(verdict).toMatch(/3–6 个月/);
    expect(verdict).toMatch(/85–180 个工作日/);
    expect(verdict).toMatch(/指导[^]*签约[^]*首付款[^]*尾款/);

    const compared = await widget.say('改成只做广东呢?');
    expect(compared).toMatch(/1,000 万元 → 100 万元/);
    expect(compared).toMatch(/3–6 个月 → 1–3 个月/);
    await widget.tap('还按原来的');

    const corrected = await widget.say('注册资本其实是500万');
    expect(corrected).toMatch(/还差一步/);
    expect(corrected).toMatch(/增到 1,000 万元/);
    expect(corrected).toMatch(/先办单省的/);

    // Reload in the middle: nothing lost, nothing doubled.
    const before = await widget.all;
    await page.reload();
    await page.locator('yinlu-widget .launcher').click();
    await expect.poll(() => widget.all, patience).toEqual(before);

    const quoted = await widget.say('好的,出一份报价');
    expect(quoted).toMatch(/示例价格/);
    const card = page.locator('yinlu-widget .card', { hasText: '报价单' }).last();
    await expect.poll(() => card.isVisible(), patience).toBe(true);
    const link = await card.locator('a').getAttribute('href');
    expect(link).toContain('/quotes/');
    expect((await fetch(new URL(link ?? '', address))).status).toBe(200);

    expect(await widget.tap('好的')).toMatch(/电话、微信或邮箱/);
    const handed = await widget.say('13800000000 我姓王');
    expect(handed).toMatch(/顾问/);

    // Nothing that the first message told was asked again.
    const asked = (await widget.bubbles).slice(1).join('\n');
    expect(asked).not.toMatch(/全国做，还是只在一个省|注册资本大概多少|外资或港澳台的吗/);

    const leads = (await consult('/api/leads?status=waiting')).body as { leads: { id: string }[] };
    const id = leads.leads[0]?.id ?? '';
    expect(leads.leads).toHaveLength(1);
    const lead = (await consult(`/api/leads/${id}`)).body as { slots: Record<string, { value: unknown }> };
    expect(lead.slots['phone']?.value).toBe('13800000000');

    // Fifty claims at once, by two people: one of the two wins, the other always loses.
    const other = await secondConsultant();
    const claims = await Promise.all(Array.from({ length: 50 }, (_, index) => claim(id, index % 2 ? staffToken : other)));
    const winners = new Set(claims.filter(({ status }) => status === 200).map(({ token }) => token));
    expect(winners.size).toBe(1);
    expect(claims.filter(({ status }) => status === 409)).toHaveLength(25);
    const [winner = ''] = winners;

    await fetch(`${address}/api/leads/${id}/reply`, {
      method: 'POST',
      headers: { authorization: `Bearer ${winner}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'r1', text: '您好，我是顾问，材料我看过了。' }),
    });
    await expect.poll(() => widget.bubbles, patience).toContainEqual(expect.stringContaining('材料我看过了'));
    // The bot is silent now.
    const silent = (await widget.bubbles).length;
    await page.locator('yinlu-widget textarea').fill('太好了，多少钱?');
    await page.keyboard.press('Enter');
    // The page shows words at once; the bot would answer them if the conversation were given back before they are kept.
    const kept = async (): Promise<unknown> => (await consult(`/api/leads/${id}/transcript`)).body;
    await expect.poll(async () => JSON.stringify(await kept()), patience).toContain('太好了，多少钱?');
    expect((await widget.bubbles).length).toBe(silent);

    const returned = await fetch(`${address}/api/leads/${id}/return-to-bot`, {
      method: 'POST',
      headers: { authorization: `Bearer ${winner}` },
    });
    expect(returned.status).toBe(200);
    await expect.poll(() => widget.bubbles, patience).toContainEqual(expect.stringContaining('我接着陪您'));
    expect(await widget.say('年检每年都要做吗?')).toMatch(/每年/);
    expect(faults).toEqual([]);
    await page.close();
    // All of it with a key: the number and what was said are in no file.
    const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)));
    expect(files.filter((file) => file.includes('13800000000') || file.includes('太好了'))).toEqual([]);
  }, 90_000);
});

async function secondConsultant(): Promise<string> {
  const people = execFileSync(process.execPath, ['bot/main.ts', 'staff', 'add', '--name', '陈顾问', '--json'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, ...keys },
    encoding: 'utf8',
  });
  return (JSON.parse(people) as { token: string }).token;
}

async function claim(lead: string, token: string): Promise<{ status: number; token: string }> {
  const { status } = await fetch(`${address}/api/leads/${lead}/claim`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  return { status, token };
}
