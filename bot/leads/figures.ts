import type { Ledger } from './ledger.ts';
import type { Staff } from './staff.ts';
import { type Stats, statsOf } from './stats.ts';

interface FiguresDeps {
  readonly ledger: Ledger;
  readonly staff: Pick<Staff, 'list'>;
  readonly now: () => Date;
}

/** The figures of a span of time, as they are now. */
export function leadFigures({ ledger, staff, now }: FiguresDeps): (span: { from?: string; to?: string }) => Promise<Stats> {
  return async (span) => {
    const [rows, people] = await Promise.all([ledger.rows(), staff.list()]);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return statsOf(rows, { ...span, now: now(), nameOf: (person) => names.get(person) ?? person });
  };
}
