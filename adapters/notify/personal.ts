import * as z from 'zod';
import type { PersonalWay } from '../../bot/leads/personal-way.ts';
import { NotTakenError } from '../../bot/leads/notifier.ts';
import type { NotifyConfig } from '../../bot/settings/notify-settings.ts';
import type { WechatConfig } from '../../bot/settings/wechat-settings.ts';
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

/** Whole lines, and a sign that some are missing. A line with a link is the last to go: by it all the rest is found. */
function withinBytes(text: string, most: number): string {
  const lines = text.split('\n');
  const kept = new Set(lines.keys());
  const shortened = (): string => lines.flatMap((line, at) => (kept.has(at) ? [line] : [])).join('\n');
  if (Buffer.byteLength(text) <= most) return text;
  const isLink = (at: number): boolean => /https?:\/\//.test(lines[at] ?? '');
  const leastNeeded = [...lines.keys()].toReversed().toSorted((a, b) => Number(isLink(a)) - Number(isLink(b)));
  for (const at of leastNeeded) {
    if (Buffer.byteLength(shortened()) <= most - 4 || kept.size === 1) break;
    kept.delete(at);
  }
  return `${shortened()}\n…`;
}

/** What WeCom takes in one message. */
const mostBytes = 2048;
