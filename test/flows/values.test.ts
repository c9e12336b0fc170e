import { describe, expect, test } from 'vitest';
import { passes } from '../../flows/condition.ts';
import { fingerprint, isSame, validatorOf } from '../../flows/slot-value.ts';
import { realBook, yuan } from './real-book.ts';

const accepts = (slot: string, value: Parameters<ReturnType<typeof validatorOf>>[0]): boolean =>
  validatorOf(realBook.slots[slot] ?? { type: 'group' })(value);
const openEnded = { min: 10_000_000, max: null, currency: 'CNY', kind: null };

describe('a condition', () => {
  test('counts only the lower end of an amount', () => {
    expect(passes({ atLeast: 10_000_000 }, yuan(10_000_000))).toBe(true);
    expect(passes({ atLeast: 10_000_000 }, openEnded)).toBe(true);
    expect(passes({ atLeast: 10_000_000 }, { ...openEnded, min: 4_000_000, max: 20_000_000 })).toBe(false);
    expect(passes({ atLeast: 10_000_000 }, { ...openEnded, min: null, max: 20_000_000 })).toBe(false);
  });

  test('that the opposite holds is true of what is unknown', () => {
    expect(passes({ not: 'asap' }, undefined)).toBe(true);
    expect(passes('asap', undefined)).toBe(false);
    expect(passes({ not: { known: false } }, undefined)).toBe(false);
  });

  test('may name several values', () => {
    expect(passes({ in: ['eligible', 'not-yet'] }, 'not-yet')).toBe(true);
    expect(passes({ in: ['eligible', 'not-yet'] }, 'open')).toBe(false);
    expect(passes({ in: [10_000_000] }, yuan(10_000_000))).toBe(true);
  });
});

describe('a value', () => {
  test.each(['13800000000', '075500000000', '4000000000', '+85200000000', '95500000000', '13800000000-801'])(
    '%s is a number to call',
    (phone) => expect(accepts('phone', phone)).toBe(true),
  );

  test.each(['1380000000', '138000000000', '12345', 'harbour_lin', ''])('"%s" is none', (phone) =>
    expect(accepts('phone', phone)).toBe(false),
  );

  test('of another type than its slot is not taken', () => {
    expect(accepts('capital', 10_000_000)).toBe(false);
    expect(accepts('capital', { ...openEnded, min: null })).toBe(false);
    expect(accepts('capital', yuan(0))).toBe(false);
    expect(accepts('wants-quote', 'true')).toBe(false);
    expect(accepts('start', '2027-13')).toBe(false);
    expect(accepts('company', '海'.repeat(81))).toBe(false);
    expect(accepts('contact', '13800000000')).toBe(false);
  });

  test('has one fingerprint however it is written, and shares it with no other', () => {
    expect(fingerprint({ kind: null, currency: 'CNY', max: 1, min: 1 })).toBe(fingerprint(yuan(1)));
    expect(isSame(yuan(1), { ...yuan(1), currency: 'HKD' })).toBe(false);
    expect(new Set([yuan(1), { ...yuan(1), currency: 'HKD' }, 1, '1', true, 'true', undefined].map(fingerprint)).size).toBe(7);
  });
});
