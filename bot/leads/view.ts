import type { Values } from '../../flows/effect.ts';
import type { LeadView } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { brief } from './brief.ts';
import { type LeadFile, leadFile } from './lead-file.ts';
import { leadOf } from './lead-id.ts';
import { factsOf, isVisible, type LeadReading } from './lead-reading.ts';
import { type Bilingual, inBoth } from '../../knowledge/language.ts';

/** A lead in full, with its brief in both languages of the consultants' side. */
export interface Lead extends LeadView {
  readonly briefs: Bilingual;
  readonly file: LeadFile;
}

/** Reads a lead out of its session. Personal slots are on it only while consent stands. */
export function leadView(reading: LeadReading, conversation: string, session: Session): Lead {
  const { state, lead, owner } = session;
  const values = valuesOf(state);
  const { derived } = factsOf(reading, session);
  const briefs = inBoth((language) => brief(reading, session, language));
  return {
    id: leadOf(conversation),
    status: lead.status,
    ...reading.score(derived),
    slots: Object.fromEntries(Object.entries(state.slots).filter(([slot]) => isVisible(reading, slot, values))),
    verdict: reading.verdict(values),
    ...(lead.quote !== undefined && { quote: lead.quote }),
    ...readinessOf(reading, values),
    ...(typeof owner === 'object' && { owner: { id: owner.consultant, name: owner.name } }),
    channel: session.channel,
    conversation,
    events: lead.events.map(({ at, event, who }) => ({ at, event, ...(who !== undefined && { who }) })),
    ...(lead.merged && { merged: lead.merged.into }),
    summary: briefs['zh-Hans'],
    briefs,
    file: leadFile(reading, conversation, session),
  };
}

function readinessOf(reading: LeadReading, values: Values): Pick<LeadView, 'readiness'> {
  const percent = reading.readiness?.(values) ?? null;
  return percent === null ? {} : { readiness: percent };
}

/** Whether a view shows anything by which the prospect could be reached. */
export function showsContact(reading: Pick<LeadReading, 'slots'>, view: LeadView): boolean {
  return Object.entries(view.slots).some(([slot, known]) => reading.slots[slot]?.personal && 'value' in known);
}
