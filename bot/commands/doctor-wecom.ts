import * as z from 'zod';
import { type WecomApi, wecomApi } from '../../adapters/wechat/customer-service/api.ts';
import { WecomCallError } from '../../adapters/wechat/customer-service/call-error.ts';
import { servicersOf } from '../../adapters/wechat/customer-service/service-state.ts';
import { secretsOf } from '../../adapters/wechat/envelope/envelope.ts';
import type { Config } from '../config.ts';
import { dated } from './doctor-dated.ts';
import { echoOf } from './doctor-echo.ts';
import type { Finding } from './doctor-finding.ts';

const timeoutMs = 5000;
const listSchema = z.object({
  account_list: z
    .array(z.looseObject({ open_kfid: z.string(), name: z.string().default(''), manage_privilege: z.boolean().default(true) }))
    .default([]),
});
type Account = z.infer<typeof listSchema>['account_list'][number];

/** WeChat customer service: its address, its token, its accounts and who serves them; nothing when none is configured. */
export async function customerServiceOf({ customerService: settings, publicUrl }: Config): Promise<readonly Finding[]> {
  if (!settings) return [];
  const { corpId, token, aesKey } = settings;
  const secrets = secretsOf({ token, receiver: corpId, aesKeys: [aesKey] });
  const clock = dated('wecom-clock');
  const api = wecomApi({ ...settings, now: Date.now, fetch: clock.fetch, timeoutMs });
  const [echo, rest] = await Promise.all([
    echoOf({ name: 'wecom-url', publicUrl, path: '/wechat/customer-service', secrets, isSealed: true }),
    accountFindings(api),
  ]);
  return [echo, ...rest, ...clock.findings()];
}

/** By WeCom's code: which check it belongs to, and what it means. */
const refusals: Readonly<Record<number, readonly [name: string, outcome: string]>> = {
  40_001: ['wecom-token', 'secret'],
  40_013: ['wecom-token', 'corp-id'],
  60_020: ['wecom-token', 'address'],
  48_002: ['wecom-accounts', 'not-granted'],
  95_011: ['wecom-accounts', 'edition'],
  95_012: ['wecom-accounts', 'edition'],
  95_017: ['wecom-accounts', 'switch-off'],
  95_023: ['wecom-accounts', 'other-app'],
};

async function accountFindings(api: WecomApi): Promise<readonly Finding[]> {
  try {
    const { account_list: accounts } = await api.call('kf/account/list', { offset: 0, limit: 100 }, listSchema);
    const ours = accounts.filter(({ manage_privilege: may }) => may);
    const served = await Promise.all(ours.map((account) => servicersFinding(api, account)));
    return [{ name: 'wecom-token', level: 'ok', outcome: 'given', values: {} }, ...managed(accounts), ...served];
  } catch (error) {
    return [refused(error)];
  }
}

function refused(error: unknown): Finding {
  if (!(error instanceof WecomCallError)) throw error;
  const { code, address = '?', message } = error;
  const [name, outcome] = refusals[code] ?? ['wecom-token', code === 0 ? 'unreachable' : 'other'];
  return { name, level: 'fail', outcome, values: { code, address, problem: message } };
}

function managed(accounts: readonly Account[]): readonly Finding[] {
  const name = 'wecom-accounts';
  const [ours, others] = [true, false].map((may) => accounts.filter((each) => each.manage_privilege === may));
  const namesOf = (list: readonly Account[] = []): string => list.map((each) => each.name || each.open_kfid).join(', ');
  if (accounts.length === 0) return [{ name, level: 'fail', outcome: 'none', values: {} }];
  if (ours?.length === 0) return [{ name, level: 'fail', outcome: 'unmanaged', values: { names: namesOf(others) } }];
  const found: Finding = { name, level: 'ok', outcome: 'managed', values: { names: namesOf(ours) } };
  if (others?.length === 0) return [found];
  return [found, { name, level: 'warn', outcome: 'some-unmanaged', values: { names: namesOf(others) } }];
}

async function servicersFinding(api: WecomApi, { open_kfid: id, name }: Account): Promise<Finding> {
  const account = name || id;
  try {
    const { all, serving } = await servicersOf(api, id);
    const values = { account, count: all.length, serving: serving.length };
    if (all.length === 0) return { name: 'wecom-servicers', level: 'warn', outcome: 'none', values };
    if (serving.length === 0) return { name: 'wecom-servicers', level: 'warn', outcome: 'away', values };
    return { name: 'wecom-servicers', level: 'ok', outcome: 'serving', values };
  } catch (error) {
    return refused(error);
  }
}
