import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { understand } from '../../bot/understanding/understand.ts';
import type { Pending, Understood } from '../../bot/understanding/understood.ts';

const vocabulary = loadVocabulary();

/** What a message says after a question, on a Monday in March. */
export function read(text: string, pending: Pending = 'none'): Understood {
  return understand({ text, pending, language: 'zh', today: '2026-03-09' }, vocabulary);
}
