import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sealed } from '../support/wechat-official-push.ts';
import { storeWith } from './official-house.ts';
import { closeHouses, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

afterEach(closeHouses);

/** Whether it is acknowledged within WeChat's own five seconds is not what these look at; a machine with much to do is slow. */
const patient = { patienceMs: 20_000 };

describe('a push whose answer takes long', () => {
  it('is acknowledged when the turn takes too long, shows typing, and the service sends the reply', async () => {
    const slow = Promise.withResolvers<null>();
    const house = await open({ model: { read: () => slow.promise }, replyWithinMs: 3500, lagMs: () => 0, settings: patient });
    await house.sim.follow(who);
    const pushed = await house.sim.say(who, '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的');
    expect(pushed).toMatchObject({ tries: [expect.any(Number)] });
    expect(pushed.reply).toBeUndefined();
    await expect.poll(() => house.sim.calls.map(({ path }) => path)).toContain('message/custom/typing');
    // The process could die now: the message is kept, and another one takes it up.
    expect(await house.store.listRecords('wechat-oa-late')).toHaveLength(1);
    slow.resolve(null);
    await expect.poll(() => house.sim.person(who).shown.at(-1)?.way).toBe('service');
    await expect.poll(() => house.store.listRecords('wechat-oa-late')).toEqual([]);
    await house.runJobs();
    expect(shownBy(house)).toHaveLength(2);
  });

  it('is acknowledged as soon when it lay for a while before it was taken up: counted from when WeChat began to wait', async () => {
    const slow = Promise.withResolvers<null>();
    const house = await open({ model: { read: () => slow.promise } });
    const { sim } = house;
    await sim.say(who, '你好');
    const Content = '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的';
    const at = { CreateTime: Math.floor(sim.now() / 1000), MsgType: 'text', Content, MsgId: '9' };
    const { query, body } = sealed(sim, { ToUserName: sim.account, FromUserName: who, ...at });
    sim.advance(3000);
    const began = performance.now();
    const answer = await fetch(`${sim.callback}?${query}`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    expect(await answer.text()).toBe('success');
    expect(performance.now() - began).toBeLessThan(2500);
    slow.resolve(null);
    await expect.poll(() => sim.person(who).shown.map(({ way }) => way)).toEqual(['reply', 'service']);
  });

  it('is acknowledged the sooner the later the timers of a process with much to do come', async () => {
    const slow = Promise.withResolvers<null>();
    const house = await open({ model: { read: () => slow.promise }, lagMs: () => 600 });
    await house.sim.follow(who);
    const began = performance.now();
    const pushed = await house.sim.say(who, '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的');
    expect(pushed).not.toHaveProperty('reply');
    expect(performance.now() - began).toBeLessThan(3000);
    slow.resolve(null);
    await expect.poll(() => house.sim.person(who).shown.at(-1)?.way).toBe('service');
  });

  it('is acknowledged when the turn is done and it takes too long to find out who says the reply; the service does, once', async () => {
    const house = await open({ settings: patient });
    await house.sim.follow(who);
    const { promise: isAcknowledged, resolve: acknowledged } = Promise.withResolvers<null>();
    let looks = 0;
    const store = storeWith(house.store, {
      deliveredUpTo: async (id) => {
        looks += 1;
        // Once after its turn, and then for what it may answer.
        if (looks === 2) await isAcknowledged;
        return house.store.deliveredUpTo(id);
      },
    });
    const slow = await open({ beside: { ...house, store }, replyWithinMs: 3000 });
    house.sim.callback = `${slow.url}/wechat/official-account`;
    const pushed = await house.sim.say(who, '呼叫中心要多少钱');
    expect(pushed).toMatchObject({ tries: [expect.any(Number)] });
    expect(pushed).not.toHaveProperty('reply');
    acknowledged(null);
    await expect.poll(() => house.sim.person(who).shown.at(-1)?.way).toBe('service');
    house.sim.advance(60_000);
    await house.runJobs();
    expect(shownBy(house)).toHaveLength(2);
  });

  it('is answered by the service at once also when its turn ends while it is being acknowledged', async () => {
    const house = await open();
    await house.sim.follow(who);
    const slow = Promise.withResolvers<null>();
    const store = storeWith(house.store, {
      putRecord: async (...record) => {
        slow.resolve(null);
        await expect.poll(async () => (await house.store.messages(conversation, 0, 100)).length).toBe(3);
        // By now the turn has looked whether it is to send its reply.
        await pause(200);
        return house.store.putRecord(...record);
      },
    });
    const late = await open({ beside: { ...house, store }, model: { read: () => slow.promise }, replyWithinMs: 500 });
    house.sim.callback = `${late.url}/wechat/official-account`;
    await house.sim.say(who, '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的');
    await expect.poll(() => house.sim.person(who).shown.at(-1)?.way, { timeout: 5000 }).toBe('service');
  });

  it('is noted when it was answered before by a process that is gone, and WeChat pushed it again', async () => {
    const house = await open();
    const { sim } = house;
    await sim.say(who, '呼叫中心要多少钱', { again: '9' });
    const { promise: isAcknowledged, resolve: acknowledged } = Promise.withResolvers<null>();
    const store = storeWith(house.store, {
      load: async (...asked) => {
        await isAcknowledged;
        return house.store.load(...asked);
      },
    });
    const slow = await open({ beside: { ...house, store }, replyWithinMs: 300, retriedWithinMs: 200 });
    sim.callback = `${slow.url}/wechat/official-account`;
    expect(await sim.repeat(who, '呼叫中心要多少钱', '9')).not.toHaveProperty('reply');
    acknowledged(null);
    const events = async (): Promise<readonly string[]> => (await sessionOf(house)).lead.events.map(({ event }) => event);
    await expect.poll(events).toContain('undelivered:uncertain');
    expect(shownBy(house)).toHaveLength(1);
  });

  it('and was acknowledged by a process that is gone puts the answer of one before that in doubt', async () => {
    const house = await open({ retriedWithinMs: 200 });
    const { sim, store } = house;
    const text = '呼叫中心要多少钱';
    await sim.say(who, text, { again: '9' });
    const arrival = { kind: 'said', id: 'oa:9', openid: who, account: sim.account, at: sim.now(), text, gives: 'message' };
    await store.putRecord('wechat-oa-late', `${who} oa:9`, { at: sim.now(), arrival });
    sim.advance(31_000);
    await house.takeUpLate();
    const events = async (): Promise<readonly string[]> => (await sessionOf(house)).lead.events.map(({ event }) => event);
    await expect.poll(events).toContain('undelivered:uncertain');
    expect(await store.listRecords('wechat-oa-late')).toEqual([]);
    expect(shownBy(house)).toHaveLength(1);
  });

  it('and was acknowledged is heard before what the person says next, though another process takes that up', async () => {
    const slow = Promise.withResolvers<null>();
    const house = await open({ model: { read: () => slow.promise }, replyWithinMs: 500 });
    const other = await open({ beside: house });
    const { sim } = house;
    const vague = '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的';
    await sim.say(who, vague);
    expect(shownBy(house)).toEqual([]);
    sim.callback = `${other.url}/wechat/official-account`;
    expect(await sim.say(who, '呼叫中心要多少钱')).toHaveProperty('reply');
    slow.resolve(null);
    await expect.poll(() => house.store.listRecords('wechat-oa-late')).toEqual([]);
    sim.advance(60_000);
    await house.runJobs();
    const heard = (await house.store.messages(conversation, 0, 100)).filter(({ from }) => from === 'prospect');
    expect(heard.map(({ text }) => text)).toEqual([vague, '呼叫中心要多少钱']);
    expect(shownBy(house)).toHaveLength(1);
  });

  it('shows no typing once it was answered, however long that takes to be written down', async () => {
    const house = await open();
    const { promise: isWrittenDown, resolve: writtenDown } = Promise.withResolvers<null>();
    const store = storeWith(house.store, {
      delivered: async (...delivered) => {
        await pause(2000);
        await house.store.delivered(...delivered);
        writtenDown(null);
      },
    });
    const slow = await open({ beside: { ...house, store } });
    house.sim.callback = `${slow.url}/wechat/official-account`;
    const shownAtTyping: number[] = [];
    house.sim.fault = (path) => {
      if (path.endsWith('typing')) shownAtTyping.push(shownBy(house).length);
      return null;
    };
    expect(await house.sim.say(who, '你好')).toHaveProperty('reply');
    await isWrittenDown;
    expect(shownAtTyping).not.toContain(1);
  });
});
