import { expect, test } from 'vitest';
import { until } from '../store/samples.ts';
import { customerServiceDesk } from './customer-service-bot.ts';

test('a message that WeCom refuses for a reason of its own is noted on the lead and not tried for ever; those after it arrive', async () => {
  const desk = await customerServiceDesk();
  try {
    const { wecom, bot } = desk;
    const wang = wecom.customer('wkA', 'wmWang');
    wang.say('我们想办呼叫中心');
    await until(() => wang.texts.length === 1);
    let sends = 0;
    wecom.faults = (path) => {
      if (path === 'kf/send_msg') sends += 1;
      return path === 'kf/send_msg' && sends === 2 ? { type: 'refused', code: 95_999 } : undefined;
    };
    const conversation = await desk.conversation('wkA', 'wmWang');
    const say = (text: string): Promise<null> =>
      bot.conversations.act(conversation, (session) => ({ result: null, session, drafts: [{ from: 'bot', text }] }));
    // So long that each of them is a send of its own.
    await say(['甲', '乙', '丙'].map((mark) => mark.repeat(400)).join('\n\n'));
    const marks = (): string =>
      wang.texts
        .slice(1)
        .map((text) => text.trim().slice(0, 1))
        .join('');
    expect(marks()).toBe('甲丙');
    const { lead } = await desk.session('wkA', 'wmWang');
    expect(lead.events.map(({ event }) => event)).toContain('undelivered:refused');
    wecom.advance(60 * 60_000);
    wang.say('全国的');
    await until(() => wang.texts.length === 4);
    expect(marks().slice(0, 2)).toBe('甲丙');
    expect(wecom.asked.filter(({ path, errcode }) => path === 'kf/send_msg' && errcode !== 0)).toHaveLength(1);
  } finally {
    await desk.close();
  }
});
