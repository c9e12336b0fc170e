import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, workingDay } from '../../knowledge/calendar.ts';
import { quote, type Quote, quoteNumber } from '../../knowledge/quote.ts';
import { type Course, timeline } from '../../knowledge/timeline.ts';
import { book } from '../knowledge/book.ts';

const services = Object.keys(book.prices.services);
const day = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2025-01-01', n));
const company = fc.record(
  {
    service: fc.constantFrom(...services),
    province: fc.constantFrom('广东省', '北京市', '上海市', '西藏自治区'),
    capital: fc.integer({ min: 1, max: 1e9 }).map((yuan) => ({ min: yuan, max: yuan, currency: 'CNY' })),
    funding: fc.constantFrom('domestic' as const, 'foreign' as const, 'hmt' as const, 'joint' as const),
  },
  { requiredKeys: ['service'] },
);
const inputs = fc.record({
  company,
  issued: day,
  start: day,
  wait: fc.integer({ min: 0, max: 600 }),
  options: fc.subarray(['website', 'company-registration']),
  discount: fc.option(fc.constantFrom(...book.prices.discounts.map(({ id }) => id)), { nil: undefined }),
});

function made({ company: who, issued, start, wait, options, discount }: typeof inputs extends fc.Arbitrary<infer T> ? T : never) {
  const number = quoteNumber(issued, JSON.stringify([who, options]));
  const approval = discount === undefined ? {} : { discount: { id: discount, approvedBy: '王' } };
  return {
    quoted: quote(book, { company: who, issued, number, options, ...approval }),
    dated: timeline(book, { service: who.service, start, targetDate: addDays(start, wait) }),
  };
}

const sum = (list: readonly { cents: number }[] = []): number => list.reduce((total, { cents }) => total + cents, 0);

function expectSums(quoted: Quote): void {
  expect(quoted.totalCents).toBe(sum(quoted.items));
  expect(sum(quoted.instalments)).toBe(quoted.totalCents);
  expect(quoted.instalments.every(({ cents }) => Number.isInteger(cents) && cents >= 0)).toBe(true);
}

function expectDates({ stages, done, startBy }: Course): void {
  const [early, late] = [stages.map(({ ends }) => ends.earliest), stages.map(({ ends }) => ends.latest)];
  for (const list of [early, late]) expect(list).toEqual(list.toSorted());
  for (const one of [...early, ...late]) expect(workingDay(one)).toBe(one);
  expect(stages.every(({ ends }) => ends.earliest <= ends.latest)).toBe(true);
  expect(done).toEqual({ earliest: early.at(-1), latest: late.at(-1) });
  if (startBy) expect(startBy.safe <= startBy.hopeful).toBe(true);
}

test('1,000 random quotes add up, hold working days in order, and come out the same again', () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { quoted, dated } = made(input);
      if (!quoted) throw new Error('every service of the price book can be quoted');
      expectSums(quoted);
      expect(workingDay(quoted.validUntil)).toBe(quoted.validUntil);
      for (const course of dated?.courses ?? []) expectDates(course);
      expect(JSON.stringify(made(input))).toBe(JSON.stringify({ quoted, dated }));
    }),
    { numRuns: 1000 },
  );
});
