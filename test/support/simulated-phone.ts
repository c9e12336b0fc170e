import { OfficialAccountSimulator, officialEnv, samples } from './wechat-official-account.ts';
import { startWecom } from './wecom-server.ts';

/** A prospect's WeChat, with the simulated Tencent behind it. */
export interface Phone {
  /** What a bot needs to be reached by it. */
  readonly env: Readonly<Record<string, string>>;
  /** The prospect opens the chat, or follows the account. */
  arrive(): Promise<void>;
  say(text: string): Promise<void>;
  /** All that the phone has shown, oldest first. */
  shown(): readonly string[];
  close(): Promise<void>;
}

const customerService = {
  corpId: 'ww1234567890abcdef',
  secret: 'a-secret-of-the-simulator',
  token: 'simulated',
  aesKey: samples.aesKey,
} as const;

/** WeChat customer service for a bot on this port. */
export async function customerServicePhone(port: number): Promise<Phone> {
  const { corpId, secret, token, aesKey } = customerService;
  const callback = { url: `http://127.0.0.1:${port}/wechat/customer-service`, token, aesKey };
  const wecom = await startWecom({ corpId, secret, callback });
  wecom.addAccount('wkSimulated', { servicers: { servicer: true } });
  const customer = wecom.customer('wkSimulated', 'wmSimulated');
  return {
    env: {
      WECOM_CORP_ID: corpId,
      WECOM_KF_SECRET: secret,
      WECOM_KF_TOKEN: token,
      WECOM_KF_AES_KEY: aesKey,
      WECOM_API_BASE: wecom.baseUrl,
    },
    arrive: async () => void customer.enter(),
    async say(text) {
      const menu = customer.chat.received.findLast(({ choices }) => choices.length > 0);
      const choice = /^\d+$/.test(text) ? menu?.choices[Number(text) - 1] : undefined;
      if (choice) customer.say(choice.label, { menu_id: choice.id });
      else customer.say(text);
    },
    shown: () => customer.chat.received.map(({ text, choices }) => [text, ...numbered(choices)].join('\n')),
    close: () => wecom.close(),
  };
}

function numbered(choices: readonly { label: string }[]): readonly string[] {
  return choices.map(({ label }, index) => `${index + 1}. [${label}]`);
}

/** A verified official account for a bot on this port. */
export async function officialAccountPhone(port: number): Promise<Phone> {
  const sim = new OfficialAccountSimulator({ ...samples, kind: 'service' });
  const apiBase = await sim.start();
  sim.callback = `http://127.0.0.1:${port}/wechat/official-account`;
  const openid = 'oSimulated_0000000000000000';
  return {
    env: officialEnv(apiBase),
    arrive: async () => void (await sim.follow(openid)),
    async say(text) {
      const { trouble } = await sim.say(openid, text);
      if (trouble !== undefined) throw new Error(`WeChat would show a fault of the account: ${trouble}`);
    },
    // Words to tap are links on the phone.
    shown: () => sim.person(openid).shown.map(({ text }) => text.replaceAll(/<a href="weixin:[^"]*">(.*?)<\/a>/g, '[$1]')),
    close: () => sim.stop(),
  };
}
