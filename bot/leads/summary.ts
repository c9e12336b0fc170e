import * as z from 'zod';
import type { Values } from '../../flows/effect.ts';
import type { Session } from '../session/session.ts';
import type { LeadSummary } from '../store/store.ts';
import { headlines } from './brief.ts';
import { leadOf } from './lead-id.ts';
import { factsOf, type LeadReading } from './lead-reading.ts';

/** What lists and statistics know of a lead: what it is told apart by, but nothing by which one could reach anybody. */
export const summaryDocumentSchema = z.object({
  score: z.number(),
  grade: z.enum(['A', 'B', 'C', 'D']),
  headline: z.object({ 'zh-Hans': z.string(), en: z.string() }),
  /** What the prospect wants to be called; there while consent stands. */
  name: z.string().optional(),
  company: z.string().optional(),
  channel: z.string(),
  service: z.string().optional(),
  owner: z.object({ id: z.string(), name: z.string() }).optional(),
  /** Who claimed it last, or was given it. */
  consultant: z.string().optional(),
  campaign: z.string().optional(),
  /** The prospect has said something. */
  talked: z.boolean().optional(),
  heard: z.string().optional(),
  /** Slots that were answered or declined, and the question that is open. */
  known: z.array(z.string()).optional(),
  pending: z.string().optional(),
  /** Why it was handed over, and why it was lost. */
  reason: z.string().optional(),
  loss: z.string().optional(),
  created: z.string(),
  handed: z.string().optional(),
  claimed: z.string().optional(),
  replied: z.string().optional(),
  closed: z.string().optional(),
  quote: z.string().optional(),
  /** Another lead of the same prospect goes on in its place: figures count that one. */
  merged: z.boolean().optional(),
  verdict: z.string(),
});
export type SummaryDocument = z.infer<typeof summaryDocumentSchema>;

/** The lead as the index keeps it, with every commit. */
export function leadSummary(reading: LeadReading, conversation: string, session: Session): LeadSummary {
  const { lead } = session;
  return {
    id: leadOf(conversation),
    conversation,
    status: lead.status,
    updated: latest(session),
    document: documentOf(reading, session),
  };
}

function documentOf(reading: LeadReading, session: Session): SummaryDocument & Record<string, unknown> {
  const { owner, lead } = session;
  const { visible, derived, verdict } = factsOf(reading, session);
  const replied = lead.events.find(({ event }) => event === 'first-reply')?.at;
  return {
    ...reading.score(derived),
    headline: headlines(reading, visible),
    ...textsIn(visible),
    channel: session.channel,
    ...(typeof owner === 'object' && { owner: { id: owner.consultant, name: owner.name } }),
    created: session.created,
    ...countedOf(session),
    ...(lead.handed && { handed: lead.handed.at }),
    ...(lead.claimed !== undefined && { claimed: lead.claimed }),
    ...(replied !== undefined && { replied }),
    ...(lead.closed && { closed: lead.closed.at }),
    ...(lead.quote !== undefined && { quote: lead.quote }),
    verdict,
  };
}

function textsIn(visible: Values): Pick<SummaryDocument, 'name' | 'company' | 'service'> {
  const texts = (['name', 'company', 'service'] as const).map((slot) => [slot, visible[slot]]);
  return Object.fromEntries(texts.filter(([, value]) => typeof value === 'string'));
}

/** What only the figures look at. */
function countedOf({ created, heard, origin, state, lead }: Session): Partial<SummaryDocument> {
  const campaign = origin.campaign?.['utm_campaign'] ?? origin.campaign?.['utm_source'];
  return {
    ...(heard > created && { talked: true, heard, known: Object.keys(state.slots) }),
    ...(state.pending && { pending: state.pending.slot }),
    ...(campaign !== undefined && { campaign: campaign.slice(0, 100) }),
    ...endingOf(lead),
  };
}

function endingOf({ events, handed, closed, merged }: Session['lead']): Partial<SummaryDocument> {
  const had = events.findLast(({ event }) => event === 'claimed' || event.startsWith('assigned:'));
  const consultant = had?.event === 'claimed' ? had.who : had?.event.slice('assigned:'.length);
  return {
    ...(consultant !== undefined && { consultant }),
    ...(handed && { reason: handed.reason }),
    ...(merged && { merged: true }),
    ...(closed?.outcome === 'lost' && { loss: closed.reason.slice(0, 100) }),
  };
}

/** The last thing that happened. A session has no clock of its own, so that the same session gives the same summary. */
function latest({ created, heard, lead }: Session): string {
  return [created, heard, lead.events.at(-1)?.at ?? ''].reduce((last, at) => (at > last ? at : last));
}
