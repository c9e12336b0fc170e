import { eligibility } from '../knowledge/eligibility.ts';
import type { ConversationDeps } from './conversation.ts';
import { companyOf } from './company.ts';
import { loadReading, type Reading } from './leads/reading.ts';
import type { Scene } from './wording/scene.ts';
import { sayValue, slotName } from './wording/value.ts';

/** Leads are read with the same knowledge, and named in the same words, as the prospect hears. */
export function readingOf({ book, knowledge, wordbooks }: ConversationDeps): Promise<Reading> {
  const scene = (language: 'zh-Hans' | 'en'): Pick<Scene, 'words' | 'language'> => ({
    language,
    words: wordbooks[language].words(0),
  });
  return loadReading({
    slots: book.slots,
    verdict: (values) => eligibility(knowledge, companyOf(values)),
    say: {
      name: (slot, language) => slotName(scene(language), slot),
      value: (slot, value, language) => sayValue(scene(language), slot, value),
    },
  });
}
