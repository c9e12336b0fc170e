import { afterEach, expect, test } from 'vitest';
import { identifying } from '../../adapters/wechat/identify.ts';
import { unionidOf as customersId } from '../../adapters/wechat/customer-service/unionid.ts';
import { wecomApi } from '../../adapters/wechat/customer-service/api.ts';
import { officialApi } from '../../adapters/wechat/official-account/api.ts';
import { unionidOf as followersId } from '../../adapters/wechat/official-account/unionid.ts';
import { eraseLead } from '../../bot/leads/personal-data.ts';
import { leadOf } from '../../bot/leads/lead-id.ts';
import { samePerson } from '../../bot/leads/same-person.ts';
import { type Session, sessionSchema } from '../../bot/session/session.ts';
import { OfficialAccountSimulator, samples } from '../support/wechat-official-account.ts';
import { until } from '../store/samples.ts';
import { corpId, customerServiceDesk, type Desk } from './customer-service-bot.ts';

let desk: Desk;
const sims: OfficialAccountSimulator[] = [];
afterEach(async () => {
  await desk.close();
  for (const sim of sims.splice(0)) await sim.stop();
});

const [onWecom, onOfficial, stranger] = ['c_on-wecom', 'c_on-official', 'c_stranger'];

async function threeTalks(): Promise<(conversation: string) => Promise<Session>> {
  desk = await customerServiceDesk({ begun: false });
  const front = desk.bot.conversations.front('web');
  for (const conversation of [onWecom, onOfficial, stranger]) {
    await front.open(conversation, { language: 'zh-Hans' });
    // The same name and number are no proof of anything.
    await front.receive(conversation, { id: 'm1', at: new Date().toISOString(), text: '我姓王，电话13800000000' });
  }
  return async (conversation) => sessionSchema.parse((await desk.store.load(conversation, [])).session);
}

function joinedTo({ lead }: Session): string[] {
  return lead.events.map(({ event }) => event).filter((event) => event.startsWith('same-person:'));
}

test('leads of whom WeChat says that they are one person know of each other, once; nobody is joined by name or number', async () => {
  const session = await threeTalks();
  const people = samePerson({ store: desk.store, act: desk.bot.conversations.act, secret: 's'.repeat(32), now: Date.now });
  const official = new OfficialAccountSimulator({ ...samples, kind: 'service' });
  sims.push(official);
  const oa = officialApi({ appId: samples.appId, appSecret: samples.appSecret, apiBase: await official.start(), now: Date.now });
  const kf = wecomApi({ corpId, secret: 'kf-secret', apiBase: desk.wecom.baseUrl, now: Date.now });
  const warnings: string[] = [];
  const log = { warn: (_: object, message: string) => void warnings.push(message) };
  const heardOnWecom = identifying({ unionidOf: (user) => customersId(kf, user), known: people.known, log });
  const heardOnOfficial = identifying({ unionidOf: (openid) => followersId(oa, openid), known: people.known, log });

  desk.wecom.world.unionids.set('wmWang', 'union-of-wang').set('wmLi', 'union-of-li');
  for (const user of ['wmWang', 'wmLi']) desk.wecom.customer('wkA', user).enter();
  official.unionids.set('oWang_0000000000000000000', 'union-of-wang');
  Object.assign(official.person('oWang_0000000000000000000'), { following: true });

  heardOnWecom(onWecom, 'wmWang');
  heardOnWecom(stranger, 'wmLi');
  await until(async () => (await session(onWecom)).person !== undefined && (await session(stranger)).person !== undefined);
  expect(joinedTo(await session(onWecom))).toEqual([]);
  for (let times = 1; times <= 2; times++) heardOnOfficial(onOfficial, 'oWang_0000000000000000000');
  await until(async () => joinedTo(await session(onOfficial)).length > 0);
  expect(joinedTo(await session(onOfficial))).toEqual([`same-person:${leadOf(onWecom)}`]);
  expect(joinedTo(await session(onWecom))).toEqual([`same-person:${leadOf(onOfficial)}`]);
  expect(joinedTo(await session(stranger))).toEqual([]);
  expect(warnings).toEqual([]);
  // Nothing that is kept names the id itself.
  expect(JSON.stringify(await session(onWecom))).not.toContain('union-of-wang');
});

test('who was erased is not joined to anybody any more', async () => {
  const session = await threeTalks();
  const people = samePerson({ store: desk.store, act: desk.bot.conversations.act, secret: 's'.repeat(32), now: Date.now });
  await people.known(onWecom, 'union-of-wang');
  const { person = '' } = await session(onWecom);
  await eraseLead(desk.store, { lead: leadOf(onWecom), who: 'prospect', at: new Date().toISOString() });
  expect(await desk.store.listRecords(person)).toEqual([]);
  await people.known(onOfficial, 'union-of-wang');
  expect(joinedTo(await session(onOfficial))).toEqual([]);
});
