import type { Company } from '../../knowledge/company.ts';
import { documentsFor } from '../../knowledge/documents.ts';
import type { Quote } from '../../knowledge/quote.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { timeline, type Timeline } from '../../knowledge/timeline.ts';
import { checklistPage, quotePage, timelinePage } from '../documents/page.ts';
import type { SheetOptions } from '../documents/sheet.ts';
import type { QuoteLinks } from './quote-link.ts';
import type { Language } from '../session/session.ts';
import type { Store } from '../store/store.ts';
import { sessionOf } from '../session/stored-session.ts';

/** A quote as it was issued, with the timeline and the language of the talk it came from. */
export interface ShelvedQuote {
  readonly quote: Quote;
  readonly timeline: Timeline | null;
  readonly language: Language;
  readonly key: string;
}

/** A document as a file. */
export interface Rendered {
  readonly body: string | Uint8Array;
  /** The media type. */
  readonly type: string;
  readonly filename?: string;
}

export interface QuoteShelf {
  /** Null for an unknown number and for a wrong key alike. */
  find(number: string, key: string): Promise<ShelvedQuote | null>;
  /** A person has opened it; the first time is written down on the lead. */
  viewed(found: ShelvedQuote): void;
  render(found: ShelvedQuote, format: 'html' | 'pdf' | 'png' | 'ics' | 'json'): Promise<Rendered>;
  /** The papers of a service; null for one of which none are known. */
  checklist(request: ChecklistRequest): Rendered | null;
  /** A timeline that is nobody's in particular; null for a service without known times. */
  schedule(request: ScheduleRequest, format: 'html' | 'ics' | 'png'): Promise<Rendered | null>;
}

/** Whose list of papers; nothing in it is personal. */
export interface ChecklistRequest {
  readonly service: string;
  readonly shareholders?: Company['shareholders'];
  /** Ids of the papers that are ready. */
  readonly have: readonly string[];
  readonly language: Language;
}

export interface ScheduleRequest {
  /** The catalogue's id. */
  readonly service: string;
  /** `YYYY-MM-DD` */
  readonly start: string;
  /** The day by which it is wanted: then it also tells when to start. */
  readonly targetDate?: string | undefined;
  readonly language: Language;
}

export interface ShelfDeps {
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly links: QuoteLinks;
  /** Where quotes can be verified, without a slash at the end. */
  readonly origin: string;
  readonly onViewed: (conversation: string, number: string) => void;
}

/** Finds issued quotes: the key leads to the conversation, whose session keeps them. */
export function quoteShelf(deps: ShelfDeps): QuoteShelf {
  const { store, knowledge, links, origin } = deps;
  return {
    async find(number, key) {
      const conversation = links.conversationOf(number, key);
      if (conversation === null) return null;
      const session = await sessionOf(store, conversation);
      const issued = session?.quotes.find((one) => one.quote.number === number);
      // Erased meanwhile.
      if (!session || !issued) return null;
      const { quote, start } = issued;
      return { quote, timeline: timeline(knowledge, { service: quote.service, start }), language: session.language, key };
    },
    viewed({ quote: { number }, key }) {
      const conversation = links.conversationOf(number, key);
      if (conversation !== null) deps.onViewed(conversation, number);
    },
    render: (found, format) => render({ knowledge, origin }, found, format),
    checklist: (request) => checklistIn(knowledge, request),
    async schedule({ targetDate, ...request }, format) {
      const plan = timeline(knowledge, { ...request, ...(targetDate !== undefined && { targetDate }) });
      if (!plan) return null;
      const options = { language: request.language, knowledge };
      if (format === 'ics') return calendar(plan, options);
      if (format === 'png') {
        const { timelinePng } = await import('../documents/picture.ts');
        return { type: 'image/png', filename: 'timeline.png', body: timelinePng(plan, options) };
      }
      const { service, start, language: lang } = request;
      const query = new URLSearchParams({ service, start, ...(targetDate !== undefined && { target: targetDate }), lang });
      const at = (kind: string): string => `/timeline.${kind}?${query.toString()}`;
      return { ...webPage, body: timelinePage(plan, { ...options, links: { png: at('png'), ics: at('ics') } }) };
    },
  };
}

function checklistIn(knowledge: Knowledge, { service, shareholders, have, language }: ChecklistRequest): Rendered | null {
  const spec = knowledge.services.get(service);
  const papers = spec ? documentsFor(knowledge, { service, ...(shareholders && { shareholders }) }) : [];
  if (!spec || papers.length === 0) return null;
  return { ...webPage, body: checklistPage(papers, have, { language, knowledge, service: spec.name }) };
}

const webPage = { type: 'text/html; charset=utf-8' };

async function calendar(plan: Timeline | null, options: SheetOptions): Promise<Rendered> {
  const { timelineIcs } = await import('../documents/calendar.ts');
  return { type: 'text/calendar; charset=utf-8', filename: 'timeline.ics', body: plan ? timelineIcs(plan, options) : '' };
}

async function render(
  { knowledge, origin }: Pick<ShelfDeps, 'knowledge' | 'origin'>,
  found: ShelvedQuote,
  format: Parameters<QuoteShelf['render']>[1],
): Promise<Rendered> {
  const { quote: made, timeline: plan, language, key } = found;
  const link = `${origin}/quotes/${made.number}?key=${encodeURIComponent(key)}`;
  const options = { language, knowledge, link };
  // What draws PDFs and pictures, fonts and all, is loaded by the first who wants one: it takes an eighth of a start.
  const forms = {
    html: async () => ({ ...webPage, body: quotePage(made, plan, { ...options, links: formsOf(found) }) }),
    pdf: async () => {
      const { quotePdf } = await import('../documents/pdf.ts');
      return { type: 'application/pdf', body: await quotePdf(made, plan, options) };
    },
    png: async () => {
      const { quotePng } = await import('../documents/picture.ts');
      return { type: 'image/png', body: quotePng(made, plan, options) };
    },
    ics: () => calendar(plan, options),
    json: async () => ({ type: 'application/json', body: JSON.stringify({ quote: made, timeline: plan }) }),
  };
  const rendered = await forms[format]();
  return format === 'html' ? rendered : { ...rendered, filename: `${made.number}.${format}` };
}

function formsOf({ quote: { number }, timeline: plan, key }: ShelvedQuote): { pdf: string; png: string; ics?: string } {
  const at = (kind: string): string => `/quotes/${number}.${kind}?key=${encodeURIComponent(key)}`;
  return { pdf: at('pdf'), png: at('png'), ...(plan && { ics: at('ics') }) };
}
