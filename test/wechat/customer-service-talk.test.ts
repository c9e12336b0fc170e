import { expect, test } from 'vitest';
import { nextOpening } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import { book } from '../knowledge/book.ts';
import { until } from '../store/samples.ts';
import { customerServiceDesk } from './customer-service-bot.ts';

const minute = 60_000;
const lines = ['全国的', '注册资本一千万', '都是内资', '大概要多久', '要报价', '可以', '手机号是13800000000'];

/** When the firm opens after the next midnight of the firm. */
function morningAfter(now: number): number {
  const [day, midnight] = [24 * 60 * minute, 16 * 60 * minute];
  return nextOpening(book.teams[0] as Team, Math.ceil((now - midnight) / day) * day + midnight);
}

test('a whole qualification runs over WeChat customer service, from the welcome to the pool', async () => {
  const desk = await customerServiceDesk();
  try {
    // At night or at noon they would be asked when to be called, and passed on only after that.
    desk.wecom.advance(morningAfter(desk.wecom.now()) - desk.wecom.now());
    const wang = desk.wecom.customer('wkA', 'wmWang');
    wang.enter({ scene: 'site' });
    await until(() => wang.texts.length === 1);
    wang.tap('呼叫中心许可证');
    await until(() => wang.texts.length === 2);
    for (const [index, line] of lines.entries()) {
      desk.wecom.advance(minute);
      wang.say(line);
      await until(() => wang.texts.length >= index + 3);
    }
    await until(() => wang.chat.state === 2);
    const { state, lead, owner } = await desk.session('wkA', 'wmWang');
    expect(state.slots).toMatchObject({
      service: { value: 'callcentre' },
      scope: { value: 'nationwide' },
      funding: { value: 'domestic' },
      phone: { value: expect.stringContaining('13800000000') },
    });
    expect(lead.quote).toBeDefined();
    expect(wang.texts.join('\n')).toContain('https://bot.example.com/quotes/');
    expect(owner).toBe('waiting');
    expect(desk.wecom.asked.filter(({ errcode }) => errcode !== 0)).toEqual([]);
  } finally {
    await desk.close();
  }
});
