import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import * as z from 'zod';
import type { SlotValue } from '../../flows/command.ts';
import type { Values } from '../../flows/effect.ts';
import type { FlowBook } from '../../flows/flow.ts';
import type { Session } from '../session/session.ts';
import { valuesOf } from '../../flows/state.ts';
import { loadScore, type ScoreOf } from './score.ts';

/** What it takes to read a lead out of a session. */
export interface LeadReading {
  readonly slots: FlowBook['slots'];
  readonly verdict: (values: Values) => { readonly status: string };
  /** How much of the papers is ready, in percent; null while it is open which they are. */
  readonly readiness?: (values: Values) => number | null;
  readonly say: Sayings;
  /** How long it takes, from the start that was named or from `now`; null for a service without known times. */
  readonly schedule: (values: Values, now: Date) => Schedule | null;
  /** The address of a quote, with its key. */
  readonly quoteUrl: (conversation: string, number: string) => string;
  readonly score: ScoreOf;
  readonly texts: Readonly<Record<StaffLanguage, BriefTexts>>;
  /** Headlines that were made already: one is made with each turn, and most are the same as the last. */
  readonly headlines: Map<string, string>;
}

/** The languages of the consultants' side. */
export type StaffLanguage = 'zh-Hans' | 'en';

/** How long it takes by the sources, counted from `start`; days are `YYYY-MM-DD`. */
export interface Schedule {
  readonly start: string;
  readonly months: { readonly low: number; readonly high: number };
  readonly courses: readonly { readonly course: string; readonly earliest: string; readonly latest: string }[];
}

/** Slots and their values in the words of the flows' texts. */
export interface Sayings {
  name(slot: string, language: StaffLanguage): string;
  value(slot: string, value: SlotValue, language: StaffLanguage): string;
}

/** Reads the weights and the texts of leads from their files. */
export async function loadLeadReading(
  deps: Pick<LeadReading, 'slots' | 'verdict' | 'say' | 'schedule' | 'quoteUrl' | 'readiness'>,
): Promise<LeadReading> {
  const file = await readFile(new URL('texts.yaml', import.meta.url), 'utf8');
  const texts = z.strictObject({ 'zh-Hans': briefTextsSchema, en: briefTextsSchema }).parse(load(file));
  const name: Sayings['name'] = (slot, language) => texts[language].slots[slot] ?? deps.say.name(slot, language);
  return { ...deps, say: { ...deps.say, name }, score: await loadScore(), texts, headlines: new Map() };
}

/** Whether a slot may be shown: personal data only while the consent that it needs stands. */
export function isVisible({ slots }: Pick<LeadReading, 'slots'>, slot: string, values: Values): boolean {
  const spec = slots[slot];
  return !spec?.personal || values[spec.needs ?? 'consent'] === true;
}

export interface Facts {
  /** Slot values that may be shown. */
  readonly visible: Values;
  /** These, and what the score is computed from besides. */
  readonly derived: Values;
  readonly verdict: string;
}

/** Slot values that may be shown, and what the score and the brief derive from a session. */
export function factsOf(reading: LeadReading, { state, lead }: Session): Facts {
  const values = valuesOf(state);
  const visible: Record<string, SlotValue> = {};
  let contact = false;
  for (const slot in values) {
    const value = values[slot];
    if (value === undefined || !isVisible(reading, slot, values)) continue;
    visible[slot] = value;
    contact ||= slot !== 'name' && reading.slots[slot]?.personal === true;
  }
  const verdict = reading.verdict(values).status;
  const derived = { ...visible, verdict, contact, handed: lead.handed !== undefined, quoted: lead.quote !== undefined };
  return { visible, derived, verdict };
}

const briefTextsSchema = z.strictObject({
  headline: z.strictObject({ separator: z.string(), unknown: z.string() }),
  fact: z.string(),
  declined: z.string(),
  verdict: z.record(z.string(), z.string()),
  quoted: z.string(),
  'wants-quote': z.string(),
  questions: z.string(),
  separator: z.string(),
  slots: z.record(z.string(), z.string()),
  next: z.strictObject({ contact: z.string(), chat: z.string(), bot: z.string(), closed: z.string() }),
});
export type BriefTexts = z.infer<typeof briefTextsSchema>;
