import type { Stats } from './stats.ts';

/** The figures as rows of a table: what, of what, how many. */
export function statsRows(stats: Stats): readonly (readonly string[])[] {
  return [
    ['section', 'name', 'measure', 'value'],
    ...counts('funnel', stats.funnel),
    ...counts('status', stats.byStatus),
    ...counts('grade', stats.byGrade),
    ...stats.dropOff.flatMap(({ slot, ...figures }) =>
      Object.entries(figures).map(([measure, value]) => ['question', slot, measure, String(value)]),
    ),
    ['seconds', 'to claim', 'median', String(stats.secondsToClaim ?? '')],
    ['seconds', 'to first answer', 'median', String(stats.secondsToReply ?? '')],
    ...stats.replyTimes.map(({ within, leads }) => ['first answer within seconds', String(within ?? 'more'), '', String(leads)]),
    ...groups('channel', stats.byChannel),
    ...groups('campaign', stats.byCampaign),
    ...groups('consultant', stats.byConsultant),
    ...counts('handoff reason', stats.handoffReasons),
    ...counts('loss reason', stats.lossReasons),
    ...stats.days.flatMap(({ day, ...figures }) =>
      Object.entries(figures).map(([measure, value]) => ['day', day, measure, String(value)]),
    ),
  ];
}

function counts(section: string, figures: Readonly<Record<string, number>>): string[][] {
  return Object.entries(figures).map(([name, count]) => [section, name, '', String(count)]);
}

function groups(section: string, all: Stats['byChannel']): string[][] {
  return all.flatMap(({ name, ...figures }) =>
    Object.entries(figures).map(([measure, value]) => [section, name, measure, value === null ? '' : String(value)]),
  );
}
