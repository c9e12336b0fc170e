import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dingtalkNotifier } from '../../adapters/notify/dingtalk.ts';
import { feishuNotifier } from '../../adapters/notify/feishu.ts';
import { harmless } from '../../adapters/notify/harmless.ts';
import { wecomNotifier } from '../../adapters/notify/wecom.ts';
import type { Notifier } from '../../bot/leads/notifier.ts';
import { said } from '../leads/office.ts';
import type { RobotServer } from '../support/robot-server.ts';
import { dingtalkRobot, feishuRobot, wecomRobot } from '../support/robots.ts';
import { Clock, publicUrl, speech, Telling } from './telling.ts';

interface World {
  readonly robot: RobotServer & { url: () => string };
  readonly notifier: Notifier;
  readonly telling: Telling;
}

const kinds = {
  wecom: (clock: Clock) => {
    const robot = wecomRobot(clock.ms);
    return { robot, make: (more = {}) => wecomNotifier({ url: robot.url(), speech, timeoutMs: 400, ...more }) };
  },
  dingtalk: (clock: Clock) => {
    const robot = dingtalkRobot(clock.ms, { keyword: '线索' });
    const settings = { secret: 'SECinvented', keyword: '线索', speech, now: clock.now, timeoutMs: 400 };
    return { robot, make: (more = {}) => dingtalkNotifier({ url: robot.url(), ...settings, ...more }) };
  },
  feishu: (clock: Clock) => {
    const robot = feishuRobot(clock.ms);
    const settings = { secret: 'invented-secret', speech, now: clock.now, timeoutMs: 400 };
    return { robot, make: (more = {}) => feishuNotifier({ url: robot.url(), ...settings, ...more }) };
  },
};

const hostile =
  '<@all> @所有人 [点我](http://evil.example.com) <font color="warning">急</font> <at user_id="all"></at>\n# **大** `x` evil.com';

describe.each(Object.entries(kinds))('%s', (name, kind) => {
  let world: World;
  let clock: Clock;
  let make: (more?: object) => Notifier;

  beforeEach(async () => {
    clock = new Clock();
    const { robot, make: makeOf } = kind(clock);
    make = makeOf;
    await robot.listen();
    const notifier = make();
    world = { robot, notifier, telling: await Telling.begin(clock, [notifier]) };
  });

  afterEach(async () => {
    await world.robot.close();
    await world.telling.close();
  });

  test('one lead is a card with a link to claim it, and nothing personal', async () => {
    const { robot, telling } = world;
    const lead = await telling.lead('c_card', {
      service: said('callcentre'),
      company: said('示例通信有限公司'),
      phone: said('13800000000'),
      consent: said(true),
    });
    await telling.run();
    expect(robot.shown).toHaveLength(1);
    const [shown] = robot.shown;
    expect(shown?.words).toContain('service为callcentre');
    expect(shown?.words).toContain('示例通信有限公司');
    expect(shown?.words).toContain('已留电话');
    expect(JSON.stringify(shown?.body)).not.toContain('138');
    expect(new Set(shown?.links)).toEqual(new Set([`${publicUrl}/console/claim/${lead}`, `${publicUrl}/console#${lead}`]));
    expect(await telling.events(lead)).toEqual([`told:${name}`]);
  });

  test('what strangers typed mentions nobody, links nowhere and is no markup', async () => {
    const { robot, telling } = world;
    for (const each of ['one', 'two', 'three']) {
      await telling.lead(`c_${each}`, { service: said(hostile), company: said(hostile) });
    }
    await telling.lead('c_later', { service: said(hostile) });
    await telling.run();
    expect(robot.refused).toEqual([]);
    for (const { words, links } of robot.shown) {
      expect(words).not.toMatch(/<@|@all|@所有人|<at|<font|\*\*大|`|evil\.\S|\[点我/);
      expect(links.filter((link) => !link.startsWith(`${publicUrl}/console`))).toEqual([]);
    }
  });

  test('sixty leads at once: none is lost, each is told once, and the rate is kept', async () => {
    const { robot, telling } = world;
    const leads: string[] = [];
    for (let index = 0; index < 60; index += 1) leads.push(await telling.lead(`c_burst${index}`));
    await telling.run();
    expect(robot.refused).toEqual([]);
    expect(robot.shown.length).toBeLessThan(10);
    const told = robot.shown.flatMap(({ links }) => [...new Set(links)].filter((link) => link.includes('/claim/')));
    expect(told.toSorted()).toEqual(leads.map((lead) => `${publicUrl}/console/claim/${lead}`).toSorted());
    expect(telling.outcomes.filter((outcome) => outcome === `${name} sent`)).toHaveLength(60);
  });

  test('whatever goes wrong on the way is tried again, and told once', async () => {
    const { robot, telling } = world;
    await telling.lead('c_trouble');
    robot.faults = ['hang up', 'hang', 'bad gateway', 'half an answer', { errcode: -1, errmsg: 'system busy' }];
    await telling.run(30 * 60_000);
    expect(robot.shown).toHaveLength(1);
    expect(telling.errors).toMatchObject([{ alarm: true }]);
    expect(await telling.alarms.standing()).toEqual([]);
  });

  test('who is too fast for other reasons is left alone for as long as it takes', async () => {
    const { robot, telling } = world;
    const code = { wecom: 45_009, dingtalk: 130_101, feishu: 11_232 }[name] ?? 0;
    await telling.lead('c_fast');
    robot.faults = [name === 'feishu' ? { code, msg: 'frequency limited' } : { errcode: code, errmsg: 'too fast' }];
    await telling.run(50_000);
    // The next lead finds it shut too.
    await telling.lead('c_next');
    await telling.run(5000);
    expect(robot.shown).toEqual([]);
    await telling.run(20 * 60_000);
    const links = robot.shown.flatMap((each) => each.links);
    expect(links.some((link) => link.includes('l_fast'))).toBe(true);
    expect(links.some((link) => link.includes('l_next'))).toBe(true);
  });

  test('says whether it would be taken, without telling anybody anything', async () => {
    const { robot, notifier } = world;
    await notifier.probe();
    expect(robot.shown).toEqual([]);
    robot.down = 'hang up';
    await expect(notifier.probe()).rejects.toThrow('could not be reached');
    robot.down = null;
    const wrong = make({ url: `${robot.origin}/cgi-bin/webhook/send?key=wrong-and-secret` });
    await expect(wrong.probe()).rejects.toMatchObject({
      retryable: false,
      message: expect.not.stringContaining('wrong-and-secret'),
    });
    if (name === 'wecom') return;
    await expect(make({ secret: 'another' }).probe()).rejects.toMatchObject({ retryable: false });
    await notifier.test();
    expect(robot.shown[0]?.words).toContain('测试消息');
  });
});

test('a clock that is two hours wrong, or a keyword that is missing, is refused and not tried again', async () => {
  const clock = new Clock();
  const late = (): Date => new Date(clock.at - 2 * 3_600_000);
  for (const name of ['dingtalk', 'feishu'] as const) {
    const { robot, make } = kinds[name](clock);
    await robot.listen();
    await expect(make({ now: late }).test()).rejects.toMatchObject({ name: 'NotTakenError', retryable: false });
    if (name === 'dingtalk') await expect(make({ keyword: '' }).test()).rejects.toMatchObject({ retryable: false });
    await robot.close();
  }
});

test('words stay words', () => {
  expect(harmless('深圳市示例(集团)股份有限公司')).toBe('深圳市示例（集团）股份有限公司');
  expect(harmless('A&B Co.Ltd 3.5 million')).toBe('A＆B Co. Ltd 3.5 million');
  expect(harmless('a\u202eb\u200bc\r\nd\u0000')).toBe('abc d');
  expect(harmless('字'.repeat(100))).toBe(`${'字'.repeat(59)}…`);
  expect(harmless('<@all>')).toBe('＜＠all＞');
});
