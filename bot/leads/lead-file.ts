import type { Values } from '../../flows/effect.ts';
import { type Bilingual, inBoth } from '../../knowledge/language.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { headlines, nextStep } from './brief.ts';
import type { Discount } from './discounts.ts';
import { factsOf, isVisible, type LeadReading, type Schedule } from './lead-reading.ts';

/** What a consultant works with, in the words of either language of the consultants' side. */
export interface LeadFile {
  /** The language of the talk. */
  readonly language: Session['language'];
  readonly headline: Bilingual;
  /** What is known, and where it came from. */
  readonly facts: readonly KnownFact[];
  /** Slots that nothing is known of yet and that may be filled in. */
  readonly open: readonly { readonly slot: string; readonly name: Bilingual; readonly choices?: readonly Choice[] }[];
  readonly judgement: Bilingual;
  readonly next: Bilingual;
  /** Counted from the day on which the prospect was heard last, unless they named a start. */
  readonly schedule: Schedule | null;
  readonly quotes: readonly GivenQuote[];
  readonly discount?: Discount;
  readonly questions: readonly string[];
  readonly notes: NonNullable<Session['lead']['notes']>;
  readonly stage?: NonNullable<Session['lead']['stage']>;
  readonly dates: NonNullable<Session['lead']['dates']>;
  /** Since when the prospect waits for a word of the consultant. */
  readonly unanswered?: string;
  readonly origin: Session['origin'];
  readonly created: string;
  readonly heard: string;
  readonly handed?: { readonly at: string; readonly reason: string };
  readonly closed?: NonNullable<Session['lead']['closed']>;
}

export interface KnownFact {
  readonly slot: string;
  readonly name: Bilingual;
  /** Absent when it was declined. */
  readonly value?: Bilingual;
  readonly by?: string;
  readonly at: string;
  readonly personal: boolean;
  readonly choices?: readonly Choice[];
}

export interface Choice {
  readonly value: string;
  readonly label: Bilingual;
}

export interface GivenQuote {
  readonly number: string;
  readonly url: string;
  readonly totalCents: number;
  readonly validUntil: string;
  readonly sample: boolean;
  /** Who approved the discount in it. */
  readonly approvedBy?: string;
}

/** Reads the file of a lead out of its session. Personal facts are in it only while consent stands. */
export function leadFile(reading: LeadReading, conversation: string, session: Session): LeadFile {
  const { state, lead } = session;
  const values = valuesOf(state);
  const { visible, derived, verdict } = factsOf(reading, session);
  return {
    language: session.language,
    headline: headlines(reading, visible),
    facts: knownFacts(reading, session, values),
    open: openSlots(reading, session),
    judgement: inBoth((language) => reading.texts[language].verdict[verdict] ?? ''),
    next: inBoth((language) => reading.texts[language].next[nextStep(session, derived)]),
    schedule: reading.schedule(values, new Date(session.heard || session.created)),
    quotes: session.quotes.map(({ quote: { number, totalCents, validUntil, sample, approvedBy } }) => {
      const url = reading.quoteUrl(conversation, number);
      return { number, url, totalCents, validUntil, sample, ...(approvedBy !== undefined && { approvedBy }) };
    }),
    ...(lead.discount && { discount: lead.discount }),
    questions: lead.questions,
    notes: lead.notes ?? [],
    dates: lead.dates ?? {},
    ...(lead.stage && { stage: lead.stage }),
    ...(lead.unanswered !== undefined && { unanswered: lead.unanswered }),
    origin: session.origin,
    created: session.created,
    heard: session.heard,
    ...(lead.handed && { handed: lead.handed }),
    ...(lead.closed && { closed: lead.closed }),
  };
}

function knownFacts(reading: LeadReading, { state }: Session, values: Values): readonly KnownFact[] {
  const order = Object.keys(reading.slots);
  return Object.entries(state.slots)
    .filter(([slot]) => isVisible(reading, slot, values))
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([slot, known]) => ({
      slot,
      name: nameOf(reading, slot),
      ...('value' in known && { value: inBoth((language) => reading.say.value(slot, known.value, language)), by: known.by }),
      at: known.at,
      personal: reading.slots[slot]?.personal === true,
      ...choicesOf(reading, slot),
    }));
}

/** What a consultant may fill in: not consent, which only the prospect gives, and nothing personal without it. */
function openSlots(reading: LeadReading, { state }: Session): LeadFile['open'] {
  return editableSlots(reading, valuesOf(state))
    .filter((slot) => state.slots[slot] === undefined)
    .map((slot) => ({ slot, name: nameOf(reading, slot), ...choicesOf(reading, slot) }));
}

function editableSlots(reading: Pick<LeadReading, 'slots'>, values: Values): readonly string[] {
  return Object.entries(reading.slots)
    .filter(([slot, { type }]) => type !== 'group' && slot !== 'consent' && isVisible(reading, slot, values))
    .map(([slot]) => slot);
}

function choicesOf(reading: LeadReading, slot: string): { choices?: readonly Choice[] } {
  const spec = reading.slots[slot];
  if (spec?.type !== 'choice' && spec?.type !== 'yes-no') return {};
  const values = spec.type === 'yes-no' ? [true, false] : (spec.choices ?? []);
  return {
    choices: values.map((value) => ({
      value: String(value),
      label: inBoth((language) => reading.say.value(slot, value, language)),
    })),
  };
}

function nameOf(reading: LeadReading, slot: string): Bilingual {
  return inBoth((language) => reading.say.name(slot, language));
}
