import type { Tongue } from './format.ts';
import type { Knowledge } from './schemas.ts';

/** Where facts are from, as a message shows it. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`, or the word for "undated". */
  readonly asOf: string;
}

/** The sources of these facts, each once, in the order of the book. */
export function sourcesOf(knowledge: Knowledge, factIds: readonly string[], language: Tongue = 'zh-Hans'): Source[] {
  const cited = new Set(factIds.flatMap((id) => knowledge.facts.get(id)?.sources.map(({ source }) => source) ?? []));
  const tongue = language === 'en' ? 'en' : 'zh-Hans';
  return [...knowledge.sources.values()]
    .filter(({ id }) => cited.has(id))
    .map(({ id, title, asOf }) => ({
      id,
      title: title[tongue],
      asOf: asOf === 'undated' ? knowledge.sourceNotes.undated[tongue] : asOf,
    }));
}

/** What ends an answer on rules: how old its sources are, and that a consultant confirms. Empty without sources. */
export function asOfNote(knowledge: Knowledge, factIds: readonly string[], language: Tongue): string {
  const dates = sourcesOf(knowledge, factIds, language).map(({ asOf }) => asOf);
  if (dates.length === 0) return '';
  return knowledge.sourceNotes.note[language === 'en' ? 'en' : 'zh-Hans'].replace(
    '{dates}',
    dates.join(language === 'en' ? ', ' : '、'),
  );
}
