import * as z from 'zod';
import { type Incomplete, webUrl } from './settings.ts';

/** Who is told about leads, and how. What is absent is not configured. */
export interface NotifyConfig {
  readonly language: 'zh-Hans' | 'en';
  readonly wecom?: { readonly url: string };
  readonly dingtalk?: RobotConfig;
  readonly feishu?: RobotConfig;
  /** How mail goes out, to whomever. */
  readonly mail?: { readonly smtpUrl: string; readonly from: string };
  readonly email?: { readonly smtpUrl: string; readonly to: readonly string[]; readonly from: string };
  readonly webhook?: { readonly url: string; readonly secret: string };
}

export interface RobotConfig {
  readonly url: string;
  readonly secret?: string;
  readonly keyword?: string;
}

const name = z.string().trim().max(200);
const mailAddress = z.email();

/** The address of a robot is its password, and must not lead anywhere else. */
function robotUrl(...hosts: readonly string[]) {
  return webUrl.refine(
    (text) => {
      const { protocol, hostname } = new URL(text);
      return hosts.includes(hostname) || protocol === 'http:' || /^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname);
    },
    `must be the address that the robot's settings show, at ${hosts.join(' or ')}`,
  );
}

const mailAddresses = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()))
  .refine((list) => list.every((each) => mailAddress.safeParse(each).success), 'must be e-mail addresses, separated by commas');

export const notifySettings = z.object({
  NOTIFY_LANGUAGE: z.enum(['zh-Hans', 'en'], 'must be zh-Hans or en').default('zh-Hans'),
  NOTIFY_WECOM_URL: robotUrl('qyapi.weixin.qq.com').optional(),
  NOTIFY_DINGTALK_URL: robotUrl('oapi.dingtalk.com', 'api.dingtalk.com').optional(),
  NOTIFY_DINGTALK_SECRET: name.optional(),
  NOTIFY_DINGTALK_KEYWORD: name.optional(),
  NOTIFY_FEISHU_URL: robotUrl('open.feishu.cn', 'open.larksuite.com').optional(),
  NOTIFY_FEISHU_SECRET: name.optional(),
  NOTIFY_FEISHU_KEYWORD: name.optional(),
  NOTIFY_EMAIL_TO: mailAddresses.optional(),
  NOTIFY_EMAIL_FROM: mailAddress.optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be smtp:// or smtps://, such as smtps://user:password@smtp.example.com' })
    .optional(),
  NOTIFY_WEBHOOK_URL: webUrl.optional(),
  NOTIFY_WEBHOOK_SECRET: z
    .string()
    .regex(/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/, 'must be a Standard Webhooks secret: whsec_ and at least 24 bytes in base64')
    .optional(),
});

export const incompleteNotify: readonly Incomplete[] = [
  {
    has: 'NOTIFY_WEBHOOK_URL',
    needs: 'NOTIFY_WEBHOOK_SECRET',
    problem: 'is needed with NOTIFY_WEBHOOK_URL: the receiver must be able to check who calls',
  },
  { has: 'NOTIFY_EMAIL_TO', needs: 'SMTP_URL', problem: 'is needed with NOTIFY_EMAIL_TO: the server that sends the mail' },
  ...['SECRET', 'KEYWORD'].flatMap((what) =>
    ['DINGTALK', 'FEISHU'].map((robot) => ({
      has: `NOTIFY_${robot}_${what}`,
      needs: `NOTIFY_${robot}_URL`,
      problem: `is needed with NOTIFY_${robot}_${what}`,
    })),
  ),
];

/** The settings by receiver; a receiver of which anything needed is missing is not in it. */
export function notifyConfigOf(data: z.infer<typeof notifySettings>): NotifyConfig {
  const { NOTIFY_WECOM_URL: wecom, NOTIFY_WEBHOOK_URL: url, NOTIFY_WEBHOOK_SECRET: secret } = data;
  const dingtalk = robotOf(data.NOTIFY_DINGTALK_URL, data.NOTIFY_DINGTALK_SECRET, data.NOTIFY_DINGTALK_KEYWORD);
  const feishu = robotOf(data.NOTIFY_FEISHU_URL, data.NOTIFY_FEISHU_SECRET, data.NOTIFY_FEISHU_KEYWORD);
  const mail = mailOf(data);
  const to = data.NOTIFY_EMAIL_TO;
  return {
    language: data.NOTIFY_LANGUAGE,
    ...(wecom && { wecom: { url: wecom } }),
    ...(dingtalk && { dingtalk }),
    ...(feishu && { feishu }),
    ...(mail && { mail }),
    ...(mail && to && { email: { ...mail, to } }),
    ...(url && secret && { webhook: { url, secret } }),
  };
}

function robotOf(url?: string, secret?: string, keyword?: string): RobotConfig | undefined {
  return url ? { url, ...(secret && { secret }), ...(keyword && { keyword }) } : undefined;
}

function mailOf({ SMTP_URL: smtpUrl, NOTIFY_EMAIL_FROM: from }: z.infer<typeof notifySettings>): NotifyConfig['mail'] {
  if (!smtpUrl) return undefined;
  const { username, hostname } = new URL(smtpUrl);
  const user = decodeURIComponent(username);
  const own = mailAddress.safeParse(user).success ? user : `yinlu@${hostname}`;
  return { smtpUrl, from: from ?? own };
}
