import { expect, test } from 'vitest';
import { speech } from '../../adapters/notify/words.ts';
import { channelName as service } from '../../adapters/wechat/customer-service/standing.ts';
import { channelName as account } from '../../adapters/wechat/official-account/channel.ts';
import { channelName as personal } from '../../adapters/wechat/wechaty/channel.ts';
import type { Notification } from '../../bot/leads/notifier.ts';

const both = (text: string) => ({ 'zh-Hans': text, en: text });
const notification: Notification = {
  id: 'msg_1',
  event: 'lead.waiting',
  reason: 'asked',
  lead: 'l_1',
  status: 'waiting',
  score: 40,
  grade: 'C',
  summary: '呼叫中心',
  headline: both('呼叫中心'),
  verdict: both('信息还不全'),
  contact: null,
  channel: 'web',
  url: 'https://bot.example.com/console#l_1',
  claimUrl: 'https://bot.example.com/console/claim/1',
};

test('a notification says by which channel the prospect writes, whichever it is', () => {
  for (const [language, of] of [
    ['zh-Hans', '来自'],
    ['en', 'From'],
  ] as const) {
    const named = (channel: string): string | undefined =>
      new Map(speech(language).said({ ...notification, channel }).facts).get(of);
    const names = ['web', account, service, personal, 'a channel that nobody knows'].map(named);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
  }
});
