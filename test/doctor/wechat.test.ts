import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../bot/commands/doctor.ts';
import type { Config } from '../../bot/config.ts';
import { officialAccountOf } from '../../bot/commands/doctor-official.ts';
import { customerServiceOf } from '../../bot/commands/doctor-wecom.ts';
import type { Finding } from '../../bot/commands/doctor-finding.ts';
import { OfficialAccountSimulator, type OfficialSettings, samples } from '../support/wechat-official-account.ts';
import { customerServiceDesk, corpId, type Desk } from '../wechat/customer-service-bot.ts';
import { openHouse } from '../wechat/official-house.ts';

const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

/** On a machine that has much to do the echo may come late, and that is said. */
const reached = expect.stringMatching(/^(ok reached|warn slow)$/) as string;

function outcomes(found: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(found.map(({ name, level, outcome }) => [name, `${level} ${outcome}`]));
}

describe('the official account', () => {
  const sims: OfficialAccountSimulator[] = [];
  afterAll(() => Promise.all(sims.map((sim) => sim.stop())));

  async function account(
    change: { verified?: boolean; appSecret?: string; appId?: string; publicUrl?: string } = {},
    settings: Partial<OfficialSettings> = {},
  ): Promise<{ sim: OfficialAccountSimulator; examined: () => Promise<readonly Finding[]> }> {
    const sim = new OfficialAccountSimulator({ ...samples, kind: 'service', ...settings });
    sims.push(sim);
    const { publicUrl, ...own } = change;
    const { appId, appSecret, token, aesKey: key } = samples;
    const officialAccount = { appId, appSecret, token, aesKeys: [key], verified: true, apiBase: await sim.start(), ...own };
    const config = { officialAccount, ...(publicUrl && { publicUrl }) } as unknown as Config;
    return { sim, examined: () => officialAccountOf(config) };
  }

  it('is found right when it is: its address echoes, a token is given, the kind is as set', async () => {
    const house = await openHouse({ settings: { aesKey: samples.aesKey } });
    const { examined } = await account({ publicUrl: house.url });
    expect(outcomes(await examined())).toEqual({
      'wechat-oa-url': reached,
      'wechat-oa-seal': 'ok sealed',
      'wechat-oa-token': 'ok given',
      'wechat-oa-kind': 'ok verified',
      'wechat-oa-clock': 'ok right',
    });
    await house.close();
  });

  it('is told what is wrong with its address, its ids, its kind and the clock', async () => {
    const house = await openHouse({ settings: { token: 'another', aesKey: samples.aesKey } });
    const wrong = await account({ publicUrl: house.url, appSecret: 'wrong' });
    expect(outcomes(await wrong.examined())).toMatchObject({
      'wechat-oa-url': 'fail other-settings',
      'wechat-oa-token': 'fail app-secret',
    });
    await house.close();
    expect(outcomes(await (await account({ publicUrl: house.url })).examined())['wechat-oa-url']).toBe('fail astray');
    const foreign = await account({ appId: 'wxfedcba9876543210' });
    expect(outcomes(await foreign.examined())).toMatchObject({
      'wechat-oa-url': 'fail unset',
      'wechat-oa-token': 'fail app-id',
    });
    const stranger = await account();
    stranger.sim.fault = () => 'ip-refused';
    expect((await stranger.examined()).find(({ name }) => name === 'wechat-oa-token')).toMatchObject({
      outcome: 'address',
      values: { address: '203.0.113.9' },
    });
    const poor = await account({}, { kind: 'unverified' });
    poor.sim.advance(90_000);
    expect(outcomes(await poor.examined())).toMatchObject({
      'wechat-oa-kind': 'fail less-than-set',
      'wechat-oa-clock': 'fail off',
    });
    expect(outcomes(await (await account({ verified: false })).examined())['wechat-oa-kind']).toBe('warn more-than-set');
  });
});

describe('customer service', () => {
  let desk: Desk;
  beforeAll(async () => void (desk = await customerServiceDesk({ begun: false })));
  afterAll(() => desk.close());

  const examined = async (change: { secret?: string; corpId?: string; publicUrl?: string } = {}): Promise<readonly Finding[]> => {
    const { publicUrl = desk.callbackUrl.replace('/wechat/customer-service', ''), ...own } = change;
    const settings = { corpId, secret: 'kf-secret', token: 'QDG6eK', aesKey, apiBase: desk.wecom.baseUrl, ...own };
    return customerServiceOf({ customerService: settings, publicUrl } as unknown as Config);
  };

  it('is found right when it is', async () => {
    expect(outcomes(await examined())).toEqual({
      'wecom-url': reached,
      'wecom-token': 'ok given',
      'wecom-accounts': 'ok managed',
      'wecom-servicers': 'ok serving',
      'wecom-clock': 'ok right',
    });
  });

  it('is told what is wrong with secret, ids, address list, accounts, servicers and the clock', async () => {
    const { wecom } = desk;
    expect(outcomes(await examined({ secret: 'wrong' }))['wecom-token']).toBe('fail secret');
    expect(outcomes(await examined({ corpId: 'wwfedcba0987654321' }))).toMatchObject({
      'wecom-url': 'fail other-settings',
      'wecom-token': 'fail corp-id',
    });
    wecom.refuseAddress = true;
    expect((await examined()).find(({ name }) => name === 'wecom-token')).toMatchObject({
      outcome: 'address',
      values: { address: '203.0.113.7' },
    });
    wecom.refuseAddress = false;
    wecom.account('wkA').servicers.set('lin', false);
    expect(outcomes(await examined())['wecom-servicers']).toBe('warn away');
    wecom.account('wkA').servicers.clear();
    expect(outcomes(await examined())['wecom-servicers']).toBe('warn none');
    Object.assign(wecom.account('wkA'), { managed: false });
    expect(outcomes(await examined())['wecom-accounts']).toBe('fail unmanaged');
    wecom.advance(60_000);
    expect(outcomes(await examined())['wecom-clock']).toBe('fail off');
  });

  it('is spoken of in words, each failure with its fix, in both languages', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yinlu-doctor-wechat-'));
    const kept = { ...process.env };
    Object.assign(process.env, {
      DATA_DIR: dir,
      PORT: '0',
      WECOM_CORP_ID: corpId,
      WECOM_KF_SECRET: 'wrong',
      WECOM_KF_TOKEN: 'QDG6eK',
      WECOM_KF_AES_KEY: aesKey,
      WECOM_API_BASE: desk.wecom.baseUrl,
      WECHAT_OA_APP_ID: samples.appId,
      WECHAT_OA_TOKEN: samples.token,
    });
    const said: string[] = [];
    const { log } = console;
    console.log = (line: string) => void said.push(line);
    try {
      expect(await run(['--lang', 'en'])).toBe(1);
      expect(await run([])).toBe(1);
    } finally {
      console.log = log;
      process.env = kept;
      await rm(dir, { recursive: true, force: true });
    }
    const wrong = said.filter((line) => /^(fail|warn) (wecom|wechat)/.test(line));
    expect(wrong).toHaveLength(10);
    for (const line of wrong) expect(line).toMatch(/: .+ – .+/);
    expect(wrong.join('\n')).not.toMatch(/undefined|\{\w+\}/);
  });
});
