import type { Finding } from './doctor-finding.ts';

/** Codes and tokens live for seconds; the date of an answer is in whole seconds. */
const skewMs = 5000;

/** A `fetch` that compares the clock of whoever answers with ours, and what it found. */
export function dated(name: string): { fetch: typeof fetch; findings(): readonly Finding[] } {
  let skew: number | undefined;
  return {
    fetch: async (...asked) => {
      const response = await fetch(...asked);
      const there = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(there)) skew = Math.abs(Date.now() - there);
      return response;
    },
    findings() {
      if (skew === undefined) return [];
      const right = skew <= skewMs;
      const values = { seconds: Math.round(skew / 1000) };
      return [{ name, level: right ? 'ok' : 'fail', outcome: right ? 'right' : 'off', values }];
    },
  };
}
