import * as z from 'zod';
import type { PersonalWay } from '../../bot/leads/personal-way.ts';
import { NotTakenError } from '../../bot/leads/notifier.ts';
import type { NotifyConfig } from '../../bot/notify-settings.ts';
import type { WechatConfig } from '../../bot/wechat-settings.ts';
import { wecomApi, type WecomApi } from '../wechat/customer-service/api.ts';
import { WecomCallError } from '../wechat/customer-service/call-error.ts';
import { mailer, type MailSettings } from './mail.ts';

/** Every way to one person that is configured. */
export function personalWays({ mail }: NotifyConfig, app: WechatConfig['wecomApp'], now: () => number): readonly PersonalWay[] {
  return [...(mail ? [byMail(mail)] : []), ...(app ? [byWecom(wecomApi({ ...app, now }), app.agentId)] : [])];
}

function byMail(settings: MailSettings): PersonalWay {
  const post = mailer(settings);
  return { name: 'email', send: (address, { subject, text }) => post.send({ to: [address], subject, text: `${text}\n` }) };
}

/** A message of the firm's own app, which only this member sees. */
function byWecom(api: Pick<WecomApi, 'call'>, agentId: number): PersonalWay {
  return {
    name: 'wecom',
    async send(address, { text }) {
      // `@all` and `a|b` would tell others too.
      if (!/^[A-Za-z0-9][\w.@-]*$/.test(address)) throw new NotTakenError('this is no name of a member', { retryable: false });
      const body = { touser: address, msgtype: 'text', agentid: agentId, text: { content: withinBytes(text, mostBytes) } };
      try {
        await api.call('message/send', body, z.object({}));
      } catch (cause) {
        if (!(cause instanceof WecomCallError)) throw cause;
        throw new NotTakenError(`WeCom did not take it: ${cause.code}`, { retryable: cause.retryable, cause });
      }
    },
  };
}

/** Whole lines, and a sign that there are more. */
function withinBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const lines = text.split('\n');
  while (lines.length > 1 && Buffer.byteLength(lines.join('\n')) > most - 4) lines.pop();
  return `${lines.join('\n')}\n…`;
}

/** What WeCom takes in one message; the letter has links, which must not be cut in two. */
const mostBytes = 2048;
