import { expect, test } from 'vitest';
import { replyShut, replyWindow } from '../../adapters/wechat/reply-window.ts';
import type { Session } from '../../bot/session/session.ts';
import { newSession } from '../../bot/turn.ts';

const wrote = Date.parse('2027-01-04T01:00:00Z');
const hour = 3_600_000;

function reached(channel: string, reach: object): Session {
  return { ...newSession({ channel, language: 'zh-Hans' }, new Date(wrote)), reach };
}

const account = (sends: number): Session => reached('wechat-oa', { openid: 'o1', message: { at: wrote, sends } });
const service = (sends: number, state = 1): Session =>
  reached('wecom', { account: 'wk', user: 'wm', state, inbound: wrote, sends: Array.from({ length: sends }, () => wrote + 1) });

test('on both channels five messages may follow one of the prospect, until shortly before two days are over', () => {
  for (const spoken of [account, service]) {
    expect(replyWindow(spoken(2), wrote + hour)).toEqual({ left: 3, until: '2027-01-06T00:55:00.000Z' });
    expect(replyShut(spoken(2), wrote + hour)).toBeNull();
    expect(replyWindow(spoken(5), wrote + hour)).toMatchObject({ left: 0 });
    expect(replyShut(spoken(5), wrote + hour)).toContain('five messages');
    expect(replyWindow(spoken(0), wrote + 48 * hour)).toMatchObject({ left: 0 });
    expect(replyShut(spoken(0), wrote + 48 * hour)).toContain('48 hours');
  }
});

test('nothing limits what is written on the site, and nothing is counted while people have the chat in WeCom', () => {
  expect(replyWindow(reached('web', {}), wrote)).toBeNull();
  expect(replyShut(reached('web', {}), wrote)).toBeNull();
  expect(replyWindow(service(1, 3), wrote + hour)).toBeNull();
  expect(replyShut(service(1, 3), wrote + hour)).toContain('WeCom app');
});
