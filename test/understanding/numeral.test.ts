import { describe, expect, test } from 'vitest';
import { englishNumeralAt } from '../../bot/understanding/english-numeral.ts';
import { numeralAt } from '../../bot/understanding/numeral.ts';
import { numeralReader } from '../../bot/understanding/numeral-reader.ts';

describe('Chinese and Arabic numerals', () => {
  test.each([
    ['一千二百万', 12e6],
    ['一千二', 1200],
    ['一百零八万', 1_080_000],
    ['一亿零五百万', 105e6],
    ['一亿二', 120e6],
    ['两万万', 200e6],
    ['1.2亿', 120e6],
    ['一点五亿', 150e6],
    ['半个亿', 50e6],
    ['五个亿', 500e6],
    ['叁佰万', 3e6],
    ['1千5百万', 15e6],
    ['1亿2千万', 120e6],
    ['10,000,000.00', 10e6],
    ['10 000 000', 10e6],
    ['200 0000', 2e6],
    ['3kw', 30e6],
    ['500 万', 5e6],
    ['一千来万', 10e6],
    ['四十九兆九千五百九十二亿', 49_959_200_000_000],
  ])('%s is one number', (words, value) => {
    expect(numeralAt(words, 0)).toMatchObject({ low: value, high: value, open: false });
  });

  test.each([
    ['七八百万', 7e6, 8e6],
    ['两三千万', 20e6, 30e6],
    ['三五百万', 3e6, 5e6],
    ['十七八万', 170e3, 180e3],
    ['几百万', 1e6, 10e6],
    ['十几万', 100e3, 200e3],
  ])('%s is a range', (words, low, high) => {
    expect(numeralAt(words, 0)).toMatchObject({ low, high });
  });

  test.each(['一千三百多万', '五百几万', '三千余万'])('%s is open upwards', (words) => {
    expect(numeralAt(words, 0)?.open).toBe(true);
  });

  test('a second amount after a space is not part of the first', () => {
    expect(numeralAt('1000万 200万', 0)).toMatchObject({ low: 10e6, end: 5 });
  });

  test('a word is no numeral', () => {
    expect(numeralAt('好的', 0)).toBeNull();
    expect(numeralAt('万一', 0)).toBeNull();
    expect(numeralAt('1000万万科', 0)).toMatchObject({ low: 10e6 });
  });
});

describe('English numerals', () => {
  test.each([
    ['ten million', 10e6],
    ['half a million', 5e5],
    ['one and a half million', 1.5e6],
    ['five hundred thousand', 5e5],
    ['three quarters billion', 750e6],
    ['twenty-five', 25],
  ])('%s', (words, value) => {
    expect(englishNumeralAt(words, 0)).toMatchObject({ low: value, high: value });
  });
});

describe('numerals in pinyin', () => {
  test.each([
    ['yi qian wan', 10e6],
    ['1qianwan', 10e6],
    ['1.5 qian wan', 15e6],
    ['wubaiwan', 5e6],
    ['san bai ling wu wan', 3_050_000],
    ['liang qian wu bai wan', 25e6],
    ['sanqianwanyuan', 30e6],
    ['1yi', 1e8],
  ])('%s', (words, value) => {
    expect(numeralReader(words)(0)).toMatchObject({ low: value, high: value, big: true });
  });

  test.each(['wu wan', 'wo bai wan le', 'er qian', 'yibaiwang'])('%s is none', (words) => {
    expect(numeralReader(words)(0)).toBeNull();
  });
});
