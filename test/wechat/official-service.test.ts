import { afterEach, describe, expect, it } from 'vitest';
import { standingOf } from '../../adapters/wechat/official-account/standing.ts';
import { closeHouses, consultantSays, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

afterEach(closeHouses);

describe('what is sent without being asked', () => {
  it('goes out by the service, five times for a message of theirs, and waits for the next one then', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    const replied = shownBy(house).length;
    for (let count = 1; count <= 7; count++) await consultantSays(house, `第 ${count} 句`);
    expect(house.sim.person(who).shown.slice(replied)).toHaveLength(5);
    expect(house.sim.calls.filter(({ code }) => code !== 0)).toEqual([]);
    await house.runJobs();
    // What could not be sent comes first with the next answer. WeChat tells the time of a message in seconds: one of the same second
    // as the last gives no sends anew.
    house.sim.advance(1000);
    const next = await house.sim.say(who, '在吗');
    expect(next.reply).toBe('林：第 6 句\n\n林：第 7 句');
    await consultantSays(house, '第 8 句');
    expect(shownBy(house).at(-1)).toBe('林：第 8 句');
  });

  it('is not sent after 48 hours, however it came about', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    const shown = shownBy(house).length;
    house.sim.advance(48 * 3_600_000 - 60_000);
    await consultantSays(house, '还在吗');
    expect(house.sim.calls.filter(({ path }) => path.endsWith('send'))).toEqual([]);
    expect(shownBy(house)).toHaveLength(shown);
    expect((await house.sim.say(who, '在')).reply).toBe('林：还在吗');
  });

  it('is as little as follows from a tap: three within a minute', async () => {
    const house = await open();
    await house.sim.follow(who);
    for (let count = 1; count <= 4; count++) await consultantSays(house, `第 ${count} 句`);
    expect(house.sim.person(who).shown.filter(({ way }) => way === 'service')).toHaveLength(3);
    expect(house.sim.calls.filter(({ code }) => code !== 0)).toEqual([]);
    house.sim.advance(61_000);
    await consultantSays(house, '第 5 句');
    expect(house.sim.person(who).shown.filter(({ way }) => way === 'service')).toHaveLength(3);
  });

  it('stays with whoever has not left, and stops for who has', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    await house.sim.unfollow(who);
    await consultantSays(house, '您好');
    expect(house.sim.calls.filter(({ path }) => path.endsWith('send'))).toEqual([]);
    house.sim.person(who).blocked = true;
    await house.sim.say(who, '我回来了');
    await consultantSays(house, '欢迎');
    expect(house.sim.calls.at(-1)).toMatchObject({ code: 43_019 });
    await consultantSays(house, '还在吗');
    expect(house.sim.calls.filter(({ code }) => code === 43_019)).toHaveLength(1);
    expect((await sessionOf(house)).lead.events.map(({ event }) => event)).toContain('undelivered:unreachable');
  });
});

describe('when WeChat fails', () => {
  it.each([['token-expired'], ['busy']] as const)('%s once: the message arrives once', async (fault) => {
    const house = await open();
    await house.sim.say(who, '转人工');
    let left = 1;
    house.sim.fault = (path) => (path.endsWith('send') && left-- > 0 ? fault : null);
    await consultantSays(house, '您好');
    expect(shownBy(house).filter((text) => text === '林：您好')).toHaveLength(1);
  });

  it('and the token is revoked early: it is fetched again, once for all who wait', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    await consultantSays(house, '一');
    house.sim.revoke();
    await consultantSays(house, '二');
    expect(shownBy(house).slice(-2)).toEqual(['林：一', '林：二']);
    expect(house.sim.calls.filter(({ path }) => path === 'stable_token')).toHaveLength(2);
  });

  it.each([['reset-after'], ['truncated']] as const)(
    '%s: what it may have is never sent twice, and that is noted',
    async (fault) => {
      const house = await open();
      await house.sim.say(who, '转人工');
      house.sim.fault = (path) => (path.endsWith('send') ? fault : null);
      await consultantSays(house, '您好');
      house.sim.fault = () => null;
      house.sim.advance(3_600_000);
      await house.runJobs();
      expect(shownBy(house).filter((text) => text === '林：您好')).toHaveLength(1);
      expect((await sessionOf(house)).lead.events.map(({ event }) => event)).toContain('undelivered:uncertain');
    },
  );

  it('and does not know this address: nothing is lost, and it arrives when that is mended', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    house.sim.fault = () => 'ip-refused';
    await consultantSays(house, '您好');
    expect(house.warnings).toContainEqual(expect.objectContaining({ fault: 'misconfigured', address: '203.0.113.9' }));
    house.sim.fault = () => null;
    for (let tries = 0; tries < 4; tries++) {
      house.sim.advance(60_000);
      await house.runJobs();
    }
    expect(shownBy(house).filter((text) => text === '林：您好')).toHaveLength(1);
    expect(standingOf(await sessionOf(house))?.message?.sends).toBe(1);
  });

  it('and the account has no menus: the choices come as numbers', async () => {
    const house = await open({ settings: { kind: 'subscription' } });
    await house.sim.say(who, '转人工');
    await house.bot.conversations.act(conversation, (session) => ({
      result: null,
      session,
      drafts: [{ from: 'bot', text: '哪一个？', choices: [{ value: 'scope=nationwide', label: '全国' }] }],
    }));
    expect(shownBy(house).at(-1)).toBe('哪一个？\n\n1. 全国');
  });

  it('and the account may not send at all: everything waits for an answer', async () => {
    const house = await open({ settings: { kind: 'service' } });
    await house.sim.say(who, '转人工');
    Object.assign(house.sim.settings, { kind: 'unverified' });
    await consultantSays(house, '您好');
    expect((await house.sim.say(who, '在吗')).reply).toBe('林：您好');
  });
});

describe('a reply that is longer than a message can be', () => {
  it('ends at a sentence and leads to a page where it stands whole', async () => {
    const house = await open();
    await house.sim.say(who, '转人工');
    await house.sim.unfollow(who);
    await house.sim.say(who, '你好');
    house.sim.fault = () => 'busy';
    const long = '这是一句用来测试的话，它不短也不长。'.repeat(90);
    await consultantSays(house, long);
    house.sim.fault = () => null;
    const { reply = '' } = await house.sim.say(who, '在吗');
    expect(reply).toMatch(/它不短也不长。\n\n全文见：https:\/\/chat\.example\.com\/wechat\/said\/[\w.-]+$/);
    const path = reply.slice(reply.indexOf('/wechat/said/'));
    const page = await fetch(house.url + path);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(long)]);
    expect((await fetch(`${house.url}${path.slice(0, -2)}xx`)).status).toBe(404);
  });
});
