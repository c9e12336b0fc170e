import type { Money } from '../../../flows/command.ts';
import { type Amount, amountsIn } from '../amount.ts';
import { normalise } from '../normalise.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Proposal } from './proposal.ts';

export interface Ground {
  /** The message as the model saw it. */
  readonly text: string;
  readonly vocabulary: Vocabulary;
  readonly isService: (id: string) => boolean;
}

/** What the message bears out: figures, places and names that do not stand in it are no reading of it. */
export function grounded({ slots, intents }: Proposal, { text, vocabulary, isService }: Ground): Proposal {
  const heard = normalise(text);
  const { capital, province, company, licence, ...chosen } = slots;
  return {
    // In the order in which they are read back: the service goes first.
    slots: {
      ...(typeof licence === 'string' && isService(licence) && { licence }),
      ...chosen,
      ...(capital && isAmountIn(heard, capital, vocabulary) && { capital }),
      ...(province && vocabulary.places(heard).some((place) => place.province === province) && { province }),
      ...(company && isWritten(text, company) && { company }),
    },
    intents,
  };
}

/** Both ends must be those of one amount: two amounts of a message are no range. */
function isAmountIn(heard: string, { min, max, currency }: Money, vocabulary: Vocabulary): boolean {
  return amountsIn(heard, vocabulary).some((amount) => {
    if ((amount.currency ?? 'CNY') !== currency) return false;
    const ends = endsOf(amount);
    return [min, max].every((end) => end === null || ends.includes(end));
  });
}

/** A bare 500 is 500 and, as capital, 500万. */
function endsOf({ min, max, big, currency }: Amount): readonly number[] {
  const ends = [min, max].filter((end) => end !== null);
  const mayMean10k = !big && (currency ?? 'CNY') === 'CNY' && Math.max(...ends) < 10_000;
  return mayMean10k ? [...ends, ...ends.map((end) => end * 10_000)] : ends;
}

/** The prospect's own words, and no markup even then. */
function isWritten(text: string, company: string): boolean {
  return !/[<>&[\]{}()`*_#|\\/:@]/.test(company) && text.includes(company);
}
