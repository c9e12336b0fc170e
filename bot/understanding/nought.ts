import type { Money } from '../../flows/command.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "I told you fifty million. Knock a zero off": what was told before, with the nought put right; null where no nought is named. */
export function noughtPutRight(capital: Money, text: string, { words }: Vocabulary): Money | null {
  const told = words['correction.told'].find(text);
  const off = words['correction.nought.off'].find(text);
  const nought = off ?? words['correction.nought.on'].find(text);
  // "五百万，刚才多打了个零": what is right is told already.
  if (
    !told ||
    !nought ||
    told.start > nought.start ||
    !/[\d一二两三四五六七八九十百千]|[mb]illion/.test(text.slice(told.end, nought.start))
  )
    return null;
  const moved = (value: number | null): number | null => value && (off ? value / 10 : value * 10);
  return { ...capital, min: moved(capital.min), max: moved(capital.max) };
}
