import * as z from 'zod';
import { type Incomplete, webUrl } from './settings.ts';

export interface WechatConfig {
  /** Present when an official account is configured. */
  readonly officialAccount?: OfficialAccountConfig;
  /** Present when WeChat customer service (WeCom) is configured. */
  readonly customerService?: CustomerServiceConfig;
  /** Present when the app may write to members: colleagues, one at a time. */
  readonly wecomApp?: WecomAppConfig;
  /** Present when a personal account is to be used through Wechaty. */
  readonly wechaty?: WechatyConfig;
}

export interface OfficialAccountConfig {
  readonly appId: string;
  readonly appSecret?: string;
  readonly token: string;
  /** The current key, then the one before it; empty when pushes are plain. */
  readonly aesKeys: readonly string[];
  readonly verified: boolean;
  readonly apiBase: string;
}

export interface CustomerServiceConfig {
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  readonly apiBase: string;
}

export interface WecomAppConfig extends Pick<CustomerServiceConfig, 'corpId' | 'secret' | 'apiBase'> {
  readonly agentId: number;
}

export interface WechatyConfig {
  readonly puppet: string;
  readonly token?: string;
  readonly endpoint?: string;
}

const name = z.string().trim();
const aesKey = name.regex(/^[A-Za-z0-9+/]{43}$/, 'must be the 43 letters and digits of the EncodingAESKey');
const signingToken = name.regex(/^[A-Za-z0-9]{3,32}$/, 'must be 3 to 32 letters and digits, as typed into the WeChat console');
const apiBase = webUrl.transform((url) => url.replace(/\/+$/, ''));

export const wechatSettings = z.object({
  WECHAT_OA_APP_ID: name.regex(/^wx[0-9a-zA-Z]{16}$/, 'must be an app id: wx and 16 letters and digits').optional(),
  WECHAT_OA_APP_SECRET: name.optional(),
  WECHAT_OA_TOKEN: signingToken.optional(),
  WECHAT_OA_AES_KEY: aesKey.optional(),
  WECHAT_OA_AES_KEY_PREVIOUS: aesKey.optional(),
  WECHAT_OA_VERIFIED: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .default(false),
  WECHAT_OA_API_BASE: apiBase.default('https://api.weixin.qq.com'),
  WECOM_CORP_ID: name.regex(/^w[wx][0-9a-zA-Z]{16}$/, 'must be a corp id: ww and 16 letters and digits').optional(),
  WECOM_KF_SECRET: name.optional(),
  WECOM_KF_TOKEN: signingToken.optional(),
  WECOM_KF_AES_KEY: aesKey.optional(),
  WECOM_AGENT_ID: name
    .regex(/^\d{1,10}$/, 'must be the AgentId of the app, a number')
    .transform(Number)
    .optional(),
  WECOM_API_BASE: apiBase.default('https://qyapi.weixin.qq.com'),
  WECHATY_PUPPET: name
    .regex(/^(@[\w-]+\/)?[\w-]+$/, 'must be the name of a puppet package, such as wechaty-puppet-service')
    .optional(),
  // Its first part names the certificate; without one Wechaty waits for ever and says nothing.
  WECHATY_PUPPET_TOKEN: name.regex(/^\w+_\S+$/, 'must have a prefix and an underscore, such as puppet_paimon_…').optional(),
  WECHATY_PUPPET_ENDPOINT: name.regex(/^\S+:\d+$/, 'must be an address with a port, such as 127.0.0.1:8788').optional(),
});

const officialNeeds = 'is needed with WECHAT_OA_APP_ID';
const wecomNeeds = 'is needed with WECOM_CORP_ID';

export const incompleteWechat: readonly Incomplete[] = [
  { has: 'WECHAT_OA_APP_ID', needs: 'WECHAT_OA_TOKEN', problem: `${officialNeeds}: pushes are proved with it` },
  { has: 'WECHAT_OA_TOKEN', needs: 'WECHAT_OA_APP_ID', problem: 'is needed with WECHAT_OA_TOKEN' },
  { has: 'WECHAT_OA_AES_KEY_PREVIOUS', needs: 'WECHAT_OA_AES_KEY', problem: 'is needed with the key before it' },

  {
    has: 'WECHAT_OA_VERIFIED',
    as: 'true',
    needs: 'WECHAT_OA_APP_SECRET',
    problem: 'is needed for what only a verified account may do',
  },
  ...['WECOM_KF_SECRET', 'WECOM_KF_TOKEN', 'WECOM_KF_AES_KEY'].flatMap((needs) => [
    { has: 'WECOM_CORP_ID', needs, problem: wecomNeeds },
    { has: needs, needs: 'WECOM_CORP_ID', problem: `is needed with ${needs}` },
  ]),
  { has: 'WECOM_AGENT_ID', needs: 'WECOM_CORP_ID', problem: 'is needed with WECOM_AGENT_ID' },
  {
    has: 'WECHATY_PUPPET_TOKEN',
    needs: 'WECHATY_PUPPET',
    problem: 'is needed with WECHATY_PUPPET_TOKEN: the puppet that takes it',
  },
];

/** The settings by channel; a channel of which anything needed is missing is not in it. */
export function wechatConfigOf(data: z.infer<typeof wechatSettings>): WechatConfig {
  const { WECOM_AGENT_ID: agentId } = data;
  const [officialAccount, customerService, wechaty] = [officialAccountOf(data), customerServiceOf(data), wechatyOf(data)];
  return {
    ...(officialAccount && { officialAccount }),
    ...(customerService && { customerService }),
    ...(customerService && agentId !== undefined && { wecomApp: { ...customerService, agentId } }),
    ...(wechaty && { wechaty }),
  };
}

function officialAccountOf(data: z.infer<typeof wechatSettings>): OfficialAccountConfig | undefined {
  const { WECHAT_OA_APP_ID: appId, WECHAT_OA_TOKEN: token, WECHAT_OA_APP_SECRET: appSecret } = data;
  if (!appId || !token) return undefined;
  const aesKeys = [data.WECHAT_OA_AES_KEY, data.WECHAT_OA_AES_KEY_PREVIOUS].filter((key) => key !== undefined);
  return {
    appId,
    token,
    aesKeys,
    verified: data.WECHAT_OA_VERIFIED,
    apiBase: data.WECHAT_OA_API_BASE,
    ...(appSecret && { appSecret }),
  };
}

function customerServiceOf(data: z.infer<typeof wechatSettings>): CustomerServiceConfig | undefined {
  const { WECOM_CORP_ID: corpId, WECOM_KF_SECRET: secret, WECOM_KF_TOKEN: token, WECOM_KF_AES_KEY: key } = data;
  return corpId && secret && token && key ? { corpId, secret, token, aesKey: key, apiBase: data.WECOM_API_BASE } : undefined;
}

function wechatyOf(data: z.infer<typeof wechatSettings>): WechatyConfig | undefined {
  const { WECHATY_PUPPET: puppet, WECHATY_PUPPET_TOKEN: token, WECHATY_PUPPET_ENDPOINT: endpoint } = data;
  return puppet ? { puppet, ...(token && { token }), ...(endpoint && { endpoint }) } : undefined;
}
