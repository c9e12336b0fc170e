import { afterEach, expect, test } from 'vitest';
import { until } from '../store/samples.ts';
import { customerServiceDesk, type Desk } from './customer-service-bot.ts';

let desk: Desk;
afterEach(() => desk.close());

const web = 'c_web-talk';

async function begunOnTheWeb(): Promise<void> {
  desk = await customerServiceDesk();
  const front = desk.bot.conversations.front('web');
  await front.open(web, { language: 'zh-Hans' });
  await front.receive(web, { id: 'm1', at: new Date(desk.wecom.now()).toISOString(), text: '我们想办全国的呼叫中心' });
}

test('a talk that began on the web goes on in WeChat by its link, in the same conversation', async () => {
  await begunOnTheWeb();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.enter({ scene: 'web', param: desk.links.paramOf(web, desk.wecom.now()) });
  await until(() => wang.texts.length === 1);
  expect(wang.texts[0]).toContain('网页');
  wang.say('注册资本一千万');
  await until(() => wang.texts.length === 2);
  const messages = await desk.store.messages(web, 0, 100);
  // Who still looks at the page reads it there as well.
  expect(messages.filter(({ from }) => from === 'prospect').map(({ text }) => text)).toEqual([
    '我们想办全国的呼叫中心',
    '注册资本一千万',
  ]);
  expect((await desk.session('wkA', 'wmWang')).channel).toBe('wecom');
});

test('who asks for it gets a card with a code and a link that carry the talk; who is in WeChat already gets none', async () => {
  await begunOnTheWeb();
  await desk.web.offer(web);
  const [card] = (await desk.store.messages(web, 0, 100)).at(-1)?.cards ?? [];
  const { searchParams, origin } = new URL(card?.url ?? '');
  expect([origin, searchParams.get('enc_scene')]).toEqual(['https://work.weixin.qq.com', 'ENCweb']);
  const code = await fetch(new URL(card?.image ?? '', desk.callbackUrl));
  expect([code.status, code.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(await code.text()).toMatch(/^<svg [^]*<path [^]*<\/svg>$/);
  expect((await fetch(new URL(`/wechat/go-on/${'x'.repeat(40)}.svg`, desk.callbackUrl))).status).not.toBe(200);
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.enter({ scene: 'web', param: searchParams.get('scene_param') ?? '' });
  await until(() => wang.texts.length === 1);
  // The page shows it as well, so it says itself where the talk went.
  const { length } = await desk.store.messages(web, 0, 100);
  expect((await desk.store.messages(web, length - 1, 1))[0]?.text).toBe(wang.texts[0]);
  await desk.web.offer(web);
  expect(await desk.store.messages(web, length, 100)).toEqual([]);
});

test('a link of somebody else, one that is too old, or a changed one carries nothing', async () => {
  await begunOnTheWeb();
  const param = desk.links.paramOf(web, desk.wecom.now());
  expect(Buffer.byteLength(encodeURIComponent(param))).toBeLessThanOrEqual(128);
  expect(desk.links.conversationOf(param, desk.wecom.now() + 31 * 60_000)).toBeNull();
  expect(desk.links.conversationOf(param.replace('web', 'wob'), desk.wecom.now())).toBeNull();
  const wang = desk.wecom.customer('wkA', 'wmWang');
  wang.enter({ scene: 'web', param: `${param}x` });
  await until(() => wang.texts.length === 1);
  expect(await desk.conversation('wkA', 'wmWang')).not.toBe(web);
});
