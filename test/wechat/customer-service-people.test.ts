import { afterEach, expect, test } from 'vitest';
import type { Customer } from '../support/wecom-people.ts';
import { until } from '../store/samples.ts';
import { customerServiceDesk, type Desk } from './customer-service-bot.ts';

// Who speaks: the bot, nobody yet, or a person in the WeCom app. WeCom's service states say so, and the conversation follows.

const minute = 60_000;
let desk: Desk;
afterEach(() => desk.close());

async function heard(customer: Customer, count: number): Promise<void> {
  await until(() => customer.texts.length >= count);
}

async function owner(user = 'wmWang'): Promise<unknown> {
  return (await desk.session('wkA', user)).owner;
}

async function transcript(user = 'wmWang'): Promise<string[]> {
  const messages = await desk.store.messages(await desk.conversation('wkA', user), 0, 100);
  return messages.map(({ from, text }) => `${from}: ${text}`);
}

function refusals(): number[] {
  return desk.wecom.asked.filter(({ errcode }) => errcode > 0).map(({ errcode }) => errcode);
}

async function talking(servicers: Record<string, boolean> = { lin: true }): Promise<Customer> {
  desk = await customerServiceDesk();
  const { servicers: people } = desk.wecom.account('wkA');
  people.clear();
  for (const [name, serving] of Object.entries(servicers)) people.set(name, serving);
  desk.staff.set('lin', { id: 'p_lin', name: '林顾问', role: 'consultant' });
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  await heard(wang, 1);
  return wang;
}

async function queued(): Promise<Customer> {
  const wang = await talking();
  wang.say('转人工');
  await heard(wang, 2);
  // A contact may be left first; whoever says nothing is passed on after a minute.
  desk.wecom.advance(minute + 1000);
  await until(() => wang.chat.state === 2);
  await heard(wang, 3);
  return wang;
}

test('who asks for people is told so first, then waits in the pool with a notice', async () => {
  const wang = await queued();
  expect(wang.texts[1]).toContain('顾问');
  expect(wang.chat.received[2]).toMatchObject({ by: 'event', msgtype: 'text' });
  expect(await owner()).toBe('waiting');
  expect(refusals()).toEqual([]);
});

test('who answers the question that goes with it is passed on at once', async () => {
  const wang = await talking();
  wang.say('转人工');
  await heard(wang, 2);
  desk.wecom.advance(5000);
  wang.say('不用了');
  await until(() => wang.chat.state === 2);
  expect(refusals()).toEqual([]);
});

test('what is written in the pool is taken down, and the bot is silent', async () => {
  const wang = await queued();
  wang.say('大概多久');
  await until(async () => (await transcript()).includes('prospect: 大概多久'));
  expect(wang.texts).toHaveLength(3);
  expect(refusals()).toEqual([]);
});

test('a servicer who takes the chat from the pool owns the lead, under the name that the console knows', async () => {
  const wang = await queued();
  wang.servicerTakes('lin');
  await until(async () => typeof (await owner()) === 'object');
  expect(await owner()).toEqual({ consultant: 'p_lin', name: '林顾问' });
  await heard(wang, 4);
  expect(wang.texts[3]).toContain('林顾问');
  wang.servicerSays('lin', '您好，我是林顾问');
  await until(async () => (await transcript()).at(-1) === 'consultant: 您好，我是林顾问');
  expect(wang.texts).toHaveLength(4);
  expect(refusals()).toEqual([]);
});

test('a servicer who ends the session gives the prospect back: the bot says so and answers what comes next', async () => {
  const wang = await queued();
  wang.servicerTakes('lin');
  await heard(wang, 4);
  wang.servicerEnds();
  await until(async () => (await owner()) === 'bot');
  await heard(wang, 5);
  expect(wang.chat.received.at(-1)).toMatchObject({ by: 'event' });
  desk.wecom.advance(minute);
  wang.say('全国的');
  await heard(wang, 6);
  expect(await owner()).toBe('bot');
  expect(refusals()).toEqual([]);
});

test('who was served by somebody before comes to them again while they serve', async () => {
  const wang = await queued();
  wang.servicerTakes('lin');
  await heard(wang, 4);
  wang.servicerEnds();
  await heard(wang, 5);
  desk.wecom.advance(minute);
  wang.say('转人工，不留电话');
  await heard(wang, 6);
  desk.wecom.advance(minute + 1000);
  await until(() => wang.chat.state === 3);
  await until(async () => typeof (await owner()) === 'object');
  expect(wang.chat.servicer).toBe('lin');
  expect(await owner()).toMatchObject({ name: '林顾问' });
  expect(refusals()).toEqual([]);
});

test('a servicer who pauses at that moment leaves the prospect to the pool', async () => {
  const wang = await queued();
  wang.servicerTakes('lin');
  await heard(wang, 4);
  wang.servicerEnds();
  await heard(wang, 5);
  const { servicers } = desk.wecom.account('wkA');
  servicers.set('chen', true);
  desk.wecom.faults = (path) => {
    if (path === 'kf/service_state/trans') servicers.set('lin', false);
    return undefined;
  };
  desk.wecom.advance(minute);
  wang.say('转人工，不留电话');
  await heard(wang, 6);
  desk.wecom.advance(minute + 1000);
  await until(() => refusals().length > 0);
  await until(() => wang.chat.state === 2);
  expect(refusals()).toEqual([95019]);
});

test('while nobody serves the bot goes on answering, and passes the prospect on when somebody comes', async () => {
  const wang = await talking({ lin: false });
  wang.say('转人工');
  await heard(wang, 2);
  wang.say('大概多久');
  await heard(wang, 3);
  expect(wang.chat.state).toBe(1);
  desk.wecom.account('wkA').servicers.set('lin', true);
  desk.wecom.advance(2 * minute);
  await until(() => wang.chat.state === 2);
  expect(await owner()).toBe('waiting');
});

test('a consultant who simply answers in the app has the conversation; what they write is kept and not sent again', async () => {
  const wang = await talking();
  wang.servicerSays('lin', '我是林顾问，您说的我看到了');
  await until(async () => typeof (await owner()) === 'object');
  wang.say('好的');
  await until(async () => (await transcript()).at(-1) === 'prospect: 好的');
  expect(await transcript()).toContain('consultant: 我是林顾问，您说的我看到了');
  expect(wang.texts).toHaveLength(1);
  expect(await owner()).toEqual({ consultant: 'p_lin', name: '林顾问' });
});

test('somebody whom the console does not know is called a consultant; who takes over from them is the new owner', async () => {
  const wang = await talking({ chen: true, lin: true });
  wang.servicerSays('chen', '您好');
  await until(async () => typeof (await owner()) === 'object');
  expect(await owner()).toEqual({ consultant: 'wecom:chen', name: '顾问' });
  wang.servicerHandsTo('lin');
  await until(async () => JSON.stringify(await owner()).includes('林顾问'));
});

test('given back in the console, the session in the app ends and the prospect is told', async () => {
  const wang = await talking();
  wang.servicerSays('lin', '您好');
  await until(async () => typeof (await owner()) === 'object');
  const lead = (await desk.conversation('wkA', 'wmWang')).replace(/^c_/, 'l_');
  await expect(desk.desk.reply(lead, desk.staff.get('lin')!, { id: 'r', text: '在' })).rejects.toThrow(/WeCom app/);
  await desk.desk.returnToBot(lead, desk.staff.get('lin')!);
  await heard(wang, 2);
  expect(wang.chat.state).toBe(4);
  expect(wang.chat.received[1]).toMatchObject({ by: 'event' });
  wang.say('全国的');
  await heard(wang, 3);
  expect(refusals()).toEqual([]);
});

test('chats that WeCom gives to whoever is on line leave the bot silent, and the owner learns why', async () => {
  desk = await customerServiceDesk();
  desk.wecom.account('wkA').autoAssign = true;
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.say('我们想办呼叫中心');
  await until(async () => typeof (await owner().catch(() => '')) === 'object');
  expect(wang.texts).toEqual([]);
  expect(refusals()).toEqual([95018]);
  expect(desk.logged.some((line) => line.includes('"state":3'))).toBe(true);
  // Nothing old is said when the chat comes back.
  wang.servicerEnds();
  desk.wecom.account('wkA').autoAssign = false;
  await until(async () => (await owner()) === 'bot');
  await heard(wang, 1);
  expect(wang.texts[0]).not.toContain('3–6');
  wang.say('全国的');
  await heard(wang, 2);
  expect(refusals()).toEqual([95018]);
});

test('a chat that went on to people behind our back is found out, not fought over', async () => {
  const wang = await talking();
  wang.chat.state = 2;
  wang.say('全国的');
  await until(() => refusals().includes(95018));
  await until(async () => (await desk.session('wkA', 'wmWang')).silenced === true);
  wang.chat.state = 3;
  wang.chat.servicer = 'lin';
  expect(wang.texts).toHaveLength(1);
});

test('a move that is no longer possible is looked at, not repeated', async () => {
  const wang = await talking();
  let moved = false;
  desk.wecom.faults = (path) => {
    if (path === 'kf/service_state/trans' && !moved) {
      moved = true;
      wang.chat.state = 3;
      wang.chat.servicer = 'lin';
    }
    return undefined;
  };
  wang.say('转人工');
  await heard(wang, 2);
  desk.wecom.advance(minute + 1000);
  await until(async () => typeof (await owner()) === 'object');
  expect(refusals()).toEqual([95016]);
  expect(await owner()).toEqual({ consultant: 'p_lin', name: '林顾问' });
});
