import { describe, expect, test } from 'vitest';
import type { Company } from '../../knowledge/company.ts';
import { documentsFor, papersNamedIn, readiness } from '../../knowledge/documents.ts';
import { formatCents, formatDate, formatMoney } from '../../knowledge/format.ts';
import { asOfNote, sourcesOf } from '../../knowledge/sources.ts';
import { book } from './book.ts';

const idsFor = (company: Company) => documentsFor(book, company).map(({ id }) => id);

describe('readiness', () => {
  const company = { service: 'callcentre-nationwide', shareholders: 'natural' } as const;

  test('is the share of what the company hands in, and nothing while it is open what that is', () => {
    expect(readiness(book, company, [])).toBe(0);
    const own = documentsFor(book, company).filter(({ from }) => from === 'applicant');
    expect(
      readiness(
        book,
        company,
        own.map(({ id }) => id),
      ),
    ).toBe(100);
    expect(readiness(book, company, ['articles', 'plans', 'nothing'])).toBe(Math.floor(100 / own.length));
    expect(readiness(book, { service: 'callcentre' }, ['articles'])).toBeNull();
  });

  test('a longer name is not taken for the shorter one in it', () => {
    expect(papersNamedIn(book, '股东营业执照有了')).toEqual(['corporate-shareholders']);
    expect(papersNamedIn(book, '章程、执照')).toEqual(['business-licence', 'articles']);
  });
});

describe('the documents', () => {
  const company = { service: 'callcentre', scope: 'nationwide' } as const;

  test('follow the kinds of shareholders', () => {
    expect(idsFor({ ...company, shareholders: 'corporate' })).not.toContain('natural-shareholders');
    expect(idsFor({ ...company, shareholders: 'natural' })).not.toContain('corporate-shareholders');
    expect(idsFor({ ...company, shareholders: 'both' })).toEqual(
      expect.arrayContaining(['natural-shareholders', 'corporate-shareholders']),
    );
    const open = documentsFor(book, company).filter(({ onlyIf }) => onlyIf);
    expect(open.map(({ onlyIf }) => onlyIf)).toEqual(['corporate', 'natural']);
  });

  test('follow the scope', () => {
    expect(idsFor(company)).toContain('paper-set');
    expect(idsFor({ ...company, scope: 'provincial' })).not.toContain('paper-set');
  });

  test('name their figures from facts, and who provides them', () => {
    const employees = documentsFor(book, company).find(({ id }) => id === 'employees');
    expect(employees).toMatchObject({ note: { 'zh-Hans': '3 名', en: '3 people' }, from: 'applicant' });
    expect(documentsFor(book, company).find(({ id }) => id === 'plans')?.from).toBe('agency');
  });

  test('are not made up for services without stated documents', () => {
    expect(idsFor({ service: 'code-95' })).toEqual([]);
    expect(idsFor({ service: 'pawn-shop' })).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    [10_000_000, '1,000 万元', 'RMB 10 million'],
    [1_500_000, '150 万元', 'RMB 1.5 million'],
    [50_000, '5 万元', 'RMB 50,000'],
    [42_000, '42,000 元', 'RMB 42,000'],
    [0, '0 元', 'RMB 0'],
  ])('of money: %i is %s and %s', (yuan, zh, en) => {
    expect(formatMoney(yuan, 'zh-Hans')).toBe(zh);
    expect(formatMoney(yuan, 'en')).toBe(en);
  });

  test('of dates and cents are written as people write them', () => {
    expect(formatDate('2027-03-15', 'zh-Hans')).toBe('2027年3月15日');
    expect(formatDate('2027-03-05', 'en')).toBe('5 March 2027');
    expect(formatCents(2_520_050)).toBe('¥25,200.50');
  });
});

describe('sources', () => {
  test('are named once each, with the date or the word for its absence', () => {
    expect(sourcesOf(book, ['capital-nationwide', 'capital-subscribed'], 'en').map(({ id, asOf }) => [id, asOf])).toEqual([
      ['s1', 'undated'],
      ['s2', '2020-06-28'],
    ]);
    expect(sourcesOf(book, ['licence-validity'])[0]?.asOf).toBe('未注明日期');
    expect(asOfNote(book, [], 'en')).toBe('');
  });
});
