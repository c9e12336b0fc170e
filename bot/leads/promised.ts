import type { Company } from '../../knowledge/company.ts';
import { formatCents, formatDate, formatFact } from '../../knowledge/format.ts';
import { type Bilingual, inBoth } from '../../knowledge/language.ts';
import { priceRange, quote, type Quote, type QuoteRequest } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { timeline } from '../../knowledge/timeline.ts';
import type { Session } from '../session/session.ts';
import type { Told } from '../session/told.ts';

/** One thing that a prospect was told, beside what holds now. */
export interface LeadPromise {
  /** The message that told it. */
  readonly seq: number;
  readonly at: string;
  readonly kind: 'price' | 'date' | 'condition';
  /** What it is about: a fact's id, `price:{service}` with `:{province}`, `dates:{service}:{start}`, `quote:{number}`. */
  readonly ref: string;
  readonly about: Bilingual;
  /** Null when it is no longer known what it was. */
  readonly told: Bilingual | null;
  /** Null when there is nothing of the kind any more. */
  readonly now: Bilingual | null;
  readonly changed: boolean;
  /** Of a quote: the last day on which it binds the firm. */
  readonly validUntil?: string;
}

interface Sides {
  readonly past: Knowledge | null;
  readonly now: Knowledge;
}

/** The promises of one message. */
export function promised([seq, seconds, , ...refs]: Told, session: Session, sides: Sides): LeadPromise[] {
  const at = new Date(seconds * 1000).toISOString();
  return refs.map((ref) => ({ seq, at, ref, ...promiseOf(ref, session, sides) }));
}

function promiseOf(ref: string, session: Session, { past, now: knowledge }: Sides): Omit<LeadPromise, 'seq' | 'at' | 'ref'> {
  const issued = ref.startsWith('quote:') ? issuedIn(session, ref) : undefined;
  const told = issued ? quoted(issued) : past && standing(past, ref, issued);
  const now = standing(knowledge, ref, issued);
  return {
    kind: kindOf(knowledge, ref),
    about: aboutOf(knowledge, ref, issued),
    told,
    now,
    changed: told?.en !== now?.en || told?.['zh-Hans'] !== now?.['zh-Hans'],
    ...(issued && { validUntil: issued.validUntil }),
  };
}

/** What holds by this knowledge. */
function standing(knowledge: Knowledge, ref: string, issued: Quote | undefined): Bilingual | null {
  if (issued) {
    const discount = discountIn(knowledge, issued);
    return quoted(quote(knowledge, { ...issued, ...optionsOf(issued.computedFrom.company), ...(discount && { discount }) }));
  }
  return (readers[ref.split(':')[0] ?? ''] ?? factOf)(knowledge, ref);
}

/** What was approved once stays approved, as long as the price book has it. */
function discountIn({ prices }: Knowledge, { items, approvedBy }: Quote): QuoteRequest['discount'] {
  const id = items.find(({ cents }) => cents < 0)?.id;
  const isOffered = prices.discounts.some((one) => one.id === id);
  return id !== undefined && approvedBy !== undefined && isOffered ? { id, approvedBy } : undefined;
}

function issuedIn({ quotes }: Session, ref: string): Quote | undefined {
  return quotes.find((one) => one.quote.number === subjectOf(ref))?.quote;
}

function quoted(made: Quote | null): Bilingual | null {
  if (!made) return null;
  const parts = (language: keyof Bilingual): string[] =>
    made.instalments.map(({ name, cents }) => `${name[language]} ${formatCents(cents)}`);
  return inBoth((language) => [formatCents(made.totalCents), ...parts(language)].join(' · '));
}

const readers: Readonly<Record<string, (knowledge: Knowledge, ref: string) => Bilingual | null>> = {
  price(knowledge, ref) {
    const [, service = '', province] = ref.split(':');
    const range = priceRange(knowledge, service, province);
    if (!range) return null;
    const { lowCents, highCents } = range;
    return inBoth(() => (lowCents === highCents ? [lowCents] : [lowCents, highCents]).map(formatCents).join(' – '));
  },
  dates(knowledge, ref) {
    const [, service = '', start = '', targetDate] = ref.split(':');
    const plan = timeline(knowledge, { service, start, ...(targetDate !== undefined && { targetDate }) });
    if (!plan) return null;
    return inBoth((language) =>
      plan.courses
        .map(({ course, done }) => {
          const days = [...new Set([done.earliest, done.latest])].map((day) => formatDate(day, language));
          return `${knowledge.stages.courses[course].name[language]} ${days.join(' – ')}`;
        })
        .join(' · '),
    );
  },
};

function factOf({ facts }: Knowledge, ref: string): Bilingual | null {
  const fact = facts.get(ref);
  return fact ? inBoth((language) => formatFact(fact, language)) : null;
}

function optionsOf(computed: Readonly<Record<string, unknown>>): { company: Company; options: readonly string[] } {
  const { options, ...company } = computed;
  return { company, options: Array.isArray(options) ? options.map(String) : [] };
}

function kindOf({ facts }: Knowledge, ref: string): LeadPromise['kind'] {
  if (ref.startsWith('price:') || ref.startsWith('quote:')) return 'price';
  const unit = facts.get(ref)?.unit;
  return ref.startsWith('dates:') || unit === 'month' || unit === 'working-day' || unit === 'round' ? 'date' : 'condition';
}

/** What it is called: the service of a price or a date, the condition, stage or paper of a fact; else the fact's own id. */
function aboutOf(knowledge: Knowledge, ref: string, issued: Quote | undefined): Bilingual {
  const { services, conditions, stages, documents } = knowledge;
  const headline = Object.entries(stages.headlines).find(([, fact]) => fact === ref)?.[0];
  const service = services.get(issued?.service ?? headline ?? subjectOf(ref));
  if (service) return service.shortName;
  const condition = [...conditions.values()].find(({ provincial, nationwide }) => provincial === ref || nationwide === ref);
  const stage = Object.values(stages.courses).flatMap((course) =>
    course.stages.filter(({ days, rounds }) => days === ref || rounds === ref),
  )[0];
  const document = [...documents.values()].find(({ facts }) => facts.includes(ref));
  return (condition ?? stage ?? document)?.name ?? { 'zh-Hans': ref, en: ref };
}

function subjectOf(ref: string): string {
  return ref.split(':')[1] ?? '';
}
