import * as z from 'zod';

const counts = z.record(z.string(), z.int());

const groups = z.array(
  z.object({
    name: z.string(),
    leads: z.int(),
    handed: z.int(),
    won: z.int(),
    lost: z.int(),
    secondsToReply: z.number().nullable(),
  }),
);

/** What `GET /api/stats` answers. */
export const statsSchema = z.object({
  leads: z.int(),
  byStatus: counts,
  byGrade: counts,
  funnel: counts.describe('opened, talked, qualified, quoted, handed, claimed, replied, won, closed'),
  dropOff: z.array(z.object({ slot: z.string(), reached: z.int(), answered: z.int(), left: z.int() })),
  secondsToClaim: z.number().nullable(),
  secondsToReply: z.number().nullable(),
  replyTimes: z.array(z.object({ within: z.number().nullable().describe('Seconds; null: longer'), leads: z.int() })),
  byChannel: groups,
  byCampaign: groups,
  byConsultant: groups,
  handoffReasons: counts,
  lossReasons: counts,
  days: z.array(z.object({ day: z.iso.date(), leads: z.int(), handed: z.int(), won: z.int() })),
});
