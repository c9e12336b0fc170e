import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addOpenMs, isOpen, localTime, nextOpening, openings, openMsBetween } from '../../knowledge/hours.ts';
import type { Team } from '../../knowledge/hours-file.ts';
import { book } from './book.ts';

const minute = 60_000;
const shenzhen = book.teams[0] as Team;
const berlin: Team = {
  team: 'berlin',
  for: ['anything'],
  zone: 'Europe/Berlin',
  calendar: 'none',
  week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: ['22:00-24:00'], sunday: ['00:00-06:00'] },
  'make-up': [],
  days: {},
};
const china = (text: string): number => Date.parse(`${text}:00+08:00`);
const inChina = (at: number): string => Object.values(localTime(shenzhen, at)).join(' ');
const due = (at: string, minutes: number): string => inChina(addOpenMs(shenzhen, china(at), minutes * minute));
const night = (from: string, to: string): number => openMsBetween(berlin, Date.parse(from), Date.parse(to)) / minute;

test.each([
  ['in the morning', '2026-03-09T09:00', true],
  ['a minute before it', '2026-03-09T08:59', false],
  ['at noon, when the morning is over', '2026-03-09T12:00', false],
  ['in the afternoon', '2026-03-09T13:30', true],
  ['on a Saturday', '2026-03-14T10:00', false],
  ['on a holiday in the middle of the week', '2026-10-01T10:00', false],
  ['on the Saturday that makes up for it', '2026-10-10T10:00', true],
])('whether somebody is there %s', (_, at, open) => {
  expect(isOpen(shenzhen, china(at))).toBe(open);
});

test.each([
  ['while open, now', '2026-03-09T10:15', '2026-03-09 10:15'],
  ['over lunch, in the afternoon', '2026-03-09T12:30', '2026-03-09 13:30'],
  ['in the evening, the next morning', '2026-03-09T19:00', '2026-03-10 09:00'],
  ['on a Friday night, on Monday', '2026-03-13T18:00', '2026-03-16 09:00'],
  ['before the National Day, after all of it', '2026-09-30T18:30', '2026-10-08 09:00'],
])('the next opening %s', (_, at, opens) => {
  expect(inChina(nextOpening(shenzhen, china(at)))).toBe(opens);
});

test('the clock stands still at night, over lunch and through holidays', () => {
  expect(due('2026-03-09T11:50', 5)).toBe('2026-03-09 11:55');
  expect(due('2026-03-09T11:50', 10)).toBe('2026-03-09 12:00');
  expect(due('2026-03-09T11:50', 11)).toBe('2026-03-09 13:31');
  expect(due('2026-03-13T17:50', 30)).toBe('2026-03-16 09:20');
  expect(due('2026-09-30T17:50', 30)).toBe('2026-10-08 09:20');
});

test('what stands under days goes before calendar and week', () => {
  const special: Team = { ...shenzhen, days: { '2026-10-01': ['10:00-11:00'], '2026-03-09': [] } };
  expect(isOpen(special, china('2026-10-01T10:30'))).toBe(true);
  expect(inChina(nextOpening(special, china('2026-03-09T10:00')))).toBe('2026-03-10 09:00');
});

test('a night shift in another zone is as long as it was in the night that the clocks are set', () => {
  expect(night('2026-03-21T12:00:00Z', '2026-03-22T12:00:00Z')).toBe(8 * 60);
  expect(night('2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(7 * 60);
  expect(night('2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(9 * 60);
});

test('the time between a moment and the one that comes so much later is just so much', () => {
  const moment = fc.integer({ min: china('2026-01-01T00:00') / minute, max: china('2026-12-30T00:00') / minute });
  const length = fc.integer({ min: 0, max: 6000 });
  fc.assert(
    fc.property(fc.constantFrom(shenzhen, berlin), moment, length, (team, from, minutes) => {
      const to = addOpenMs(team, from * minute, minutes * minute);
      expect(openMsBetween(team, from * minute, to)).toBe(minutes * minute);
      expect(minutes > 0 || isOpen(team, to)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the periods one can be called in are the next ones, and no rest of one', () => {
  const next = openings(shenzhen, china('2026-03-13T17:45'), { count: 3, leastMs: 30 * minute });
  expect(next).toEqual(['2026-03-16 09:00-12:00', '2026-03-16 13:30-18:00', '2026-03-17 09:00-12:00']);
});

test('a team that never comes is an error and no endless search', () => {
  const { week } = berlin;
  const gone: Team = { ...berlin, week: { ...week, saturday: [], sunday: [] } };
  expect(() => nextOpening(gone, Date.parse('2026-03-09T00:00:00Z'))).toThrow('is never there');
});
