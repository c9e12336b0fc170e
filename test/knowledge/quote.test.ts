import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { workingDay, addDays } from '../../knowledge/calendar.ts';
import { cooperation } from '../../knowledge/cooperation.ts';
import { priceRange, quote, quoteNumber } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { book } from './book.ts';

const issued = '2026-11-23';
const request = { company: { service: 'callcentre', scope: 'nationwide' } as const, issued, number: 'Q1' };

/** A price book with these prices and percentages. */
function priced(amounts: readonly number[], percents: readonly number[]): Knowledge {
  const items = amounts.map((amount, index) => ({
    id: `item-${index}`,
    name: { 'zh-Hans': '项', en: 'item' },
    amount: amount / 100,
  }));
  const instalments = percents.map((percent) => ({ step: 'balance', percent }));
  return { ...book, prices: { ...book.prices, instalments, services: { 'callcentre-nationwide': { items, options: [] } } } };
}

const percents = fc
  .array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 })
  .map((cuts) => [...new Set([0, ...cuts, 100])].toSorted((a, b) => a - b))
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)));

describe('a quote', () => {
  test('has instalments that add up to the cent, whatever the prices', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, percents, (cents, shares) => {
        const made = quote(priced(cents, shares), request);
        expect(made?.totalCents).toBe(cents.reduce((total, one) => total + one, 0));
        expect(made?.instalments.reduce((total, one) => total + one.cents, 0)).toBe(made?.totalCents);
        for (const [index, one] of (made?.instalments ?? []).entries())
          expect(Math.abs(one.cents - ((made?.totalCents ?? 0) * (shares[index] ?? 0)) / 100)).toBeLessThan(1);
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same for the same inputs', () => {
    expect(JSON.stringify(quote(book, request))).toBe(JSON.stringify(quote(book, request)));
  });

  test('ties the instalments to the cooperation steps', () => {
    expect(quote(book, request)?.instalments.map(({ step }) => step)).toEqual(['down-payment', 'balance']);
    expect(cooperation(book).map(({ step, percent }) => [step, percent])).toEqual([
      ['guidance', undefined],
      ['contract', undefined],
      ['down-payment', 60],
      ['balance', 40],
    ]);
  });

  test('holds for the stated number of working days after the day of issue', () => {
    const until = quote(book, request)?.validUntil ?? '';
    let counted = 0;
    for (let date = addDays(issued, 1); date <= until; date = addDays(date, 1)) if (workingDay(date) === date) counted++;
    expect(counted).toBe(book.prices.validityWorkingDays);
  });

  test('adds options that are wanted and names what it was computed from', () => {
    const plain = quote(book, request);
    const more = quote(book, { ...request, options: ['website'] });
    expect((more?.totalCents ?? 0) - (plain?.totalCents ?? 0)).toBe(500_000);
    expect(more?.computedFrom).toMatchObject({ priceBook: 'sample-1', company: { scope: 'nationwide', options: ['website'] } });
    expect(more?.sample).toBe(true);
  });

  test('is not made while the service is open or has no price', () => {
    expect(quote(book, { ...request, company: { service: 'callcentre' } })).toBeNull();
    expect(quote(book, { ...request, company: { service: 'pawn-shop' } })).toBeNull();
    expect(quote(book, { ...request, company: {} })).toBeNull();
  });

  test('has a number that follows from its day and its seed', () => {
    expect(quoteNumber(issued, 'a', 'b')).toMatch(/^Q20261123-[0-9A-V]{8}$/);
    expect(quoteNumber(issued, 'a', 'b')).toBe(quoteNumber(issued, 'a', 'b'));
    expect(quoteNumber(issued, 'a', 'b')).not.toBe(quoteNumber(issued, 'ab'));
    const numbers = Array.from({ length: 10_000 }, (_, index) => quoteNumber(issued, String(index)));
    expect(new Set(numbers).size).toBe(10_000);
  });
});

const totalIn = (province: string) =>
  quote(book, { ...request, company: { service: 'callcentre-provincial', province } })?.totalCents;

describe('a price of its own in a province', () => {
  test('is taken there and nowhere else', () => {
    expect([totalIn('北京市'), totalIn('广东省'), totalIn('constructor')]).toEqual([2_800_000, 2_500_000, 2_500_000]);
  });
});

describe('a discount', () => {
  const discount = { id: 'returning', approvedBy: '王' };

  test('is a line of its own under the name of who approved it, and the instalments follow', () => {
    const made = quote(book, { ...request, discount });
    expect(made).toMatchObject({
      totalCents: 3_990_000,
      approvedBy: '王',
      items: [{}, {}, {}, { id: 'returning', cents: -210_000 }],
    });
    expect(made?.instalments.map(({ cents }) => cents)).toEqual([2_394_000, 1_596_000]);
  });

  test('is one of the price book or none', () => {
    expect(() => quote(book, { ...request, discount: { ...discount, id: 'free' } })).toThrow('no discount "free"');
  });
});

describe('a price range', () => {
  test('spans both scopes while scope is open, and options', () => {
    expect(priceRange(book, 'callcentre-provincial', '北京市')).toMatchObject({ lowCents: 2_800_000, highCents: 3_600_000 });
    expect(priceRange(book, 'callcentre-provincial', '广东省')).toEqual({
      lowCents: 2_500_000,
      highCents: 3_300_000,
      sample: true,
    });
    expect(priceRange(book, 'callcentre')).toEqual({ lowCents: 2_500_000, highCents: 5_000_000, sample: true });
    expect(priceRange(book, 'odi')).toBeNull();
  });
});
