import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Company } from '../../knowledge/company.ts';
import { eligibility } from '../../knowledge/eligibility.ts';
import { book } from './book.ts';

const rmb = (min: number | null, max = min) => ({ min, max, currency: 'CNY' });
const nationwide = (capital: Company['capital']): Company => ({
  service: 'callcentre',
  scope: 'nationwide',
  funding: 'domestic',
  ...(capital && { capital }),
});
const statusOf = (company: Company) => eligibility(book, company).status;

describe('a verdict', () => {
  test.each([
    ['nationwide', 10_000_000, 'eligible'],
    ['nationwide', 9_999_999, 'not-yet'],
    ['provincial', 1_000_000, 'eligible'],
    ['provincial', 999_999, 'not-yet'],
  ] as const)('for %s with %i is %s', (scope, amount, status) => {
    expect(statusOf({ ...nationwide(rmb(amount)), scope })).toBe(status);
  });

  test.each([
    ['at least the limit', rmb(10_000_000, null), 'eligible'],
    ['over a lower amount', rmb(5_000_000, null), 'open'],
    ['less than the limit at most', rmb(null, 9_000_000), 'not-yet'],
    ['up to the limit', rmb(null, 10_000_000), 'open'],
    ['around the limit', rmb(8_000_000, 12_000_000), 'open'],
    ['a range below', rmb(4_000_000, 5_000_000), 'not-yet'],
  ] as const)('for an amount that is %s follows only when the whole range agrees', (_, capital, status) => {
    expect(statusOf(nationwide(capital))).toBe(status);
    if (status === 'open') expect(eligibility(book, nationwide(capital)).missing).toEqual(['capital']);
  });

  test('below the nationwide limit names both ways out', () => {
    expect(eligibility(book, nationwide(rmb(5_000_000))).waysOut).toEqual([
      { way: 'raise-capital', to: 10_000_000, by: 5_000_000, facts: ['capital-nationwide', 'capital-subscribed'] },
      { way: 'provincial-first', required: 1_000_000, met: true, facts: ['capital-provincial', 'scope-one-province'] },
    ]);
    expect(eligibility(book, nationwide(rmb(500_000))).waysOut[1]).toMatchObject({ way: 'provincial-first', met: false });
  });

  test('below the provincial limit leaves one way out', () => {
    const { waysOut } = eligibility(book, { ...nationwide(rmb(400_000)), scope: 'provincial' });
    expect(waysOut).toMatchObject([{ way: 'raise-capital', to: 1_000_000, by: 600_000 }]);
  });

  test.each(['foreign', 'hmt', 'joint'] as const)('is never given for %s funding, whatever else is known', (funding) => {
    for (const scope of ['nationwide', 'provincial', undefined] as const) {
      const company = { ...nationwide(rmb(50_000_000)), funding };
      const { status, reasons } = eligibility(book, {
        service: 'callcentre',
        capital: company.capital!,
        funding,
        ...(scope && { scope }),
      });
      expect(status).toBe('needs-consultant');
      expect(reasons).toContainEqual({ check: 'funding', outcome: 'outside-sources', facts: ['funding-domestic-only'] });
    }
  });

  test('for an amount in another currency stays open with the currency as the reason', () => {
    const verdict = eligibility(book, nationwide({ min: 2_000_000, max: 2_000_000, currency: 'USD' }));
    expect(verdict).toMatchObject({
      status: 'open',
      missing: ['capital'],
      reasons: [{ check: 'currency', outcome: 'unknown' }, {}],
    });
  });

  test('names what is missing', () => {
    expect(eligibility(book, {})).toMatchObject({
      status: 'open',
      service: null,
      missing: ['service', 'scope', 'capital', 'funding'],
    });
    expect(eligibility(book, { service: 'callcentre', funding: 'domestic' }).missing).toEqual(['scope', 'capital']);
    expect(eligibility(book, { service: 'callcentre-nationwide' }).missing).toEqual(['capital', 'funding']);
  });

  test('is left to a consultant where the sources state no conditions', () => {
    for (const service of ['code-95', 'code-96', 'annual-inspection', 'pawn-shop', 'support-company-transfer'])
      expect(eligibility(book, { ...nationwide(rmb(20_000_000)), service })).toMatchObject({
        status: 'needs-consultant',
        service,
        reasons: [{ check: 'service-known', outcome: 'outside-sources' }],
      });
  });

  test('rests on facts that exist and never gets worse by more capital', () => {
    const rank = { 'needs-consultant': 0, 'not-yet': 1, open: 2, eligible: 3 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), fc.integer({ min: 0, max: 20_000_000 }), (amount, more) => {
        const [low, high] = [eligibility(book, nationwide(rmb(amount))), eligibility(book, nationwide(rmb(amount + more)))];
        expect(rank[low.status] <= rank[high.status]).toBe(true);
        for (const id of low.facts) expect(book.facts.has(id)).toBe(true);
      }),
    );
  });
});
