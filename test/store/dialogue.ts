import type { Message } from '../../bot/message.ts';
import type { Commit, Store } from '../../bot/store/store.ts';

/** What a prospect and the bot say in a talk of eight turns, invented, at the length of real ones. */
const talk: readonly (readonly string[])[] = [
  [
    '你好,我们想办呼叫中心的许可证',
    '您好,我是示例咨询的智能顾问。呼叫中心的许可证分全国和单省两种,多久能办下来主要看材料要改几轮。\n您是全国做,还是只在一个省?',
  ],
  [
    '全国的,大概要多久?',
    '全国的一般几个月,官方审批有固定的工作日,加上准备材料和整改的时间。资料来源与日期见下。\n注册资本大概多少?认缴就可以,这决定能办全国还是单省。',
  ],
  ['一千万', '好,一千万,够办全国的。\n股东里有外资或港澳台的吗?'],
  [
    '没有,都是内资',
    '**可以办。**您的情况符合全国呼叫中心的基本要求:公司是内资,注册资本够,人员和场地按清单准备即可。',
    '时间表:\n- 准备材料:几周\n- 提交、受理:几个工作日\n- 审查与整改:按轮次\n- 拿证\n日期按工作日推算,节假日已扣除。',
    '要我按您的情况出一份示例报价吗?',
  ],
  ['好的', '这是示例价格,正式报价由顾问确认。签约后先付首付款、提交申请,拿证时付尾款。\n方便留个联系方式吗?只用于顾问联系您。'],
  ['可以,怎么保存我的信息?', '只用于顾问就这件事联系您,您随时可以说"删除我的信息"。\n您的电话是?'],
  ['13800000000', '收到。公司名称是?'],
  ['示例科技有限公司', '好,我转给顾问。现在有人在线,一般很快回复;我已经把前面聊的整理给他,您不用再说一遍。'],
];

/** Holds that talk in a conversation, as turns do it: a load and a commit for each. */
export async function holdDialogue(store: Store, conversation: string, now: number): Promise<void> {
  let seq = 0;
  for (const [turn, texts] of talk.entries()) {
    const id = `${conversation}-${turn}`;
    const { version } = await store.load(conversation, [id]);
    const at = now + turn * 20_000;
    const messages = texts.map((text, index) => said(seq + index + 1, at + index, { text, quote: turn === 4 && index === 1 }));
    await store.commit(conversation, commitOf(conversation, { turn, version, id, at, messages }));
    seq += messages.length;
    await store.delivered(conversation, seq);
  }
}

function said(seq: number, at: number, { text, quote }: { text: string; quote: boolean }): Message {
  const from = seq === 1 || text.length < 18 ? 'prospect' : 'bot';
  const card = { type: 'quote' as const, title: '示例报价', url: '/quotes/S-2026-0001?key=abcdefghijklmnop' };
  const asks = /全国|外资|报价吗|联系方式/.test(text) && text.endsWith('?');
  return {
    seq,
    at: new Date(at).toISOString(),
    from,
    text,
    ...(asks && from === 'bot' && { choices: [choice('yes', '可以'), choice('no', '先不用'), choice('human', '转人工')] }),
    ...(text.includes('日期') && { sources: [{ id: 'timeline.official', title: '示例办事指南', asOf: '2026-01-15' }] }),
    ...(quote && { cards: [card] }),
  };
}

const choice = (value: string, label: string) => ({ value, label });

interface Turn {
  readonly turn: number;
  readonly version: number;
  readonly id: string;
  readonly at: number;
  readonly messages: readonly Message[];
}

function commitOf(conversation: string, { turn, version, id, at, messages }: Turn): Commit {
  const to = messages.at(-1)?.seq ?? 0;
  const updated = new Date(at).toISOString();
  const slots = Object.fromEntries(
    slotValues.slice(0, turn + 1).map(([slot, value]) => [slot, { value, by: 'said', at: updated }]),
  );
  return {
    expected: version,
    session: sessionOf({ slots, seq: to, at: updated }),
    messages,
    handled: [{ id, span: { from: messages[0]?.seq ?? 0, to } }],
    jobs: [{ conversation, id: 'deliver', type: 'deliver', due: at + 5000, attempts: 0, data: { upTo: to } }],
    lead: {
      id: `L-${conversation}`,
      conversation,
      status: turn < 7 ? 'open' : 'waiting',
      updated,
      document: { service: 'callcentre-nationwide', score: 60 + turn, grade: 'B', channel: 'web', language: 'zh-Hans' },
    },
  };
}

const slotValues: readonly (readonly [string, unknown])[] = [
  ['service', 'callcentre-nationwide'],
  ['scope', 'nationwide'],
  ['capital', { min: 10_000_000, max: 10_000_000, currency: 'CNY', kind: null }],
  ['funding', 'domestic'],
  ['wants-quote', true],
  ['consent', true],
  ['phone', '13800000000'],
  ['company', '示例科技有限公司'],
];

function sessionOf({ slots, seq, at }: { slots: Record<string, unknown>; seq: number; at: string }) {
  return {
    channel: 'web',
    language: 'zh-Hans',
    created: at,
    owner: 'bot',
    seq,
    state: {
      slots,
      said: { verdict: 'f3a9c1d2', timeline: '77ab01c9', cooperation: '0c1d2e3f', quote: 'ab12cd34' },
      pending: { slot: 'company', times: 1, misunderstood: 0 },
      offer: null,
      handed: null,
      stopped: false,
    },
    lead: {
      status: 'open',
      questions: [],
      events: [
        { at, event: 'opened' },
        { at, event: 'qualified' },
      ],
    },
    origin: { page: 'https://example.com/licences', referrer: 'https://example.org/', campaign: { utm_source: 'example' } },
  };
}
