import { describe, expect, test } from 'vitest';
import type { Pending } from '../../bot/understanding/understood.ts';
import { read } from './reading.ts';

const corrections: readonly (readonly [string, Pending, readonly string[]])[] = [
  ['不对,是五百万', 'funding', ['capital']],
  ['sorry 打多了个零 是100w', 'funding', ['capital']],
  ['不是五百万,是五千万', 'scope', ['capital']],
  ['广东……不对 是广西', 'scope', ['province']],
  ['电话打错了', 'none', ['phone']],
  ['改成地网吧', 'none', ['scope']],
  ['I meant 5 million', 'none', ['capital']],
  ['对,是一千万', 'capital', []],
  ['没错,五百万', 'capital', []],
  ['不跨省', 'scope', []],
  ['应该是五百万', 'capital', []],
  ['不是啦我想先问价格', 'capital', []],
  ['内资写成外资了', 'none', ['fundingOrigin']],
  ['可以写成1000万吗', 'none', []],
  ['邮箱不是上面那个,用 sample@example.com', 'contact', ['email']],
  ["not that number, it's 13800000000", 'contact', ['phone']],
  ['三百万…呃…不,五百万', 'capital', ['capital']],
  ['两千万,等一下,是一千两百万', 'capital', ['capital']],
  ['8 million, hold on, the certificate says 9 million', 'capital', ['capital']],
  ['10 million, actually paid in 3 million', 'capital', []],
  ['一千万,等下我确认下', 'capital', []],
  ['上面那个数字不对,实际是七百万', 'capital', ['capital']],
  ['sorry we are all Chinese, not foreign', 'funding', ['fundingOrigin']],
  ['唔係呀,我話湖北唔係湖南', 'scope', ['province']],
  ["it's wholly foreign, forget what I said", 'funding', ['fundingOrigin']],
  ['我可不是骗子,就想问问湖北的95号', 'none', []],
];

describe('corrections', () => {
  test.each(corrections)('%s (after %s)', (text, pending, slots) => {
    expect(read(text, pending).corrections.toSorted()).toEqual(slots.toSorted());
  });

  test('what was put down by mistake is not what is meant', () => {
    expect(read('内资写成外资了', 'none').slots).toEqual({ fundingOrigin: 'domestic' });
    expect(read('不小心把广东打成了广西', 'none').slots).toEqual({ province: '广东省' });
    expect(read('把500万说成5000万了', 'none').slots.capital).toMatchObject({ min: 5e6, max: 5e6 });
  });

  test('what is only called wrong is told no more', () => {
    expect(read('刚才六百万写错了', 'capital')).toMatchObject({ slots: {}, corrections: ['capital'] });
    expect(read('注册资本六百万,想更新一下我们公司的增值电信业务许可证信息').slots.capital).toMatchObject({ min: 6e6 });
  });

  test('what is said last stands', () => {
    expect(read('广东……不对 是广西', 'scope').slots).toEqual({ scope: 'provincial', province: '广西壮族自治区' });
    expect(read('我前面说全国说错了,其实只做贵州', 'scope').slots).toEqual({ scope: 'provincial', province: '贵州省' });
    expect(read('注册资本五百万,说错了,八百万', 'capital').slots.capital).toMatchObject({ min: 8e6, max: 8e6 });
  });
});

describe('what-if', () => {
  test.each([
    ['改成只做广东呢?', { scope: 'provincial', province: '广东省' }],
    ['如果是500万呢', { capital: { min: 5e6, max: 5e6, currency: 'CNY', kind: null } }],
    ['要是有外资呢', { fundingOrigin: 'foreign' }],
    ['what if only Guangdong?', { scope: 'provincial', province: '广东省' }],
  ])('%s supposes and states nothing', (text, supposed) => {
    const { slots, intents, corrections: wrong, whatIf } = read(text);
    expect(whatIf).toEqual(supposed);
    expect(slots).toEqual({});
    expect(intents).toContain('what-if');
    expect(wrong).toEqual([]);
  });

  test('what is certain in the same message is kept', () => {
    const { slots, whatIf } = read('我们是内资,注册资本一千万,如果改成地网呢');
    expect(slots).toMatchObject({ fundingOrigin: 'domestic', capital: { min: 10e6 } });
    expect(whatIf).toEqual({ scope: 'provincial' });
  });

  test('a decision is no what-if', () => {
    expect(read('改成地网吧').whatIf).toBeUndefined();
  });
});
