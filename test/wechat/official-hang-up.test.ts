import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text as bodyOf } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { sealed } from '../support/wechat-official-push.ts';
import { storeWith } from './official-house.ts';
import { closeHouses, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

afterEach(closeHouses);

const vague = '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的';

describe('WeChat hangs up', () => {
  it('while one process thinks and pushes again to another, which answers: the first does not send it as well', async () => {
    const [slow, quick] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
    const house = await open({ model: { read: () => slow.promise }, replyWithinMs: 20_000, settings: { patienceMs: 1500 } });
    // What the second process has sent is counted late: the first looks in between.
    const { promise: looked, resolve: look } = Promise.withResolvers<null>();
    const store = storeWith(house.store, {
      delivered: async (id, upTo) => {
        await looked;
        return house.store.delivered(id, upTo);
      },
    });
    const other = await open({ model: { read: () => quick.promise }, replyWithinMs: 20_000, beside: { ...house, store } });
    // The first try goes to one process, all others to the other.
    const addresses = [house.url, other.url];
    Object.defineProperty(house.sim, 'callback', {
      get: () => `${addresses.length > 1 ? addresses.shift() : addresses[0]}/wechat/official-account`,
    });
    const pushed = house.sim.say(who, vague);
    await expect.poll(() => other.pushes.length).toBe(1);
    expect(house.pushes).toHaveLength(1);
    quick.resolve(null);
    expect(await pushed).toMatchObject({ reply: expect.stringMatching(/./) });
    slow.resolve(null);
    // It has found that somebody else is at it.
    await expect.poll(() => house.warnings.length).toBe(1);
    look(null);
    for (let minute = 1; minute <= 3; minute++) {
      house.sim.advance(60_000);
      await house.runJobs();
    }
    expect(shownBy(house)).toHaveLength(1);
    expect(house.sim.calls.filter(({ path }) => path.endsWith('send'))).toEqual([]);
  });

  it('mid-reply, and pushes again after the next message was answered: it gets the reply of its own', async () => {
    const house = await open();
    const { sim } = house;
    await sim.say(who, '你好');
    sim.hangUp = () => 'mid-reply';
    const lost = { again: '22876340532199999' };
    await sim.say(who, '我们想办全国的呼叫中心，注册资本一千万', lost);
    sim.hangUp = () => null;
    await sim.say(who, '都是内资');
    const { reply } = await sim.say(who, '我们想办全国的呼叫中心，注册资本一千万', lost);
    const messages = await house.store.messages(conversation, 0, 100);
    const asked = messages.findIndex(({ text }) => text.startsWith('我们想办全国'));
    expect(reply).toContain(messages[asked + 1]?.text.slice(0, 20));
    expect(new Set(shownBy(house)).size).toBe(3);
  });

  it('mid-reply and then on both later tries: it was certainly not taken, and the service sends it once', async () => {
    const house = await open({ loadMs: 30 });
    const { sim } = house;
    await sim.say(who, '你好');
    const tries: number[] = [];
    sim.hangUp = (attempt) => {
      tries.push(attempt);
      return attempt === 1 ? 'mid-reply' : 'at-once';
    };
    await sim.say(who, '呼叫中心要多少钱');
    expect(tries).toEqual([1, 2, 3]);
    await expect.poll(() => shownBy(house).length).toBe(2);
    sim.hangUp = () => null;
    sim.advance(60_000);
    await house.runJobs();
    await sim.say(who, '谢谢');
    const last = (await house.store.messages(conversation, 0, 100)).findLast(({ text }) => text === '呼叫中心要多少钱');
    const [reply] = await house.store.messages(conversation, last?.seq ?? 0, 1);
    expect(shownBy(house).filter((text) => text.includes(reply?.text.split('\n')[0] ?? '?'))).toHaveLength(1);
    expect(shownBy(house)).toHaveLength(3);
  });

  it('mid-reply and then on both later tries, while its service is busy: what was not taken is sent when it is not', async () => {
    const house = await open({ loadMs: 30 });
    const { sim } = house;
    await sim.say(who, '你好');
    sim.hangUp = (attempt) => (attempt === 1 ? 'mid-reply' : 'at-once');
    sim.fault = (path) => (path.endsWith('send') ? { code: 45_009 } : null);
    await sim.say(who, '呼叫中心要多少钱');
    await expect.poll(() => sim.calls.filter(({ path }) => path.endsWith('send')).length).toBeGreaterThan(0);
    sim.hangUp = () => null;
    sim.fault = () => null;
    expect(shownBy(house)).toHaveLength(1);
    // Another process tells of earlier messages only now.
    await house.store.delivered(conversation, 1);
    sim.advance(60_000);
    await house.runJobs();
    expect(shownBy(house)).toHaveLength(2);
    sim.advance(60_000);
    await house.runJobs();
    expect(shownBy(house)).toHaveLength(2);
  });

  it('mid-reply on every try: nobody can know what was read, so it is noted and not said again', async () => {
    const house = await open({ retriedWithinMs: 300 });
    const { sim } = house;
    await sim.say(who, '你好');
    sim.hangUp = () => 'mid-reply';
    await sim.say(who, '呼叫中心要多少钱');
    sim.hangUp = () => null;
    const noted = async (): Promise<number> =>
      (await sessionOf(house)).lead.events.filter(({ event }) => event === 'undelivered:uncertain').length;
    await expect.poll(noted).toBe(1);
    sim.advance(60_000);
    await house.runJobs();
    expect(shownBy(house)).toHaveLength(1);
  });

  it('on a process that is slow to notice, and is answered by another: what was read is not said again', async () => {
    const house = await open({ settings: { patienceMs: 1500 } });
    const { sim } = house;
    await sim.say(who, '你好');
    const { promise: looked, resolve: look } = Promise.withResolvers<null>();
    // It looks once after its turn, and then for what it may answer.
    let [looks, commits] = [0, 0];
    const store = storeWith(house.store, {
      deliveredUpTo: async (id) => {
        looks += 1;
        if (looks > 1) await looked;
        return house.store.deliveredUpTo(id);
      },
      commit: async (...commit) => {
        await house.store.commit(...commit);
        commits += 1;
      },
    });
    const slow = await open({ beside: { ...house, store } });
    const addresses = [slow.url, house.url];
    Object.defineProperty(sim, 'callback', {
      get: () => `${addresses.length > 1 ? addresses.shift() : addresses[0]}/wechat/official-account`,
    });
    const { tries, reply } = await sim.say(who, '呼叫中心要多少钱');
    expect(tries).toHaveLength(2);
    const before = commits;
    look(null);
    await expect.poll(() => commits).toBeGreaterThanOrEqual(before + 2);
    sim.advance(60_000);
    await house.runJobs();
    await sim.say(who, '谢谢');
    expect(shownBy(house).filter((text) => text.slice(0, 15) === reply?.slice(0, 15))).toHaveLength(1);
  });

  it('on a push that came by the line of an answer that was read: only the reply to that push is uncertain', async () => {
    const house = await open({ retriedWithinMs: 300 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const push = async (Content: string, MsgId: string): Promise<IncomingMessage> => {
      const told = {
        ToUserName: house.sim.account,
        FromUserName: who,
        CreateTime: 1_800_000_000,
        MsgType: 'text',
        Content,
        MsgId,
      };
      const { query, body } = sealed(house.sim, told);
      const sent = request(`${house.sim.callback}?${query}`, { method: 'POST', agent, headers: { 'content-type': 'text/xml' } });
      return ((await once(sent.end(body), 'response')) as [IncomingMessage])[0];
    };
    const read = await push('你好', '1');
    const { socket } = read;
    await bodyOf(read);
    const cut = await push('呼叫中心要多少钱', '2');
    cut.on('error', () => {});
    expect(cut.socket).toBe(socket);
    cut.socket.resetAndDestroy();
    const noted = async (): Promise<number> =>
      (await sessionOf(house)).lead.events.filter(({ event }) => event === 'undelivered:uncertain').length;
    await expect.poll(noted).toBe(1);
    await pause(400);
    expect(await noted()).toBe(1);
  });

  it('before a process with much to do has taken the push up: it is not answered, and the service sends the reply once', async () => {
    const house = await open();
    const { sim } = house;
    await sim.say(who, '你好');
    const told = {
      ToUserName: sim.account,
      FromUserName: who,
      CreateTime: 1_800_000_000,
      MsgType: 'text',
      Content: '谢谢',
      MsgId: '9',
    };
    // Signed by WeChat as the push left, and read by us only now.
    const { query, body } = sealed(sim, told);
    sim.advance(6000);
    const answer = await fetch(`${sim.callback}?${query}`, { method: 'POST', headers: { 'content-type': 'text/xml' }, body });
    expect(await answer.text()).toBe('success');
    await expect.poll(() => shownBy(house).length).toBe(2);
    sim.advance(60_000);
    await house.runJobs();
    expect(sim.person(who).shown.map(({ way }) => way)).toEqual(['reply', 'service']);
  });

  it('on an account that may only answer: what was not taken comes with the next answer', async () => {
    const house = await open({ settings: { kind: 'unverified' }, loadMs: 30 });
    const { sim } = house;
    await sim.say(who, '你好');
    sim.hangUp = (attempt) => (attempt === 1 ? 'mid-reply' : 'at-once');
    await sim.say(who, '呼叫中心要多少钱');
    sim.hangUp = () => null;
    const messages = await house.store.messages(conversation, 0, 100);
    const unread = messages.at(-1)?.text.slice(0, 15) ?? '?';
    await expect.poll(async () => JSON.stringify((await sessionOf(house)).reach)).toContain('"again"');
    expect((await sim.say(who, '谢谢')).reply).toContain(unread);
    expect((await sim.say(who, '再见')).reply).not.toContain(unread);
  });
});
