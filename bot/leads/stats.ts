import { chinaDay } from '../../knowledge/china-day.ts';
import type { Row } from './ledger.ts';
import type { SummaryDocument } from './summary.ts';

/** True counts of the leads that began in a span of time. Times are seconds; null when there is nothing to measure. */
export interface Stats {
  readonly leads: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byGrade: Readonly<Record<string, number>>;
  /** How many got how far. */
  readonly funnel: Readonly<Record<Stage, number>>;
  /** Of each question: who came to it, who answered it, and who wrote no more while it was open. */
  readonly dropOff: readonly {
    readonly slot: string;
    readonly reached: number;
    readonly answered: number;
    readonly left: number;
  }[];
  /** Medians from the handover. */
  readonly secondsToClaim: number | null;
  readonly secondsToReply: number | null;
  /** How many first answers of a person came within so many seconds; the last has no end. */
  readonly replyTimes: readonly { readonly within: number | null; readonly leads: number }[];
  readonly byChannel: readonly Group[];
  readonly byCampaign: readonly Group[];
  /** Leads that they claimed last. */
  readonly byConsultant: readonly Group[];
  readonly handoffReasons: Readonly<Record<string, number>>;
  readonly lossReasons: Readonly<Record<string, number>>;
  /** Of each day in China on which something began, the oldest first. */
  readonly days: readonly { readonly day: string; readonly leads: number; readonly handed: number; readonly won: number }[];
}

export interface Group {
  readonly name: string;
  readonly leads: number;
  readonly handed: number;
  readonly won: number;
  readonly lost: number;
  readonly secondsToReply: number | null;
}

const stages = ['opened', 'talked', 'qualified', 'quoted', 'handed', 'claimed', 'replied', 'won', 'closed'] as const;
type Stage = (typeof stages)[number];

const reached: Readonly<Record<Stage, (row: Row) => boolean>> = {
  opened: () => true,
  talked: ({ document }) => document.talked === true,
  qualified: ({ document }) => document.verdict !== 'open',
  quoted: ({ document }) => document.quote !== undefined,
  handed: ({ document }) => document.handed !== undefined,
  claimed: ({ document }) => document.claimed !== undefined,
  replied: ({ document }) => document.replied !== undefined,
  won: ({ status }) => status === 'won',
  closed: ({ document }) => document.closed !== undefined,
};

export interface StatsQuery {
  /** Inclusive, and exclusive: a time, or a day of China's calendar. */
  readonly from?: string;
  readonly to?: string;
  readonly now: Date;
  readonly nameOf: (person: string) => string;
}

/** Counts; pure. */
export function statsOf(rows: readonly Row[], { from, to, now, nameOf }: StatsQuery): Stats {
  const [first, last] = [instant(from), instant(to)];
  const within = rows.filter(
    ({ document: { created, merged } }) =>
      merged !== true && (first === '' || created >= first) && (last === '' || created < last),
  );
  const documents = within.map(({ document }) => document);
  const consultants = groups(within, ({ consultant }) => consultant);
  return {
    leads: within.length,
    byStatus: countsOf(within.map(({ status }) => status)),
    byGrade: countsOf(documents.map(({ grade }) => grade)),
    funnel: Object.fromEntries(stages.map((stage) => [stage, within.filter(reached[stage]).length])) as Record<Stage, number>,
    dropOff: dropOff(within, now),
    secondsToClaim: median(waits(documents, 'claimed')),
    secondsToReply: median(waits(documents, 'replied')),
    replyTimes: spread(waits(documents, 'replied')),
    byChannel: groups(within, ({ channel }) => channel),
    byCampaign: groups(within, ({ campaign }) => campaign),
    byConsultant: consultants.map((group) => ({ ...group, name: nameOf(group.name) })),
    handoffReasons: countsOf(documents.flatMap(({ reason }) => reason ?? [])),
    lossReasons: countsOf(documents.flatMap(({ loss }) => loss ?? [])),
    days: days(within),
  };
}

/** A day begins at midnight in China. */
function instant(time: string | undefined): string {
  if (time === undefined) return '';
  return new Date(time.length === 10 ? `${time}T00:00:00+08:00` : time).toISOString();
}

function countsOf(names: readonly string[]): Record<string, number> {
  const counts = Map.groupBy(names, (name) => name)
    .entries()
    .map(([name, group]) => [name, group.length] as const);
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]));
}

/** Who has not written for a day while the bot's question stood open has left at it. */
function dropOff(rows: readonly Row[], now: Date): Stats['dropOff'] {
  const quietSince = new Date(now.getTime() - quietMs).toISOString();
  const counts = new Map<string, { reached: number; answered: number; left: number }>();
  const count = (slot: string, what: 'answered' | 'left'): void => {
    const one = counts.get(slot) ?? { reached: 0, answered: 0, left: 0 };
    one.reached += 1;
    one[what] += 1;
    counts.set(slot, one);
  };
  for (const { status, document } of rows) {
    for (const slot of document.known ?? []) count(slot, 'answered');
    const { pending, heard = document.created } = document;
    if (pending !== undefined && status === 'open' && heard < quietSince) count(pending, 'left');
  }
  return [...counts].map(([slot, one]) => ({ slot, ...one })).toSorted((a, b) => b.reached - a.reached);
}

function groups(rows: readonly Row[], nameOf: (document: SummaryDocument) => string | undefined): Group[] {
  const named = rows.flatMap((row) => {
    const name = nameOf(row.document);
    return name === undefined ? [] : [{ ...row, name }];
  });
  return [...Map.groupBy(named, ({ name }) => name)]
    .map(([name, group]) => ({
      name,
      leads: group.length,
      handed: group.filter(reached.handed).length,
      won: group.filter(reached.won).length,
      lost: group.filter(({ status }) => status === 'lost').length,
      secondsToReply: median(
        waits(
          group.map(({ document }) => document),
          'replied',
        ),
      ),
    }))
    .toSorted((a, b) => b.leads - a.leads);
}

function days(rows: readonly Row[]): Stats['days'] {
  const byDay = Map.groupBy(rows, ({ document: { created } }) => chinaDay(new Date(created)));
  return [...byDay]
    .map(([day, group]) => ({
      day,
      leads: group.length,
      handed: group.filter(reached.handed).length,
      won: group.filter(reached.won).length,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** From the handover to what followed; what came before the last handover belongs to an earlier one. */
function waits(documents: readonly SummaryDocument[], until: 'claimed' | 'replied'): number[] {
  return documents
    .map(({ handed, [until]: end }) =>
      handed === undefined || end === undefined ? -1 : (Date.parse(end) - Date.parse(handed)) / 1000,
    )
    .filter((each) => each >= 0)
    .toSorted((a, b) => a - b);
}

function median(seconds: readonly number[]): number | null {
  const [low, high] = [seconds[Math.floor((seconds.length - 1) / 2)], seconds[Math.floor(seconds.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function spread(seconds: readonly number[]): Stats['replyTimes'] {
  return bounds.map((within, index) => {
    const above = bounds[index - 1] ?? -1;
    return { within, leads: seconds.filter((each) => each > above && (within === null || each <= within)).length };
  });
}

const bounds: readonly (number | null)[] = [60, 300, 900, 3600, 4 * 3600, null];
const quietMs = 24 * 3_600_000;
