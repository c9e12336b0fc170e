import { amountsIn } from '../../bot/understanding/amount.ts';
import { loadVocabulary } from '../../bot/understanding/load-vocabulary.ts';
import { normalise, plain } from '../../bot/understanding/normalise.ts';
import { understand } from '../../bot/understanding/understand.ts';
import type { Utterance, Pending } from '../../bot/understanding/understood.ts';

const vocabulary = loadVocabulary();

interface Sum {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string | null;
}

/** The amounts of a text: those that name a currency, else the capital it states. After a question only the capital counts. */
export function moneyIn(text: string, { lang, context }: { lang: Utterance['language']; context: Pending }): readonly Sum[] {
  const { capital } = understand({ text, pending: context, language: lang, today: '2026-03-09' }, vocabulary).slots;
  const named = context === 'none' ? amountsIn(normalise(plain(text)), vocabulary).filter(({ currency }) => currency) : [];
  return named.length > 0 ? named : capital ? [capital] : [];
}
