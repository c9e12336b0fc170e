import { afterEach, describe, expect, test } from 'vitest';
import type { Customer } from '../support/wecom-people.ts';
import type { Fault } from '../support/wecom-server.ts';
import { until } from '../store/samples.ts';
import { customerServiceDesk, type Desk } from './customer-service-bot.ts';

// What leaves by WeChat customer service: once, within quota and window, and never while people have the chat.

const minute = 60_000;
let desk: Desk;
afterEach(() => desk.close());

async function opened(user = 'wmWang'): Promise<Customer> {
  desk = await customerServiceDesk();
  const customer = desk.wecom.customer('wkA', user);
  customer.say('我们想办呼叫中心');
  await heard(customer, 1);
  return customer;
}

async function heard(customer: Customer, count: number): Promise<void> {
  await until(() => customer.texts.length >= count);
}

/** The bot says something of its own accord. */
async function volunteer(user: string, ...texts: readonly string[]): Promise<void> {
  const conversation = await desk.conversation('wkA', user);
  for (const text of texts) {
    await desk.bot.conversations.act(conversation, (session) => ({ result: null, session, drafts: [{ from: 'bot', text }] }));
  }
}

function paragraph(mark: string): string {
  return mark.repeat(400);
}

function refusals(): number[] {
  return desk.wecom.asked.filter(({ path, errcode }) => path.startsWith('kf/send') && errcode > 0).map(({ errcode }) => errcode);
}

/** What happens as WeCom is asked to send for the `count`th time from now on. */
function atSend(count: number, happens: () => Fault | undefined): void {
  let sends = 0;
  desk.wecom.faults = (path) => {
    if (path === 'kf/send_msg') sends += 1;
    return path === 'kf/send_msg' && sends === count ? happens() : undefined;
  };
}

/** What was received, by its beginnings. */
function beginnings({ texts }: Customer): readonly string[] {
  return texts.slice(1).map((text) => [...text.matchAll(/甲+|乙+|丙+/g)].map(([part]) => part[0]).join(''));
}

describe('a send whose answer is lost', () => {
  const faults: readonly Fault[] = [
    { type: 'reset', when: 'after' },
    { type: 'reset', when: 'before' },
    { type: 'bad-gateway', when: 'after' },
    { type: 'bad-gateway', when: 'before' },
    { type: 'truncated' },
    { type: 'busy' },
    { type: 'delay', ms: 1200 },
  ];
  test.each(faults)('is made good under its own id and seen once: %j', async (fault) => {
    desk = await customerServiceDesk();
    let left = fault.type === 'busy' ? 3 : 1;
    desk.wecom.faults = (path) => (path === 'kf/send_msg' && left-- > 0 ? fault : undefined);
    const wang = desk.wecom.customer('wkA', 'wmWang');
    wang.say('我们想办呼叫中心');
    await heard(wang, 1);
    const conversation = await desk.conversation('wkA', 'wmWang');
    await until(async () => (await desk.store.deliveredUpTo(conversation)) === 2);
    expect(wang.texts).toHaveLength(1);
  });
});

test('a turn is one message, whatever it says, and a menu below it', async () => {
  const wang = await opened();
  expect(wang.texts).toHaveLength(1);
  expect(wang.chat.received[0]?.msgtype).toBe('msgmenu');
  expect(wang.texts[0]).not.toContain('**');
});

test('five follow a message at most, one of them is kept for people, and the rest comes first after the next message', async () => {
  const wang = await opened();
  await volunteer('wmWang', '一', '二', '三', '四', '五');
  await heard(wang, 4);
  expect(wang.texts.slice(1)).toEqual(['一', '二', '三']);
  desk.wecom.advance(minute);
  wang.say('全国的');
  await heard(wang, 5);
  expect(wang.texts[4]).toMatch(/^四\n\n五\n\n/);
  expect(wang.texts).toHaveLength(5);
  expect(refusals()).toEqual([]);
});

test('the send that is kept is there when people are asked for', async () => {
  const wang = await opened();
  await volunteer('wmWang', '一', '二', '三');
  await heard(wang, 4);
  desk.wecom.account('wkA').servicers.clear();
  const conversation = await desk.conversation('wkA', 'wmWang');
  await desk.bot.conversations.act(conversation, (session) => ({
    result: null,
    session: { ...session, owner: 'waiting' },
    drafts: [{ from: 'bot', text: '我转给顾问' }],
  }));
  await heard(wang, 5);
  expect(wang.texts[4]).toBe('我转给顾问');
  expect(refusals()).toEqual([]);
});

test('after 48 hours nothing is sent until the prospect writes again, and a consultant is told why', async () => {
  const wang = await opened();
  desk.wecom.advance(48 * 60 * minute);
  await volunteer('wmWang', '还在考虑吗');
  const lead = (await desk.conversation('wkA', 'wmWang')).replace(/^c_/, 'l_');
  const zhang = { id: 'p_zhang', name: '张三', role: 'consultant' } as const;
  await desk.desk.claim(lead, zhang);
  await expect(desk.desk.reply(lead, zhang, { id: 'r1', text: '您好' })).rejects.toThrow(/48 hours/);
  await desk.desk.returnToBot(lead, zhang);
  expect(wang.texts).toHaveLength(1);
  wang.say('全国的');
  await heard(wang, 2);
  expect(wang.texts[1]).toContain('还在考虑吗');
  expect(refusals()).toEqual([]);
});

test('a reply of a consultant in the console reaches WeChat under their name', async () => {
  const wang = await opened();
  const lead = (await desk.conversation('wkA', 'wmWang')).replace(/^c_/, 'l_');
  const zhang = { id: 'p_zhang', name: '张三', role: 'consultant' } as const;
  await desk.desk.claim(lead, zhang);
  await desk.desk.reply(lead, zhang, { id: 'r1', text: '我来看看您的材料' });
  await heard(wang, 3);
  expect(wang.texts.at(-1)).toBe('张三：我来看看您的材料');
});

test('what is longer than WeCom takes goes in whole paragraphs', async () => {
  const wang = await opened();
  await volunteer('wmWang', [paragraph('甲'), paragraph('乙'), paragraph('丙')].join('\n\n'));
  await heard(wang, 4);
  expect(wang.texts.slice(1)).toEqual(['甲', '乙', '丙'].map(paragraph));
  expect(refusals()).toEqual([]);
});

describe('a message that WeCom took and could not deliver', () => {
  test.each([4, 5, 6])('for a reason that passes (%i) is said again after the next message', async (type) => {
    const wang = await opened();
    wang.failed(wang.chat.received[0]?.msgid ?? '', type);
    await until(async () =>
      (await desk.session('wkA', 'wmWang')).lead.events.some(({ event }) => event.startsWith('undelivered')),
    );
    if (type === 5) wang.chat.state = 4;
    wang.say('全国的');
    await heard(wang, 2);
    expect(wang.texts[1]).toContain(wang.texts[0]?.slice(0, 20));
    expect(wang.texts).toHaveLength(2);
  });

  test.each([0, 1, 2, 8, 10, 11, 12])('for another reason (%i) is noted on the lead', async (type) => {
    const wang = await opened();
    wang.failed(wang.chat.received[0]?.msgid ?? '', type);
    await until(async () =>
      (await desk.session('wkA', 'wmWang')).lead.events.some(({ event }) => event.startsWith('undelivered')),
    );
    expect(wang.texts).toHaveLength(1);
  });
});

test('a quota that WeCom counts otherwise is believed', async () => {
  const wang = await opened();
  wang.chat.sent = 5;
  await volunteer('wmWang', '一');
  await until(() => refusals().length > 0);
  await volunteer('wmWang', '二');
  expect(refusals()).toEqual([95001]);
  wang.say('全国的');
  await heard(wang, 2);
  expect(wang.texts[1]).toMatch(/^一\n\n二/);
});

describe('of several sends a later one', () => {
  const three = ['甲', '乙', '丙'].map(paragraph).join('\n\n');

  test('is over the quota by WeCom’s count: only what was not taken comes after the next message', async () => {
    const wang = await opened();
    atSend(2, () => void (wang.chat.sent = 5));
    await volunteer('wmWang', three);
    await volunteer('wmWang', '丁');
    expect(beginnings(wang)).toEqual(['甲']);
    expect(refusals()).toEqual([95001]);
    desk.wecom.advance(minute);
    wang.say('全国的');
    await heard(wang, 4);
    expect(beginnings(wang).join('')).toBe('甲乙丙');
    expect(wang.texts.slice(2).join('\n\n')).toMatch(/丙\n\n丁\n\n/);
  });

  test('is over the 48 hours: only what was not taken comes after the next message', async () => {
    const wang = await opened();
    atSend(3, () => {
      desk.wecom.advance(48 * 60 * minute);
      return undefined;
    });
    await volunteer('wmWang', three);
    expect(beginnings(wang)).toEqual(['甲', '乙']);
    wang.say('全国的');
    await heard(wang, 4);
    expect(beginnings(wang).join('')).toBe('甲乙丙');
  });

  test('was taken and not delivered: it is said again, and not those before it', async () => {
    const wang = await opened();
    await volunteer('wmWang', three);
    for (const { msgid } of wang.chat.received.slice(2).toReversed()) wang.failed(msgid, 6);
    await until(
      async () =>
        (await desk.session('wkA', 'wmWang')).lead.events.filter(({ event }) => event.startsWith('undelivered')).length === 2,
    );
    desk.wecom.advance(minute);
    wang.say('全国的');
    await heard(wang, 6);
    expect(beginnings(wang).join('')).toBe('甲乙丙乙丙');
  });

  test('is refused because people have the chat by now: it is not said after them, and that is noted', async () => {
    const wang = await opened();
    atSend(2, () => void Object.assign(wang.chat, { state: 3, servicer: 'zhangsan' }));
    await volunteer('wmWang', three);
    expect(beginnings(wang)).toEqual(['甲']);
    expect((await desk.session('wkA', 'wmWang')).lead.events.map(({ event }) => event)).toContain('undelivered:taken-over');
  });

  test('was perhaps taken before the quota was full: that is noted, and it is not said again', async () => {
    const wang = await opened();
    let sends = 0;
    desk.wecom.faults = (path) => {
      if (path !== 'kf/send_msg') return undefined;
      sends += 1;
      if (sends === 3) wang.chat.sent = 5;
      return sends === 2 ? { type: 'reset', when: 'before' } : undefined;
    };
    await volunteer('wmWang', [paragraph('甲'), paragraph('乙')].join('\n\n'));
    expect(beginnings(wang)).toEqual(['甲']);
    expect((await desk.session('wkA', 'wmWang')).lead.events.map(({ event }) => event)).toContain('undelivered:uncertain');
  });
});
