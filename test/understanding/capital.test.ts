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
    ['不到五百万', cny(null, 5e6)],
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
  ])('%s', (text, value) => {
    expect(capital(text)).toEqual(value);
  });

  test.each([
    ['三百万美元', 'USD'],
    ['HK$ 3 million', 'HKD'],
    ['港币五百万', 'HKD'],
    ['EUR 2m', 'EUR'],
    ['新台幣五百萬', 'TWD'],
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
  ])('%s names no capital', (text) => {
    expect(capital(text)).toBeUndefined();
  });

  test('an amount of money is understood after any other question too', () => {
    expect(read('注册资本一千万', 'scope').slots.capital).toEqual(cny(10e6));
    expect(read('五百', 'scope').slots.capital).toBeUndefined();
  });
});

describe('amounts with a currency', () => {
  test.each([
    ['50元6角三分', [50.63, 'CNY']],
    ['75 USD million', [75e6, 'USD']],
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
