import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadConversation } from '../../bot/bot.ts';
import { isFaithful } from '../../bot/wording/model/faithful.ts';
import { fillFacts } from '../../knowledge/format.ts';

const { knowledge } = await loadConversation({ root: join(import.meta.dirname, '../..'), quoteUrl: () => '' });
type Tongue = 'zh-Hans' | 'en';
const textOf = (id: string, language: Tongue): string =>
  fillFacts(knowledge, knowledge.answers.get(id)?.text[language] ?? '', language);

const answers = [...knowledge.answers.keys()]
  .flatMap((id) => (['zh-Hans', 'en'] as const).map((language) => ({ language, text: textOf(id, language) })))
  // Prices come from the price book and are computed.
  .filter(({ text }) => !text.includes('{'));

test('every answer is faithful to itself', () => {
  expect(answers.filter(({ text }) => !isFaithful(text, text))).toEqual([]);
});

test.each<[string, Tongue, string]>([
  [
    'conditions',
    'zh-Hans',
    '单省的注册资本要 100 万元以上，认缴也可以。另外要有 3 名员工交满 3 个月社保、办公场地、技术方案和信息安全措施，三年内没有电信违规。',
  ],
  [
    'conditions',
    'en',
    'Two things decide it: a legally established company with purely domestic funding, and a registered capital of at least RMB 1 million for one province or RMB 10 million nationwide; subscribed is enough. And no breach of telecom rules in three years.',
  ],
  ['duration', 'zh-Hans', '单省一般 1–3 个月，全国三到六个月。但同一份资料自己列的步骤加起来是 85–180 个工作日，大约 4–9 个月。'],
  ['capital-subscribed', 'zh-Hans', '不要求先实缴到位，认缴就可以。这是其中一份资料写明的，另一份只说“注册资本”，没提实缴。'],
  ['new-company', 'zh-Hans', '可以，资料没有要求成立满多久，也没提业绩。不过新公司往往卡在社保：3 名员工要交满 3 个月。'],
])('%s in other words (%s) is taken for the same', (id, language, text) => {
  expect(isFaithful(text, textOf(id, language))).toBe(true);
});

test.each<[string, [Tongue, string], string]>([
  ['figures change places', ['zh-Hans', 'conditions'], '注册资本单省 1,000 万元以上，全国 100 万元以上。3 年内没有电信违规。'],
  ['a bound is left out', ['zh-Hans', 'conditions'], '注册资本单省 100 万元。3 年内没有电信违规。'],
  ['a limit is left out', ['zh-Hans', 'conditions'], '注册资本单省 100 万元以上，认缴也可以。'],
  ['a figure loses what it is of', ['zh-Hans', 'conditions'], '注册资本 100 万元以上。3 年内没有电信违规。'],
  ['a permission is turned round', ['zh-Hans', 'capital-subscribed'], '要求先实缴到位，认缴不可以。另一份只说“注册资本”。'],
  ['the tension is hidden', ['zh-Hans', 'duration'], '一般的说法是全国 3–6 个月，单省 1–3 个月。'],
  ['a range is made a figure', ['zh-Hans', 'duration'], '全国 3 个月。但同一份资料自己列的步骤加起来是 85–180 个工作日。'],
  ['who approves changes places', ['zh-Hans', 'approver'], '全国的由当地省级通信管理局批，单省的由工业和信息化部批。'],
  ['a name comes in', ['en', 'capital-subscribed'], 'Tencent says subscribed capital is enough; it need not be paid in first.'],
  ['it is a question', ['zh-Hans', 'capital-subscribed'], '认缴就可以，不要求先实缴到位？'],
  ['it is in another language', ['en', 'capital-subscribed'], '认缴就可以，不要求先实缴到位。'],
  ['it is markup', ['en', 'capital-subscribed'], '<b>Subscribed capital is enough; it need not be paid in first.</b>'],
])('%s %j: the text is refused', (_, [language, id], text) => {
  expect(isFaithful(text, textOf(id, language))).toBe(false);
});

/** Every way to spoil a text of the firm by one figure, one negation or one claim. */
function* spoiled(text: string, language: Tongue): Generator<string> {
  const put = (at: number, length: number, by: string): string => text.slice(0, at) + by + text.slice(at + length);
  for (const { index, 0: figure } of text.matchAll(/(?<!\d)\d[\d,]*/g)) {
    for (const other of ['7', '77', '1,234', '十七', 'seventeen']) yield put(index, figure.length, other);
  }
  for (const { index, 0: no } of text.matchAll(/不|没有|没|\bnot |\bno |\bnever |n't/g)) yield put(index, no.length, '');
  for (const { index, 0: may } of text.matchAll(/可以|能|\bmay\b|\bcan\b/g)) {
    yield put(index, may.length, language === 'en' ? `${may} not` : `不${may}`);
  }
  for (const [one, other] of swaps) if (text.includes(one)) yield text.replace(one, other);
  for (const claim of claims[language]) yield* [`${text} ${claim}`, `${claim} ${text}`];
}

const swaps = [
  ['全国', '单省'], ['单省', '全国'], ['以上', '以下'], ['at least', 'at most'], ['最多', '至少'], ['认缴', '实缴'], ['内资', '外资'],
  ['个月', '年'], ['工作日', '天'], ['months', 'weeks'], ['先', '后'], ['before', 'after'], ['usually', 'always'],
] as const; // prettier-ignore

const claims = {
  'zh-Hans': [
    '保证能过。', '免费办理。', '不用付首付款。', '腾讯可以代办。', '半个月就行。', '外资也可以。', '一元成交。', '一定能批。',
    '明天就能拿证。', '请加微信。', '九成能过。', '③天办好。',
  ],
  en: [
    'It is guaranteed.', 'No fee is due.', 'You need not pay.', 'Tencent does it.', 'It takes a fortnight.', 'A dozen days will do.',
    'Foreign companies may apply.', 'Pay RMB 1 now.', 'Approval is certain.', 'Call us at once.',
  ],
} as const; // prettier-ignore

test('no answer stays faithful when one figure, unit, bound, negation or claim of it is another', () => {
  const tried = answers.flatMap(({ text, language }) =>
    [...spoiled(text, language)].filter((other) => other !== text).map((other) => [other, text] as const),
  );
  expect(tried.length).toBeGreaterThan(5000);
  expect(tried.filter(([other, text]) => isFaithful(other, text))).toEqual([]);
});
