import type { Language } from './words.ts';

/** What `GET /api/stats` says, as far as this page shows it. */
export interface Stats {
  readonly leads: number;
  readonly funnel: Readonly<Record<'opened' | 'talked' | 'qualified' | 'quoted' | 'handed' | 'claimed' | 'won', number>>;
  readonly dropOff: readonly { readonly slot: string; readonly reached: number; readonly left: number }[];
  readonly secondsToClaim: number | null;
  readonly secondsToReply: number | null;
  readonly replyTimes: readonly { readonly within: number | null; readonly leads: number }[];
  readonly byChannel: readonly Group[];
  readonly byCampaign: readonly Group[];
  readonly byConsultant: readonly Group[];
  readonly handoffReasons: Readonly<Record<string, number>>;
  readonly lossReasons: Readonly<Record<string, number>>;
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

/** Seconds, minutes or hours as the language writes them; a dash where nothing was measured. */
export function duration(seconds: number | null, language: Language): string {
  if (seconds === null) return '–';
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? ['second', 1];
  const digits = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: unit === 'second' ? 0 : 1 } as const;
  return new Intl.NumberFormat(language, digits).format(seconds / size);
}

const units = [
  ['hour', 3600],
  ['minute', 60],
] as const;
