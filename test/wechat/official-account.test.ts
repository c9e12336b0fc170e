import { afterEach, describe, expect, it } from 'vitest';
import { conversationOf } from '../../adapters/wechat/official-account/arrival.ts';
import type { Session } from '../../bot/session/session.ts';
import { samples } from '../support/wechat-official-account.ts';
import { sealed } from '../support/wechat-official-push.ts';
import type { HouseSettings } from './official-house.ts';
import { closeHouses, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

afterEach(closeHouses);

const dialogue = [
  ['我们想办全国的呼叫中心，注册资本一千万，都是内资', /全国|呼叫中心/],
  ['要报价', /元|报价/],
  ['可以', /./],
  ['13800000000', /./],
] as const;

describe('every way to push', () => {
  const ways: [string, Partial<HouseSettings['settings'] & object>][] = [
    ['plain XML', { format: 'xml' }],
    ['plain JSON', { format: 'json' }],
    ['sealed XML', { aesKey: samples.aesKey }],
    ['sealed JSON', { aesKey: samples.aesKey, format: 'json' }],
    ['the compatible mode', { aesKey: samples.aesKey, mode: 'compatible' }],
  ];
  it.each(ways)('%s: the qualification is talked through to the handover, each message answered at once', async (_, settings) => {
    const { aesKey: sampleKey, ...plain } = samples;
    const house = await open({ settings: { ...plain, ...(settings.aesKey && { aesKey: sampleKey }), ...settings } });
    const { sim } = house;
    const welcome = await sim.follow(who, 'fair-2027');
    expect(welcome.reply).toMatch(/您好/);
    for (const [text, expected] of dialogue) {
      const pushed = await sim.say(who, text);
      expect(pushed).toMatchObject({ reply: expect.stringMatching(expected) });
      expect(pushed.tries).toHaveLength(1);
    }
    const session = await sessionOf(house);
    expect(session.owner).toBe('waiting');
    expect(session.origin.campaign).toEqual({ scene: 'fair-2027' });
    expect(session.state.slots['phone']).toMatchObject({ value: '13800000000' });
    expect(sim.troubles).toEqual([]);
    // All of it went out as answers: nothing is left over, and no send was spent.
    await house.runJobs();
    sim.advance(60_000);
    await house.runJobs();
    // On a slow machine it may have been shown meanwhile that something is being written.
    expect(sim.calls.filter(({ path }) => path.endsWith('send'))).toEqual([]);
    expect(shownBy(house)).toHaveLength(1 + dialogue.length);
  });
});

describe('the address', () => {
  it('proves itself by the plain echostr, and not to a wrong signature', async () => {
    const house = await open();
    const { query } = sealed(house.sim, { FromUserName: who });
    query.set('echostr', '437512094834535<b>');
    const address = `${house.sim.callback}?${query}`;
    const response = await fetch(address);
    expect([response.status, await response.text()]).toEqual([200, '437512094834535<b>']);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    query.set('signature', 'f'.repeat(40));
    expect((await fetch(`${house.sim.callback}?${query}`)).status).toBe(403);
  });

  it('refuses forged, plain, foreign and oversized pushes, and starts no conversation for them', async () => {
    const house = await open({ settings: { aesKey: samples.aesKey } });
    const told = { ToUserName: house.sim.account, FromUserName: who, MsgType: 'text', Content: '你好', MsgId: '1' };
    const { query, body } = sealed(house.sim, told);
    const post = async (search: URLSearchParams, text: string): Promise<number> =>
      (await fetch(`${house.sim.callback}?${search}`, { method: 'POST', body: text })).status;
    const forged = new URLSearchParams(query);
    forged.set('msg_signature', 'f'.repeat(40));
    expect(await post(forged, body)).toBe(403);
    expect(await post(query, '<xml><FromUserName>x</FromUserName><Content>1</Content></xml>')).toBe(403);
    expect(await post(query, '<!DOCTYPE a><xml/>')).toBe(400);
    expect(await post(query, `<xml>${' '.repeat(70_000)}</xml>`)).toBe(413);
    expect(await house.store.load(conversation, [])).toMatchObject({ version: 0 });
    expect(house.pushes).toEqual(['refused:signature', 'refused:plain', 'refused:malformed']);
  });
});

describe('a push that comes again', () => {
  it('gets the same reply and has no second effect', async () => {
    const house = await open();
    await house.sim.follow(who);
    const first = await house.sim.say(who, '呼叫中心要多少钱', { again: '22876340532172987' });
    const second = await house.sim.say(who, '呼叫中心要多少钱', { again: '22876340532172987' });
    expect(second.reply).toBe(first.reply);
    const near = await house.sim.say(who, '呼叫中心要多少钱', { again: '22876340532172988' });
    expect(near.reply).toBeDefined();
    const messages = await house.store.messages(conversation, 0, 100);
    expect(messages.filter(({ from }) => from === 'prospect')).toHaveLength(2);
  });

  it('joins the turn that is running, and the last try carries the reply when nothing else may', async () => {
    const slow = Promise.withResolvers<null>();
    const model = { read: () => slow.promise };
    const house = await open({ model, settings: { kind: 'unverified', patienceMs: 1500 }, replyWithinMs: 1300 });
    const pushed = house.sim.say(who, '那个那个嗯嗯啊啊这样那样的话怎么说呢反正就是那个意思吧你懂的');
    await expect.poll(() => house.pushes.length).toBe(2);
    slow.resolve(null);
    expect(await pushed).toMatchObject({ reply: expect.stringMatching(/./) });
    expect((await house.store.messages(conversation, 0, 100)).filter(({ from }) => from === 'prospect')).toHaveLength(1);
    expect(house.sim.troubles).toEqual([]);
  });

  it('is taken up by another process when the one that acknowledged it is gone', async () => {
    const house = await open();
    const arrival = {
      kind: 'said',
      id: 'oa:5',
      openid: who,
      account: 'gh_1',
      at: house.sim.now(),
      text: '你好',
      gives: 'message',
    };
    house.sim.person(who).following = true;
    house.sim.person(who).heard(house.sim.now(), 'message');
    await house.store.putRecord('wechat-oa-late', `${who} oa:5`, { at: house.sim.now(), arrival });
    await house.takeUpLate();
    expect(shownBy(house)).toEqual([]);
    house.sim.advance(31_000);
    await house.takeUpLate();
    await house.takeUpLate();
    expect(house.sim.person(who).shown).toMatchObject([{ way: 'service', text: expect.stringMatching(/./) }]);
  });
});

describe('what a follower does', () => {
  it('taps words of a reply, types the number or the words: equal answers', async () => {
    const house = await open();
    const answers: unknown[] = [];
    for (const [index, [text, menu]] of (
      [
        ['全国', 'scope=nationwide'],
        ['1', undefined],
        ['全国', undefined],
      ] as const
    ).entries()) {
      const openid = `oABCDEFG_hijklmnop-1${index}00`;
      const asked = await house.sim.say(openid, '想办呼叫中心许可证');
      expect(asked.reply).toContain('weixin://bizmsgmenu?msgmenucontent=');
      await house.sim.say(openid, text, menu === undefined ? {} : { menu });
      const { session } = await house.store.load(conversationOf(samples.appId, openid), []);
      answers.push((session as Session).state.slots['scope']);
    }
    for (const answer of answers) expect(answer).toMatchObject({ value: 'nationwide' });
  });

  it('sees numbers where the account has nothing to tap', async () => {
    const house = await open({ settings: { kind: 'unverified' } });
    const asked = await house.sim.say(who, '想办呼叫中心许可证');
    expect(asked.reply).toMatch(/\n1\. /);
    expect(asked.reply).not.toContain('weixin://');
  });

  it('scans another code: it is noted, and nobody is greeted twice', async () => {
    const house = await open();
    await house.sim.follow(who, 'first');
    expect(await house.sim.scan(who, 'second')).not.toHaveProperty('reply');
    const { origin, lead } = await sessionOf(house);
    expect(origin.campaign).toEqual({ scene: 'second' });
    expect(lead.events.map(({ event }) => event)).toContain('scanned:second');
  });

  it('taps the menu of the account, sends pictures, voice and things that no one knows', async () => {
    const house = await open();
    await house.sim.follow(who);
    expect(await house.sim.tap(who, '呼叫中心要多少钱')).toMatchObject({ reply: expect.stringMatching(/./) });
    expect(await house.sim.send(who, { MsgType: 'image', PicUrl: 'http://x', MediaId: '1', MsgId: '71' })).toHaveProperty(
      'reply',
    );
    expect(await house.sim.send(who, { MsgType: 'voice', MediaId: '1', Recognition: '全国', MsgId: '72' })).toHaveProperty(
      'reply',
    );
    for (const Event of ['VIEW', 'LOCATION', 'TEMPLATESENDJOBFINISH', 'something_new']) {
      expect(await house.sim.send(who, { MsgType: 'event', Event, EventKey: 'x' })).not.toHaveProperty('reply');
    }
    const said = (await house.store.messages(conversation, 0, 100)).filter(({ from }) => from === 'prospect');
    expect(said.map(({ text }) => text)).toEqual(['呼叫中心要多少钱', '[图片]', '全国']);
    expect(house.sim.troubles).toEqual([]);
  });
});
