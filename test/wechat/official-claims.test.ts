import { afterEach, describe, expect, it } from 'vitest';
import { answered, claimAnswer, learnOf, noteDoubt } from '../../adapters/wechat/official-account/answer-claims.ts';
import { officialApi } from '../../adapters/wechat/official-account/api.ts';
import { brokenFor, lateFor, missedBy } from '../../adapters/wechat/official-account/claims.ts';
import { Service } from '../../adapters/wechat/official-account/service.ts';
import { standingOf } from '../../adapters/wechat/official-account/standing.ts';
import { samples } from '../support/wechat-official-account.ts';
import type { ServerParts } from './official-house.ts';
import { closeHouses, consultantSays, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

afterEach(closeHouses);

/** What the answer to this push would say. */
async function claimed({ store, sim }: ServerParts, by: string): Promise<readonly string[]> {
  const found = await claimAnswer(store, conversation, { by, attempt: `${by}, try 1`, now: sim.now() });
  return (found?.messages ?? []).map(({ text }) => text);
}

/** Nobody listened on the line of that try any more. */
function isMissed({ store, sim }: ServerParts, by: string, attempt = `${by}, try 1`): Promise<void> {
  return learnOf(store, conversation, {
    now: sim.now(),
    learn: (standing, now) => missedBy(standing, { by, attempt, arrivedMs: now, now }),
  });
}

async function events(house: ServerParts): Promise<readonly string[]> {
  return (await sessionOf(house)).lead.events.map(({ event }) => event);
}

/** A house whose own service keeps silent. */
async function silent(): Promise<ServerParts> {
  const house = await open({ settings: { kind: 'unverified' } });
  await house.sim.say(who, '转人工');
  return house;
}

/** Two messages of a consultant, each claimed by a push of its own. */
async function twoClaimed(): Promise<ServerParts> {
  const house = await silent();
  await consultantSays(house, '一');
  expect(await claimed(house, 'first')).toEqual(['一']);
  await consultantSays(house, '二');
  expect(await claimed(house, 'second')).toEqual(['二']);
  return house;
}

describe('a message on its way to WeChat', () => {
  it('is not claimed along with the next one while it is sent once more, whatever becomes of other claims', async () => {
    const house = await twoClaimed();
    const { sim, store } = house;
    await isMissed(house, 'first');
    Object.assign(sim.settings, { kind: 'service' });
    const { promise: isSending, resolve } = Promise.withResolvers<string>();
    sim.fault = (path) => {
      if (path.endsWith('send')) resolve(path);
      return { delayMs: 300 };
    };
    const api = officialApi({ ...samples, apiBase: house.apiBase, now: () => sim.now() });
    const service = new Service({ store, api, now: () => sim.now(), publicUrl: '', moreOf: () => '', log: { warn: () => {} } });
    const sent = service.sendAgain(conversation);
    await isSending;
    await isMissed(house, 'second');
    expect(await claimed(house, 'third')).toEqual(['二']);
    await sent;
    expect(shownBy(house).filter((text) => text.startsWith('林'))).toEqual(['林：一']);
  });

  it('is noted when the process that had claimed it is gone, also if later ones have arrived, and not said again', async () => {
    const house = await twoClaimed();
    const { sim, store } = house;
    const last = (await sessionOf(house)).seq;
    await answered(store, conversation, { by: 'second', attempt: 'second, try 1', upTo: last });
    sim.advance(60_000);
    expect(await claimed(house, 'third')).toEqual([]);
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
    expect(await claimed(house, 'fourth')).toEqual([]);
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
  });

  it('is noted when it was handed over as the line broke, though the process that saw it is gone', async () => {
    const house = await silent();
    await consultantSays(house, '一');
    await claimed(house, 'first');
    await answered(house.store, conversation, { by: 'first', attempt: 'first, try 1', upTo: (await sessionOf(house)).seq });
    const first = { by: 'first', attempt: 'first, try 1', now: house.sim.now() };
    await learnOf(house.store, conversation, { now: house.sim.now(), learn: (standing) => brokenFor(standing, first) });
    house.sim.advance(7000);
    await consultantSays(house, '二');
    expect(await claimed(house, 'second')).toEqual(['二']);
    expect(await events(house)).not.toContain('undelivered:uncertain');
    house.sim.advance(60_000);
    await answered(house.store, conversation, { by: 'second', attempt: 'second, try 1', upTo: (await sessionOf(house)).seq });
    await claimed(house, 'third');
    await claimed(house, 'fourth');
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
  });

  it('is noted when it was answered, and pushed again to a process that is gone before it could answer, too', async () => {
    const house = await silent();
    const { sim, store } = house;
    await consultantSays(house, '一');
    await claimed(house, 'first');
    const last = (await sessionOf(house)).seq;
    // The answer looked taken, and was not.
    await answered(store, conversation, { by: 'first', attempt: 'first, try 1', upTo: last });
    await claimAnswer(store, conversation, { by: 'first', attempt: 'first, try 2', now: sim.now() });
    sim.advance(60_000);
    await claimed(house, 'second');
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
  });

  it('is noted when it was handed over as the line broke, however much they write before that is known', async () => {
    const house = await silent();
    const { sim, store } = house;
    const say = async (by: string): Promise<void> => {
      await consultantSays(house, by);
      expect(await claimed(house, by)).toEqual([by]);
      await answered(store, conversation, { by, attempt: `${by}, try 1`, upTo: (await sessionOf(house)).seq });
    };
    await say('first');
    for (let count = 2; count <= 20; count++) {
      sim.advance(500);
      await say(`message ${count}`);
    }
    const first = { by: 'first', attempt: 'first, try 1', now: sim.now() };
    await learnOf(store, conversation, { now: sim.now(), learn: (standing) => brokenFor(standing, first) });
    for (let count = 21; count <= 40; count++) await say(`message ${count}`);
    await noteDoubt(store, conversation, { by: 'first', before: sim.now(), now: sim.now() });
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
    sim.advance(60_000);
    for (let count = 41; count <= 60; count++) await say(`message ${count}`);
    expect(standingOf(await sessionOf(house))?.claims?.length).toBeLessThanOrEqual(20 + 1);
  });

  it.each([
    { how: 'left too late', learn: lateFor },
    { how: 'left as its line broke', learn: brokenFor },
  ])('is noted when its answer $how, and the try that WeChat made before that came to nothing as well', async ({ learn }) => {
    const house = await silent();
    const { sim, store } = house;
    await consultantSays(house, '一');
    const [first, second] = [
      { by: 'first', attempt: 'try 1' },
      { by: 'first', attempt: 'try 2' },
    ];
    const arrivedMs = sim.now();
    sim.advance(200);
    // One process answers a try that WeChat has given up, while another has the next one in hand already.
    for (const attempt of [first, second]) await claimAnswer(store, conversation, { ...attempt, now: sim.now() });
    await answered(store, conversation, { ...first, upTo: (await sessionOf(house)).seq });
    await learnOf(store, conversation, { now: sim.now(), learn: (standing, now) => learn(standing, { ...first, now }) });
    await learnOf(store, conversation, {
      now: sim.now(),
      learn: (standing, now) => missedBy(standing, { ...second, arrivedMs, now }),
    });
    sim.advance(60_000);
    await consultantSays(house, '二');
    expect(await claimed(house, 'second')).toEqual(['二']);
    expect((await events(house)).filter((event) => event === 'undelivered:uncertain')).toHaveLength(1);
  });

  it('is not noted when another try answered, whichever is heard of first', async () => {
    for (const isHeardFirst of [true, false]) {
      const house = await silent();
      const { sim, store } = house;
      await consultantSays(house, '一');
      const upTo = (await sessionOf(house)).seq;
      const [first, second] = [
        { by: 'first', attempt: 'try 1' },
        { by: 'first', attempt: 'try 2' },
      ];
      for (const attempt of [first, second]) await claimAnswer(store, conversation, { ...attempt, now: sim.now() });
      const breaks = () =>
        learnOf(store, conversation, { now: sim.now(), learn: (standing, now) => brokenFor(standing, { ...first, now }) });
      if (isHeardFirst) await breaks();
      await answered(store, conversation, { ...second, upTo });
      if (!isHeardFirst) await breaks();
      sim.advance(60_000);
      await claimed(house, 'second');
      expect(await events(house)).not.toContain('undelivered:uncertain');
    }
  });

  it('is not given back by the last of many tries while one of them may have handed it over', async () => {
    const house = await silent();
    const { store, sim } = house;
    await consultantSays(house, '一');
    const tries = Array.from({ length: 12 }, (_, index) => ({ by: 'first', attempt: `try ${index}` }));
    for (const attempt of tries) await claimAnswer(store, conversation, { ...attempt, now: sim.now() });
    for (const attempt of tries.slice(1)) await isMissed(house, attempt.by, attempt.attempt);
    expect(await claimed(house, 'second')).toEqual([]);
    const few = tries.slice(0, 3).map(({ attempt }) => ({ by: 'third', attempt }));
    await consultantSays(house, '二');
    for (const attempt of few) await claimAnswer(store, conversation, { ...attempt, now: sim.now() });
    for (const attempt of few) await isMissed(house, attempt.by, attempt.attempt);
    expect(await claimed(house, 'fourth')).toEqual(['二']);
  });

  it('is not noted when it was answered, though another was claimed meanwhile', async () => {
    const house = await silent();
    await consultantSays(house, '一');
    await claimed(house, 'first');
    const upTo = (await sessionOf(house)).seq;
    await consultantSays(house, '二');
    await claimed(house, 'second');
    await answered(house.store, conversation, { by: 'second', attempt: 'second, try 1', upTo: upTo + 1 });
    await answered(house.store, conversation, { by: 'first', attempt: 'first, try 1', upTo });
    house.sim.advance(60_000);
    await claimed(house, 'third');
    expect(await events(house)).not.toContain('undelivered:uncertain');
  });
});
