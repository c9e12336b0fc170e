import { describe, expect, it } from 'vitest';
import { crashRun } from './run.ts';

// Ten points a store keep the suite quick; `npm run bench -- crash` does two hundred. The seed is in the name of a failing run.
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);

describe.concurrent(`killed at random points (CRASH_SEED=${seed})`, () => {
  it.each(['sqlite', 'redis'] as const)(
    'loses nothing, answers nothing twice and tells of every handoff on %s',
    async (store) => {
      const { faults, conversations, points } = await crashRun({ store, points: 10, seed });
      expect(faults).toEqual([]);
      expect(points).toBe(10);
      // At least one conversation of each prospect: the run did put load on the server.
      expect(conversations).toBeGreaterThanOrEqual(50);
    },
    240_000,
  );
});
