import * as z from 'zod';
import { idSchema } from './fields.ts';

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

const periodSchema = z
  .string()
  .regex(clock, { error: 'Write a period such as 09:00-12:00', abort: true })
  .refine((text) => {
    const { from, to } = periodIn(text);
    return from < to;
  }, 'The first time must lie before the second');

const periodsSchema = z
  .array(periodSchema)
  .refine(inOrder, 'Put the periods in the order of the day, none beginning before the one before it has ended');

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const weekSchema = z
  .strictObject({
    monday: periodsSchema,
    tuesday: periodsSchema,
    wednesday: periodsSchema,
    thursday: periodsSchema,
    friday: periodsSchema,
    saturday: periodsSchema,
    sunday: periodsSchema,
  })
  .refine((week) => Object.values(week).some((periods) => periods.length > 0), 'Open on at least one day of the week');

const teamSchema = z.strictObject({
  team: idSchema,
  for: z.array(z.string()).min(1),
  zone: z.string().refine(isZone, 'Write a time zone such as Asia/Shanghai'),
  calendar: z.enum(['mainland', 'none']),
  week: weekSchema,
  'make-up': periodsSchema,
  days: z.record(z.iso.date(), periodsSchema),
});

export const hoursSchema = z.strictObject({
  teams: z
    .array(teamSchema)
    .min(1)
    .refine((teams) => teams.at(-1)?.for.includes('anything'), 'Let the last team be for: [anything]'),
});

/** People who answer together, with the hours in which they do. */
export type Team = z.infer<typeof teamSchema>;

/** Dates that a won lead can have. */
export const afterSales = ['annual-inspection', 'expiry'] as const;
export type AfterSale = (typeof afterSales)[number];

const minutes = z.number().int().positive();

/** Reasons for which somebody may be told in person, besides the group. */
export const personalReasons = [
  'assigned',
  'unanswered',
  'waiting',
  'manager',
  'discount',
  'discount-approved',
  'discount-declined',
  ...afterSales,
] as const;

const whoIsTold = z.enum(['consultant', 'manager', 'owner']).or(z.email('Write consultant, manager, owner or an e-mail address'));

export const serviceLevelSchema = z.strictObject({
  waiting: z
    .strictObject({ remind: minutes, manager: minutes, alarm: minutes })
    .refine(({ remind, manager, alarm }) => remind < manager && manager < alarm, 'remind comes first, then manager, then alarm'),
  unanswered: z
    .strictObject({ remind: minutes, pool: minutes, 'cooling-off': minutes })
    .refine(({ remind, pool }) => remind < pool, 'remind comes before pool'),
  idle: z.strictObject({ return: z.number().int().nonnegative() }),
  usual: z.strictObject({ days: minutes, least: minutes }),
  presence: z.strictObject({ unseen: minutes }),
  'after-sale': z.record(z.enum(afterSales), minutes),
  keep: z.strictObject({ quiet: z.number().int().nonnegative() }).default({ quiet: 0 }),
  tell: z.partialRecord(z.enum(personalReasons), z.array(whoIsTold)).default({}),
});

/** How long anybody waits, and what happens then. */
export type ServiceLevel = z.infer<typeof serviceLevelSchema>;

/** Minutes of the day. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Reads `09:00-12:00`. */
export function periodIn(text: string): Period {
  const [from = 0, to = 0] = text.split('-').map(minutesOf);
  return { from, to };
}

function minutesOf(time: string): number {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  return hours * 60 + rest;
}

function inOrder(texts: readonly string[]): boolean {
  const periods = texts.map(periodIn);
  return periods.every(({ from }, index) => index === 0 || from >= (periods[index - 1]?.to ?? 0));
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
