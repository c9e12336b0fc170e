import type { HolderAsking } from './holder-asking.ts';
import type { Vocabulary } from './vocabulary.ts';

/** "我们有江苏的证，公司搬家了", "we hold a licence and want to add Zhejiang": what is to change for who has a licence, or has changed. */
export function licenceChanges(said: string, vocabulary: Vocabulary): Pick<HolderAsking, 'tellsHeld' | 'changes'> {
  const { words } = vocabulary;
  const changes = changeIn(said, vocabulary);
  return { ...(words['holder.tells'].has(said) && { tellsHeld: true }), ...(changes !== undefined && { changes }) };
}

function changeIn(said: string, vocabulary: Vocabulary): HolderAsking['changes'] {
  const { words } = vocabulary;
  if (words['change.not'].has(said)) return undefined;
  if (words['change.licence'].has(said)) return 'licence';
  if (words['change.company'].has(said)) return 'company';
  if (addsProvince(said, vocabulary)) return 'province';
  return words['change.thing'].has(said) ? 'thing' : undefined;
}

/** "想加浙江", "add another province". */
function addsProvince(said: string, { words, places }: Vocabulary): boolean {
  const { 'change.place': adding, 'change.province': province } = words;
  return province.has(said) || (adding.has(said) && places(said).some(({ start }) => adding.upTo(said, start) !== null));
}
