import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../bot/message.ts';
import type { Fault } from '../support/wechat-official-account.ts';
import type { ServerParts } from './official-house.ts';
import { closeHouses, consultantSays, conversation, open, sessionOf, shownBy, who } from './official-talk.ts';

// What takes several messages of the service, and WeChat takes the first and not all others.

afterEach(closeHouses);

const sentence = '这是一句用来测试的话，它不短也不长。';
const [one, two, three] = ['甲', '乙', '丙'].map((mark) => mark.repeat(500)) as [string, string, string];

async function taken(): Promise<ServerParts> {
  const house = await open();
  await house.sim.say(who, '转人工');
  return house;
}

/** What happens as the service makes its `count`th send from now on. */
function atSend({ sim }: ServerParts, count: number, happens: () => Fault | null): void {
  let sends = 0;
  sim.fault = (path) => {
    if (path.endsWith('send')) sends += 1;
    return path.endsWith('send') && sends === count ? happens() : null;
  };
}

/** Another program sends by the same account until nothing is left. */
function useUp({ sim }: ServerParts): null {
  const person = sim.person(who);
  while (person.count(sim.now()) === 0);
  return null;
}

/** WeChat tells the time of a message in seconds: one of the same second as the last gives no sends anew. */
async function says({ sim }: ServerParts, text: string): Promise<string> {
  sim.fault = () => null;
  sim.advance(1000);
  return (await sim.say(who, text)).reply ?? '';
}

async function volunteer({ bot }: ServerParts, ...drafts: readonly Draft[]): Promise<void> {
  await bot.conversations.act(conversation, (session) => ({
    result: null,
    session,
    drafts: drafts.map((draft) => ({ from: 'bot', ...draft })),
  }));
}

async function noted(house: ServerParts): Promise<readonly string[]> {
  return (await sessionOf(house)).lead.events.map(({ event }) => event).filter((event) => event.startsWith('undelivered'));
}

/** All jobs that are due within some minutes. */
async function later(house: ServerParts): Promise<void> {
  for (let minute = 1; minute <= 4; minute++) {
    house.sim.advance(60_000);
    await house.runJobs();
  }
}

describe('a later one is not taken', () => {
  it('because the quota was used up by somebody else: the rest of the message comes with the next answer, once', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    atSend(house, 2, () => useUp(house));
    const long = sentence.repeat(60);
    await consultantSays(house, long);
    await later(house);
    const [first = '', ...others] = shownBy(house).slice(shown);
    expect(others).toEqual([]);
    expect(first).toMatch(/^林：这是.*。$/);
    const rest = await says(house, '在吗');
    expect(first + rest).toBe(`林：${long}`);
    await later(house);
    expect(await says(house, '好的')).toBe('');
    expect(shownBy(house)).toHaveLength(shown + 2);
    expect(house.sim.calls.filter(({ code }) => code !== 0)).toEqual([{ path: 'message/custom/send', code: 45_047 }]);
  });

  it('because the window has closed: it waits, and what is said meanwhile comes after it', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    atSend(house, 2, () => {
      house.sim.advance(48 * 3_600_000);
      return null;
    });
    await consultantSays(house, `${one}\n\n${two}`);
    await consultantSays(house, '还在吗');
    expect(shownBy(house).slice(shown)).toEqual([`林：${one}`]);
    expect(await says(house, '在')).toBe(`${two}\n\n林：还在吗`);
    expect(house.sim.calls.at(-1)?.code).toBe(45_015);
  });

  it('because this address is not known any more: the service sends the rest when that is mended', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    atSend(house, 2, () => 'ip-refused');
    await volunteer(house, { text: one }, { text: two }, { text: three });
    expect(shownBy(house).slice(shown)).toEqual([one]);
    await later(house);
    expect(shownBy(house).slice(shown)).toEqual([one, two, three]);
    await later(house);
    expect(shownBy(house)).toHaveLength(shown + 3);
    expect(await noted(house)).toEqual([]);
  });

  it('for what it says: whoever has the lead is told, and the next answer carries it', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    house.sim.fault = (path) => (path.endsWith('send') && shownBy(house).length > shown ? { code: 87_014 } : null);
    await consultantSays(house, `${one}\n\n${two}`);
    await later(house);
    expect(shownBy(house)).toHaveLength(shown + 1);
    expect(await noted(house)).toEqual(['undelivered:refused']);
    expect(await says(house, '在吗')).toBe(two);
  });

  it('because they have left: that is noted', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    atSend(house, 2, () => {
      house.sim.person(who).blocked = true;
      return null;
    });
    await consultantSays(house, `${one}\n\n${two}`);
    expect(shownBy(house)).toHaveLength(shown + 1);
    expect(await noted(house)).toEqual(['undelivered:unreachable']);
  });

  it('and of the one before nobody knows: that is noted and not said again, the one after comes with the next answer', async () => {
    const house = await taken();
    const shown = shownBy(house).length;
    let sends = 0;
    house.sim.fault = (path) => {
      if (path.endsWith('send')) sends += 1;
      if (sends === 3) useUp(house);
      return sends === 2 ? 'reset-after' : null;
    };
    await volunteer(house, { text: one }, { text: two }, { text: three });
    expect(shownBy(house).slice(shown)).toEqual([one, two]);
    expect(await noted(house)).toEqual(['undelivered:uncertain']);
    expect((await says(house, '在吗')).startsWith(three)).toBe(true);
    await later(house);
    expect(shownBy(house)).toHaveLength(shown + 3);
  });

  it('and it had the choices: they come with the rest', async () => {
    const house = await open();
    await house.sim.say(who, '你好');
    atSend(house, 2, () => 'ip-refused');
    const choices = [{ value: 'scope=nationwide', label: '全国' }];
    await volunteer(house, { text: one }, { text: `${two.slice(0, 300)}哪一个？`, choices });
    await later(house);
    expect(shownBy(house).slice(1)).toEqual([one, `${two.slice(0, 300)}哪一个？\n[全国]`]);
  });
});

it('what was left of a message is told again in full to a push that comes again, and sent by the service when nobody reads it', async () => {
  const house = await taken();
  const shown = shownBy(house).length;
  atSend(house, 2, () => useUp(house));
  await consultantSays(house, `${one}\n\n${two}`);
  house.sim.fault = () => null;
  house.sim.advance(1000);
  house.sim.hangUp = () => 'at-once';
  await house.sim.say(who, '在吗');
  house.sim.hangUp = () => null;
  await expect.poll(() => shownBy(house).length).toBe(shown + 2);
  await later(house);
  expect(shownBy(house).slice(shown)).toEqual([`林：${one}`, two]);
});

it('a send for which there was no token was not made: nothing is in doubt, and it arrives', async () => {
  const house = await taken();
  let asked = 0;
  house.sim.fault = (path) => (path === 'stable_token' && asked++ === 0 ? 'bad-gateway' : null);
  await consultantSays(house, '您好');
  await later(house);
  expect(shownBy(house).filter((text) => text === '林：您好')).toHaveLength(1);
  expect(await noted(house)).toEqual([]);
});
