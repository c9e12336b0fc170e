import { officialApi } from '../../adapters/wechat/official-account/api.ts';
import { OfficialCallError } from '../../adapters/wechat/official-account/call-error.ts';
import { secretsOf } from '../../adapters/wechat/envelope/envelope.ts';
import type { Config } from '../config.ts';
import type { OfficialAccountConfig } from '../settings/wechat-settings.ts';
import { dated } from './doctor-dated.ts';
import { echoOf } from './doctor-echo.ts';
import { problemOf, type Finding } from './doctor-finding.ts';

/** Nobody's: asking for it shows whether the account may write to anybody at all. */
const nobody = 'oNobody_0000000000000000000';
const timeoutMs = 5000;

/** The official account: its address, its seal, its token, what kind of account it is; nothing when none is configured. */
export async function officialAccountOf({ officialAccount: account, publicUrl }: Config): Promise<readonly Finding[]> {
  if (!account) return [];
  const secrets = secretsOf({ ...account, receiver: account.appId });
  const [echo, rest] = await Promise.all([
    echoOf({ name: 'wechat-oa-url', publicUrl, path: '/wechat/official-account', secrets, isSealed: false }),
    apiFindings(account),
  ]);
  return [echo, sealOf(account), ...rest];
}

function sealOf({ aesKeys }: OfficialAccountConfig): Finding {
  const isSealed = aesKeys.length > 0;
  return { name: 'wechat-oa-seal', level: isSealed ? 'ok' : 'warn', outcome: isSealed ? 'sealed' : 'plain', values: {} };
}

async function apiFindings({ appId, appSecret, verified, apiBase }: OfficialAccountConfig): Promise<readonly Finding[]> {
  if (!appSecret) return [{ name: 'wechat-oa-token', level: 'ok', outcome: 'unset', values: {} }];
  const clock = dated('wechat-oa-clock');
  const api = officialApi({ appId, appSecret, apiBase, now: Date.now, fetch: clock.fetch, timeoutMs });
  const fault = await faultOf(() => api.post('message/custom/typing', { touser: nobody, command: 'Typing' }));
  return [...said(fault, verified), ...clock.findings()];
}

async function faultOf(call: () => Promise<unknown>): Promise<OfficialCallError | null> {
  try {
    await call();
    return null;
  } catch (error) {
    if (error instanceof OfficialCallError) return error;
    throw error;
  }
}

const tokenOutcomes: Readonly<Record<number, string>> = {
  40_164: 'address',
  40_013: 'app-id',
  40_125: 'app-secret',
  40_001: 'app-secret',
  48_004: 'banned',
  50_002: 'banned',
};

/** What the call for nobody shows: a token that was had, and whether such calls are allowed. */
function said(fault: OfficialCallError | null, verified: boolean): readonly Finding[] {
  const { code = 0, address = '?' } = fault ?? {};
  const values = { code, address, problem: problemOf(fault) };
  const outcome = tokenOutcomes[code] ?? (fault?.retryable ? 'unreachable' : null);
  if (outcome !== null) return [{ name: 'wechat-oa-token', level: 'fail', outcome, values }];
  const may = code !== 48_001 && code !== 40_200;
  return [{ name: 'wechat-oa-token', level: 'ok', outcome: 'given', values: {} }, kindOf({ may, verified })];
}

function kindOf({ may, verified }: { may: boolean; verified: boolean }): Finding {
  const name = 'wechat-oa-kind';
  if (may === verified) return { name, level: 'ok', outcome: may ? 'verified' : 'unverified', values: {} };
  return may
    ? { name, level: 'warn', outcome: 'more-than-set', values: {} }
    : { name, level: 'fail', outcome: 'less-than-set', values: {} };
}
