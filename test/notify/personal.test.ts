import { afterAll, beforeAll, expect, test } from 'vitest';
import { personalWays } from '../../adapters/notify/personal.ts';
import { tellPerson } from '../../bot/leads/personal-way.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { startWecom, type Wecom } from '../support/wecom-server.ts';

const corp = { corpId: 'ww0123456789abcdef', secret: 'invented' };
const letter = { subject: '登录', text: '链接' };
let mail: MailServer;
let wecom: Wecom;
let ways: ReturnType<typeof personalWays>;

beforeAll(async () => {
  [mail, wecom] = await Promise.all([mailServer(), startWecom(corp)]);
  wecom.world.members.set('ZhangSan', []).set('LiSi', []);
  const app = { ...corp, apiBase: wecom.baseUrl, agentId: 1000002 };
  ways = personalWays({ language: 'zh-Hans', mail: { smtpUrl: mail.url, from: 'bot@example.com' } }, app, () => Date.now());
});

afterAll(() => Promise.all([mail.close(), wecom.close()]));

test('one person is told, by mail if they have an address, else by the app; nobody else hears it', async () => {
  const both = { email: 'zhang@example.com', wecom: 'zhangsan' };
  expect(await tellPerson(both, ways, letter)).toBe('email');
  expect(mail.mails).toMatchObject([{ to: ['zhang@example.com'], subject: '登录' }]);
  expect(await tellPerson({ wecom: 'zhangsan' }, ways, letter)).toBe('wecom');
  // The next way, when one does not take it.
  mail.refusals.push({ code: 550, text: 'no such box' });
  expect(await tellPerson(both, ways, letter)).toBe('wecom');
  expect([...wecom.world.members.values()]).toEqual([['链接', '链接'], []]);
  expect(await tellPerson({}, ways, letter)).toBeNull();
});

test('who the app does not know, and a name that means many, is refused', async () => {
  await expect(tellPerson({ wecom: 'nobody' }, ways, letter)).rejects.toMatchObject({ name: 'NotTakenError', retryable: false });
  for (const wecomName of ['@all', 'LiSi|ZhangSan', '']) {
    await expect(tellPerson({ wecom: wecomName }, ways, letter)).rejects.toMatchObject({ name: 'NotTakenError' });
  }
  expect(wecom.world.members.get('LiSi')).toEqual([]);
});

test('what is too long for the app loses lines, never the links, which are whole', async () => {
  const links = ['a', 'b'].map((lead) => `认领：https://bot.example.com/console/claim/${lead}${'x'.repeat(200)}`);
  const facts = Array.from({ length: 60 }, (_, index) => `第${index}项：很长的说明很长的说明很长的说明`);
  const text = [...facts, links[0], ...facts, links[1]].join('\n');
  await tellPerson({ wecom: 'lisi' }, ways, { subject: '', text });
  const sent = wecom.world.members.get('LiSi')?.at(-1) ?? '';
  expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(2048);
  for (const link of links) expect(sent.split('\n')).toContain(link);
  expect(sent.split('\n')).toEqual(expect.arrayContaining([facts[0], '…']));
});
