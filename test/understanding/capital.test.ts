import { describe, expect, test } from 'vitest';
import { moneyIn } from './money.ts';
import { read } from './reading.ts';

const capital = (text: string): unknown => read(text, 'capital').slots.capital;
const cny = (min: number | null, max: number | null = min, kind: string | null = null): unknown => ({
  min,
  max,
  currency: 'CNY',
  kind,
});

const currencies = (text: string): unknown[] =>
  moneyIn(text, { lang: 'en', context: 'none' }).map(({ min, currency }) => [min, currency]);

describe('capital', () => {
  test.each([
    ['八百', cny(8e6)],
    ['注册资本三百万元整', cny(3e6)],
    ['300到500万', cny(3e6, 5e6)],
    ['三到五百万', cny(3e6, 5e6)],
    ['至少一千万', cny(10e6, null)],
    ['2000万以上', cny(20e6, null)],
    ['不到五百万', { min: null, max: 5e6, below: true, currency: 'CNY', kind: null }],
    ['五百万以内', cny(null, 5e6)],
    ['八百玩', cny(8e6)],
    ['between 3 and 5 million', cny(3e6, 5e6)],
    ['between one and two million', cny(1e6, 2e6)],
    ['50 to 80 million', cny(50e6, 80e6)],
    ['三百到五百万', cny(3e6, 5e6)],
    ['不低于1000万', cny(10e6, null)],
    ['not less than ten million', cny(10e6, null)],
    ['零点五个亿', cny(50e6)],
    ['千五萬', cny(15e6)],
    ['5oo万', cny(5e6)],
    ['團隊七十來號人註冊資金六百萬', cny(6e6)],
    ['注 册 资 本 五 百 万', cny(5e6)],
    ['3 crore', cny(30e6)],
    ['our capital is forty lakh', cny(4e6)],
    ['700.000 yuan', cny(7e5)],
    ['总部五个亿,要申请的是我们绵阳的子公司,那家才六百万', cny(6e6)],
    ['集团三个亿,办证的主体是子公司,七百万', cny(7e6)],
    ['人哋成兩千萬,我哋得三百萬', cny(3e6)],
    ['三百万以上五百万以下', cny(3e6, 5e6)],
    ['不低于两千万、不超过三千万', cny(20e6, 30e6)],
    ['六前万', cny(60e6)],
    ['比三百万略少', cny(null, 3e6)],
    ['两千万打不住', cny(20e6, null)],
    ['八十出点头', cny(8e5, null)],
    ['得有三百万往上', cny(3e6, null)],
    ['6 million subscribed and 2 million paid in', cny(6e6, 6e6, 'subscribed')],
    ["I said 3 million, it's actually 13", cny(13e6)],
    ['大概得有三百万', cny(3e6)],
    ['资本还是成立那会儿的两百万', cny(2e6)],
  ])('%s', (text, value) => {
    expect(capital(text)).toEqual(value);
  });

  test.each([
    ['三百万美元', 'USD'],
    ['HK$ 3 million', 'HKD'],
    ['港币五百万', 'HKD'],
    ['EUR 2m', 'EUR'],
    ['三百万欧', 'EUR'],
    ['新台幣五百萬', 'TWD'],
    ['5 crore rupees', 'INR'],
  ])('%s names its currency', (text, currency) => {
    expect(capital(text)).toMatchObject({ currency });
  });

  test('subscribed and paid-in named together give the subscribed amount', () => {
    expect(capital('实缴200万,认缴1000万')).toEqual(cny(10e6, 10e6, 'subscribed'));
    expect(capital('注册资本2000万(实缴300万)')).toEqual(cny(20e6, 20e6, 'subscribed'));
  });

  test('"all paid in" is told from "not paid in yet"', () => {
    expect(capital('八百万,全部实缴了')).toMatchObject({ kind: 'paid-in' });
    expect(capital('认缴八百万,实缴还没到位')).toMatchObject({ kind: 'subscribed' });
  });

  test.each(['原来五百万,后来增资到一千万', '从五百万增到一千万了', '不是五百万,是一千万'])(
    '%s: the present amount counts',
    (text) => {
      expect(capital(text)).toEqual(cny(10e6));
    },
  );

  test('the company that applies counts, not its parent', () => {
    expect(capital('母公司五个亿,我们这家一千万')).toEqual(cny(10e6));
  });

  test.each([
    '你们收费五万',
    '去年营业额三千万',
    '我们有200个坐席',
    '2015年成立',
    '100%',
    '一千万是硬性要求吗',
    '同行注册资本两千万',
    '预算十万',
    '收五萬定係八萬呀',
    '我们问了一家,那家要五万',
    '人哋公司成億資本,我哋冇得比',
    '注册资本不到六百万就不给批了吧',
    'we have 2 lakh customers',
  ])('%s names no capital', (text) => {
    expect(capital(text)).toBeUndefined();
  });

  test('an amount of money is understood after any other question too', () => {
    expect(read('注册资本一千万', 'scope').slots.capital).toEqual(cny(10e6));
    expect(read('五百', 'scope').slots.capital).toBeUndefined();
  });
});

test('a sum beside a number to call is no capital unless it is called so', () => {
  expect(read('金额 7654321 元', 'contact').slots.capital).toBeUndefined();
  expect(read('注册资本 7654321 元', 'contact').slots.capital).toEqual(cny(7654321));
});

describe('amounts with a currency', () => {
  test.each([
    ['50元6角三分', [50.63, 'CNY']],
    ['75 USD million', [75e6, 'USD']],
    ['300.000 EUR', [3e5, 'EUR']],
    ['1.500 EUR million', [1.5e6, 'EUR']],
    ['usd$ 15', [15, 'USD']],
    ['hk $ 10.05 billion', [10.05e9, 'HKD']],
  ])('%s', (text, [value, currency]) => {
    expect(moneyIn(text, { lang: 'zh', context: 'none' })).toMatchObject([{ min: value, max: value, currency }]);
  });

  test('each number keeps the currency that stands next to it', () => {
    expect(currencies('10 rmb 20 usd')).toEqual([
      [10, 'CNY'],
      [20, 'USD'],
    ]);
    expect(currencies('rmb 10 usd 20')).toEqual([
      [10, 'CNY'],
      [20, 'USD'],
    ]);
  });
});
