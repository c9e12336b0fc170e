import { clausesOf } from './clauses.ts';
import { type About, factsIn } from './facts.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Whether the "yes" to a question for consent may be one to what is told beside it: "行吧 3000万", "好，那就做单省吧". It is none where it
 * stands in a sentence of its own, or beside the contact that was asked for.
 */
export function isYesToValue(said: string, { slots, about }: { slots: Slots; about: About }, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const isAsked = about.pending === 'yes-no' || about.pending === 'consent';
  if (!isAsked || !decided.some((slot) => slots[slot] !== undefined)) return false;
  const isApart = (sentence: string): boolean =>
    words['intent.affirm'].has(sentence) && Object.keys(factsIn(sentence, about, vocabulary)).length === 0;
  if (said.split(sentenceEnd).some(isApart)) return false;
  if (about.pending === 'yes-no') return isOnlyNod(said, vocabulary);
  const isToConsent = (clause: string): boolean =>
    words['intent.affirm'].has(clause) && contacts.some((list) => words[list].has(clause));
  return !clausesOf(said, vocabulary).some(({ text }) => isToConsent(text));
}

/** "ok back to Sichuan", 确认了，都是内资; but "ok go ahead, Sichuan only" says yes as well. */
function isOnlyNod(said: string, { words }: Vocabulary): boolean {
  const nod = words['nod.weak'].at(said, 0);
  return nod !== null && !words['intent.affirm'].has(said.slice(nod).replace(/^[ ,]+/, ''));
}

/**
 * Who nods to what was said and goes on to something else: "ok we are 26 people" tells of the company, "ok but can I pay at the end?" asks.
 * A yes is "ok we are fine with that", and "ok how much is it?" wants what was offered.
 */
export function okThenGoesOn(said: string, pending: Pending, vocabulary: Vocabulary): GoesOn {
  if (pending !== 'yes-no') return null;
  if (tellsOn(restAfter('nod.opening', said, vocabulary), vocabulary)) return 'tells';
  return asksOn(restAfter('nod.weak', said, vocabulary), vocabulary) ? 'asks' : null;
}

export type GoesOn = 'tells' | 'asks' | null;

function restAfter(list: 'nod.opening' | 'nod.weak', said: string, { words }: Vocabulary): string {
  const nod = words[list].at(said, 0);
  return nod === null ? '' : said.slice(nod).replace(/^[ ,.。!;]+/, '');
}

function tellsOn(rest: string, { words }: Vocabulary): boolean {
  return rest !== '' && words['nod.told'].at(rest, 0) !== null && !words['ask.any'].has(rest) && !words['quote.word'].has(rest);
}

/** 好，那就这样办吧，要多久 has decided before it asks. */
function asksOn(rest: string, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const [first] = clausesOf(rest, vocabulary);
  if (first === undefined || !asks.some((list) => words[list].has(first.text))) return false;
  return !wanted.some((list) => words[list].has(first.text)) || words['price.paying'].has(first.text);
}

const asks = ['ask.any', 'hypothesis', 'hypothesis.weak'] as const;
/** What was offered, or another yes. */
const wanted = ['intent.affirm', 'intent.price', 'quote.word', 'quote.sent'] as const;

/** What one says "all right" to. */
const decided = ['capital', 'scope', 'province', 'fundingOrigin', 'licence', 'startDate'] as const;
const contacts = ['correction.slot.phone', 'correction.slot.wechat', 'correction.slot.email'] as const;
const sentenceEnd = /[。!;\n]|\.(?= |$)/;
