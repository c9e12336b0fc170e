import { formatDate } from './format.ts';
import { type Bilingual, type Language, textLanguage } from './language.ts';
import type { Knowledge } from './knowledge.ts';

/** Where facts are from, as a message shows it. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD`, or the word for "undated". */
  readonly asOf: string;
}

/** The sources of these facts, each once, in the order of the book. */
export function sourcesOf(knowledge: Knowledge, factIds: readonly string[], language: Language = 'zh-Hans'): Source[] {
  const cited = new Set(factIds.flatMap((id) => knowledge.facts.get(id)?.sources.map(({ source }) => source) ?? []));
  const written = textLanguage(language);
  return [...knowledge.sources.values()]
    .filter(({ id }) => cited.has(id))
    .map(({ id, title, asOf }) => ({
      id,
      title: title[written],
      asOf: asOf === 'undated' ? knowledge.sourceNotes.undated[written] : asOf,
    }));
}

/** What ends an answer on rules: how old its sources are, and that a consultant confirms. Empty without sources. */
export function asOfNote(knowledge: Knowledge, factIds: readonly string[], language: Language): string {
  const note = noteOn(knowledge, factIds);
  if (note === null) return '';
  const separator = language === 'en' ? ', ' : '、';
  const dates = note.dates.map((day) => formatDate(day, language));
  return note.text[textLanguage(language)].replace('{dates}', dates.join(separator));
}

/** The note that fits these facts, and the days of publication that it names; null without sources. */
export function noteOn(knowledge: Knowledge, factIds: readonly string[]): { text: Bilingual; dates: readonly string[] } | null {
  const cited = sourcesOf(knowledge, factIds).map(({ id }) => knowledge.sources.get(id)?.asOf ?? 'undated');
  const dates = cited.filter((asOf) => asOf !== 'undated');
  const { dated, undated, both } = knowledge.sourceNotes.note;
  if (cited.length === 0) return null;
  return { text: dates.length === 0 ? undated : dates.length === cited.length ? dated : both, dates };
}
