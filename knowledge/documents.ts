import { candidatesOf, serviceOf, type Company } from './company.ts';
import { fillFacts } from './format.ts';
import type { Bilingual } from './language.ts';
import type { Knowledge } from './knowledge.ts';

/** One paper to hand in. */
export interface DocumentItem {
  readonly id: string;
  readonly name: Bilingual;
  readonly note?: Bilingual;
  readonly from: 'applicant' | 'agency';
  /** Set where it depends on what is not known yet: needed only with such shareholders. */
  readonly onlyIf?: 'corporate' | 'natural';
  readonly facts: readonly string[];
}

/** The papers that this company needs. What is not known of it leaves a paper in, marked with what it depends on. */
export function documentsFor(knowledge: Knowledge, company: Company): DocumentItem[] {
  const service = serviceOf(knowledge, company);
  const candidates = service ? [service] : candidatesOf(knowledge, company.service ?? 'callcentre');
  const { shareholders } = company;
  return [...knowledge.documents.values()]
    .filter((document) => candidates.some(({ id }) => document.services.includes(id)))
    .filter(({ scope }) => scope === undefined || service === null || service.scope === scope)
    .filter(
      (document) => !document.shareholders || !shareholders || shareholders === 'both' || document.shareholders === shareholders,
    )
    .map(({ id, name, note, from, facts, ...document }) => ({
      id,
      name,
      ...(note && { note: filled(knowledge, note) }),
      from,
      ...(document.shareholders && !shareholders && { onlyIf: document.shareholders }),
      facts,
    }));
}

function filled(knowledge: Knowledge, text: Bilingual): Bilingual {
  return { 'zh-Hans': fillFacts(knowledge, text['zh-Hans'], 'zh-Hans'), en: fillFacts(knowledge, text.en, 'en') };
}

/**
 * The papers whose names stand in a text; a longer name goes before a shorter one in it ("股东的营业执照" is not "营业执照").
 */
export function papersNamedIn({ documents }: Pick<Knowledge, 'documents'>, text: string): string[] {
  const names = [...documents.values()].flatMap(({ id, called = [], name }) =>
    [...called, ...Object.values(name)].map((each) => ({ id, name: bare(each) })),
  );
  let rest = bare(text);
  const found = new Set<string>();
  for (const { id, name } of names.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(name)) continue;
    found.add(id);
    rest = rest.replaceAll(name, ' ');
  }
  return [...documents.keys()].filter((id) => found.has(id));
}

/** 股东的营业执照 and 股东营业执照, "shareholder's license" and "shareholders licence" are one name. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/的|'s\b|(?<=[a-z])s?'|(?<=[a-rt-z])s\b/g, '')
    .replaceAll('license', 'licence');
}

/** How much of what the company itself hands in is ready, in whole percent; null while it is open which papers those are. */
export function readiness(knowledge: Knowledge, company: Company, ready: readonly string[]): number | null {
  if (!serviceOf(knowledge, company)) return null;
  const own = documentsFor(knowledge, company).filter(({ from, onlyIf }) => from === 'applicant' && onlyIf === undefined);
  if (own.length === 0) return null;
  return Math.floor((100 * own.filter(({ id }) => ready.includes(id)).length) / own.length);
}
