import { papersNamedIn } from '../../knowledge/documents.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { clausesOf } from './clauses.ts';
import { everywhere } from './grammar.ts';
import { normalise, plain } from './normalise.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Papers that a message says are ready: 章程有了, 营业执照和租赁合同都准备好了, "the lease is ready". A question ticks nothing off. */
export function papersIn(text: string, knowledge: Pick<Knowledge, 'documents'>, vocabulary: Vocabulary): readonly string[] {
  const message = normalise(plain(text)).replace(vocabulary.expression(excepted), '');
  const { words } = vocabulary.narrowedTo(message);
  if (!words['papers.ready'].has(message)) return [];
  const told = clausesOf(message, vocabulary).filter((clause) => !words['ask.any'].has(clause.text));
  const named = told.map((clause) => clause.text).join(',');
  if (!words['papers.ready'].has(named)) return [];
  const missing = told
    .filter((clause) => words['papers.not'].has(clause.text))
    .flatMap((clause) => papersNamedIn(knowledge, clause.text));
  return papersNamedIn(knowledge, named).filter((id) => !missing.includes(id));
}

/** 除了社保其他材料都有了: what is excepted is not ready. */
const excepted = everywhere`${'papers.except'}[^,;。!?]{1,12}?(?=,|${'papers.rest'})`;
