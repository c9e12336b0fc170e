import type { SlotValue } from '../../flows/command.ts';
import type { Values } from '../../flows/effect.ts';
import { type Bilingual, inBoth } from '../../knowledge/language.ts';
import type { Session } from '../session/session.ts';
import { factsOf, type BriefTexts, type LeadReading, type StaffLanguage } from './lead-reading.ts';
import { isClosed } from './changes.ts';

/** What a consultant must know before the first word, one line each. Contact data is not in it. */
export function brief(reading: LeadReading, session: Session, language: StaffLanguage): string {
  const texts = reading.texts[language];
  const { derived, verdict } = factsOf(reading, session);
  return [
    ...slotLines(reading, session, language),
    texts.verdict[verdict],
    ...interestLines(texts, session, derived),
    texts.next[nextStep(session, derived)],
  ]
    .filter((line) => line !== undefined)
    .join('\n');
}

/** The lead in a few words, for lists: what is wanted, where, with how much. */
export function headline(reading: LeadReading, values: Values, language: StaffLanguage): string {
  const key = [...headlineSlots, ...wishes].map((slot) => keyOf(values[slot])).join('|') + language;
  const made = reading.headlines.get(key);
  if (made !== undefined) return made;
  const { separator, unknown } = reading.texts[language].headline;
  const parts = headlineSlots.flatMap((slot) => {
    const value = values[slot];
    return value === undefined ? [] : [reading.say.value(slot, value, language)];
  });
  const wished = wishes.filter((slot) => values[slot] === true).map((slot) => capitalised(reading.say.name(slot, language)));
  const words = [...wished, ...parts].join(separator) || unknown;
  if (reading.headlines.size >= maxHeadlines) reading.headlines.clear();
  reading.headlines.set(key, words);
  return words;
}

/** What somebody wants who names no service: told by the name of it, as "yes" says nothing. */
const wishes = ['renewing', 'changing'];

/** The headline in both languages of the consultants' side. */
export function headlines(reading: LeadReading, values: Values): Bilingual {
  return inBoth((language) => headline(reading, values, language));
}

function keyOf(value: SlotValue | undefined): string {
  return typeof value === 'object' ? `${value.min}~${value.max}~${value.currency}` : String(value);
}

/** What may leave the house in a notification: no word that the prospect typed. */
export function notice(reading: LeadReading, session: Session, language: StaffLanguage): string {
  const { visible, verdict } = factsOf(reading, session);
  return [headline(reading, visible, language), reading.texts[language].verdict[verdict]].filter(Boolean).join('\n');
}

function slotLines(reading: LeadReading, { state }: Session, language: StaffLanguage): string[] {
  const texts = reading.texts[language];
  return briefSlots.flatMap((slot) => {
    const known = state.slots[slot];
    if (known === undefined || reading.slots[slot]?.personal) return [];
    const name = capitalised(reading.say.name(slot, language));
    if ('declined' in known) return [filled(texts.declined, { name })];
    return [filled(texts.fact, { name, value: reading.say.value(slot, known.value, language) })];
  });
}

function interestLines(texts: BriefTexts, { lead }: Session, derived: Values): string[] {
  const asked = lead.questions.slice(-questionsShown).map((question) => question.slice(0, questionLength));
  return [
    ...(lead.quote === undefined ? [] : [filled(texts.quoted, { number: lead.quote })]),
    ...(lead.quote === undefined && derived['wants-quote'] === true ? [texts['wants-quote']] : []),
    ...(asked.length > 0 ? [filled(texts.questions, { questions: asked.join(texts.separator) })] : []),
  ];
}

/** What is to be done next for a lead, as a key of the brief's texts. */
export function nextStep({ lead }: Session, derived: Values): keyof BriefTexts['next'] {
  if (isClosed({ lead })) return 'closed';
  if (lead.status === 'open') return 'bot';
  return derived['contact'] === true ? 'contact' : 'chat';
}

/** Slot names are made for the middle of a sentence. */
function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function filled(text: string, params: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
}

const headlineSlots = ['service', 'scope', 'province', 'capital'];
const briefSlots = [
  'service',
  'scope',
  'province',
  'capital',
  'funding',
  'shareholders',
  'start',
  'urgency',
  'company',
  'for-client',
  'no-company',
  'holds-provincial',
  'renewing',
  'changing',
  'breach',
  'funding-guessed',
  'short-staffed',
  'extras',
  'need',
  'in-writing',
  'call-time',
];
const maxHeadlines = 2000;
const questionsShown = 5;
const questionLength = 100;
