import { createHash } from 'node:crypto';
import type { Session } from '../session/session.ts';
import type { Job } from '../store/store.ts';
import { headlines, notice } from './brief.ts';
import { leadOf } from './lead-id.ts';
import type { Notification } from './notifier.ts';
import { notifyDataSchema } from './notify-job.ts';
import { factsOf, type LeadReading } from './lead-reading.ts';
import { inBoth, textLanguage } from '../../knowledge/language.ts';

export interface NotificationDeps {
  readonly reading: LeadReading;
  readonly publicUrl: string;
  /** The path of a page where the lead can be claimed. */
  readonly claimPath: (lead: string, now: Date) => string;
  readonly now: () => Date;
}

/** What a job tells: the lead as it is now. */
export function notificationOf(
  { reading, publicUrl, claimPath, now }: NotificationDeps,
  job: Job,
  session: Session,
): Notification {
  const { event, reason } = notifyDataSchema.parse(job.data);
  const lead = leadOf(job.conversation);
  const { visible, derived, verdict } = factsOf(reading, session);
  const company = visible['company'];
  return {
    id: idOf(job),
    event,
    reason,
    lead,
    status: session.lead.status,
    ...reading.score(derived),
    summary: notice(reading, session, textLanguage(session.language)),
    headline: headlines(reading, visible),
    verdict: inBoth((language) => reading.texts[language].verdict[verdict] ?? ''),
    ...(typeof company === 'string' && { company }),
    contact: contacts.find((slot) => visible[slot] !== undefined) ?? null,
    channel: session.channel,
    url: `${publicUrl}/console#${lead}`,
    claimUrl: `${publicUrl}${claimPath(lead, now())}`,
  };
}

function idOf({ conversation, id, data }: Job): string {
  // A job that was split off tells the same.
  const { of = id } = notifyDataSchema.parse(data);
  return `msg_${createHash('sha256').update(`${conversation} ${of}`).digest('base64url').slice(0, 27)}`;
}

const contacts = ['phone', 'wechat', 'email', 'messenger'] as const;
