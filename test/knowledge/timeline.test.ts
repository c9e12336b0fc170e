import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, back, forward, isPublished, workingDay } from '../../knowledge/calendar.ts';
import { timeline } from '../../knowledge/timeline.ts';
import { book } from './book.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2024-01-01', n));
const service = fc.constantFrom('callcentre-nationwide', 'callcentre-provincial');

describe('working days', () => {
  test('leave weekends and public holidays out and take make-up days in', () => {
    expect(workingDay('2026-10-01')).toBe('2026-10-08');
    expect(workingDay('2026-10-10')).toBe('2026-10-10'); // a Saturday worked for the National Day week
    expect(forward('2026-09-30', 2)).toBe('2026-10-08');
    expect(workingDay('2026-10-05', 'until')).toBe('2026-09-30');
  });

  test('beyond the published calendar leave out the holidays that the law names', () => {
    expect(isPublished('2026-12-31')).toBe(true);
    expect(isPublished('2031-01-01')).toBe(false);
    expect(workingDay('2031-01-01')).toBe('2031-01-02');
    expect(workingDay('2031-10-01')).toBe('2031-10-06'); // three days by law, then a weekend
    expect(workingDay('2031-01-23')).toBe('2031-01-27'); // New Year of the lunar calendar with its eve
  });

  test('counted forwards and back again end where they began', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 400 }), (start, n) => {
        const first = workingDay(start);
        expect(back(forward(first, n), n)).toBe(first);
      }),
    );
  });

  test('refuse what is no day', () => {
    expect(() => workingDay('2026-13-01')).toThrow('"2026-13-01" is not a day');
  });
});

describe('a timeline', () => {
  test('of the nationwide licence tells the headline, the official course and the course with an agency', () => {
    const found = timeline(book, { service: 'callcentre-nationwide', start: '2026-01-05' });
    expect(found?.headline).toEqual({ months: { low: 3, high: 6 }, fact: 'timeline-nationwide' });
    expect(found?.courses.map(({ course, total, months }) => ({ course, total, months }))).toEqual([
      { course: 'official', total: { low: 85, high: 180 }, months: { low: 4, high: 9 } },
      { course: 'agency', total: { low: 44, high: 54 }, months: { low: 2, high: 3 } },
    ]);
    expect(found?.courses[0]?.stages[1]).toMatchObject({
      days: { low: 30, high: 100 },
      rounds: { count: { low: 3, high: 5 }, each: { low: 10, high: 20 } },
    });
    expect(found?.tensions).toEqual(['nationwide-duration', 'approval-wait', 'agency-rounds']);
  });

  test('is counted from the first working day on', () => {
    const found = timeline(book, { service: 'callcentre-nationwide', start: '2026-10-01' });
    expect(found?.start).toBe('2026-10-08');
    expect(found?.courses[1]?.stages[0]?.ends).toEqual({ earliest: '2026-10-10', latest: '2026-10-10' });
  });

  test('has dates that are working days, in order, and end with the last stage', () => {
    fc.assert(
      fc.property(service, day, (id, start) => {
        for (const { stages, done } of timeline(book, { service: id, start })?.courses ?? []) {
          const dates = stages.map(({ ends }) => ends);
          for (const date of dates.flatMap(({ earliest, latest }) => [earliest, latest])) expect(workingDay(date)).toBe(date);
          for (const key of ['earliest', 'latest'] as const)
            expect(dates.map((ends) => ends[key])).toEqual(dates.map((ends) => ends[key]).toSorted());
          expect(dates.at(-1)).toEqual(done);
          expect(done.earliest <= done.latest).toBe(true);
        }
      }),
    );
  });

  test('backwards from a target starts just in time', () => {
    fc.assert(
      fc.property(service, day, (id, target) => {
        for (const { course, startBy } of timeline(book, { service: id, start: '2024-01-01', targetDate: target })?.courses ??
          []) {
          const latestOf = (start = '') =>
            timeline(book, { service: id, start })?.courses.find((one) => one.course === course)?.done ?? {
              earliest: '',
              latest: '',
            };
          expect(latestOf(startBy?.safe).latest <= target).toBe(true);
          expect(latestOf(addDays(startBy?.safe ?? '', 1)).latest > target).toBe(true);
          expect(latestOf(startBy?.hopeful).earliest <= target).toBe(true);
          expect(latestOf(addDays(startBy?.hopeful ?? '', 1)).earliest > target).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('is provisional as soon as a date lies beyond the published calendar', () => {
    const courses = timeline(book, { service: 'callcentre-nationwide', start: '2025-02-05' })?.courses;
    expect(courses?.map(({ provisional }) => provisional)).toEqual([false, false]);
    const later = timeline(book, { service: 'callcentre-nationwide', start: '2030-02-05' })?.courses;
    expect(later?.map(({ provisional }) => provisional)).toEqual([true, true]);
  });

  test('is not made up for services without stated times', () => {
    expect(timeline(book, { service: 'code-95', start: '2026-01-05' })).toBeNull();
    expect(timeline(book, { service: 'pawn-shop', start: '2026-01-05' })).toBeNull();
  });
});
