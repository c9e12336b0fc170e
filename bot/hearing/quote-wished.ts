import type { Command } from '../../flows/command.ts';
import { valuesOf } from '../../flows/state.ts';
import { answerFor } from '../../knowledge/answers.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { asksOnlyHowMuch } from '../../knowledge/questions.ts';
import { allOptions, optionsNamedIn } from '../../knowledge/quote-options.ts';
import { companyOf } from '../company.ts';
import { lastAnswers } from '../session/last-said.ts';
import { normalise } from '../understanding/normalise.ts';
import type { Understood } from '../understanding/understood.ts';
import { type Said, valueSet, type SaidInTalk } from './said.ts';
import { phraseTelling } from './telling.ts';

/**
 * "多少钱" to "shall I draw up a quote?" wants one; "发票专票吗" and "不成功退钱吗" have answers of their own, and whether a quote is wanted
 * stays open.
 */
export function askedBeforeQuote(
  commands: readonly Command[],
  read: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  const isWish = read.wantsQuote !== undefined || changesQuote(read, knowledge) || read.intents.includes('affirm');
  if (state.pending?.slot !== 'wants-quote' || isWish || asksOnlyHowMuch(knowledge, normalise(text))) return commands;
  const asked = { topic: 'price' as const, text: normalise(text), language: 'zh-Hans' as const };
  const found = answerFor(knowledge, { ...asked, company: companyOf(valuesOf(state)) });
  if (!found || knowledge.answers.get(found.id)?.general !== undefined) return commands;
  return commands.filter((command) => command.type !== 'set' || command.slot !== 'wants-quote');
}

/** "带网站的报价" says so in as many words, "add capital, need to pay the money?" does not. */
function changesQuote({ quoteChange, namesQuote }: Understood, knowledge: Knowledge): boolean {
  if (quoteChange === undefined) return false;
  return namesQuote === true || optionsNamedIn(allOptions(knowledge), quoteChange.text).length > 0;
}

/** "发我邮箱 lin@example.com" to "shall I draw up a quote?" wants one, and it is the consultant who sends it. */
export function sentTo(
  commands: readonly Command[],
  { sendsTo }: Understood,
  { text, state, knowledge }: Said,
): readonly Command[] {
  if (sendsTo !== true || valueSet(commands, 'email') === undefined || commands.some(({ type }) => type === 'question'))
    return commands;
  const phrase = phraseTelling(knowledge, 'address');
  if (phrase === undefined) return commands;
  const others = commands.filter(({ type }) => type !== 'affirm');
  const wanted: readonly Command[] =
    state.pending?.slot === 'wants-quote' ? [{ type: 'set', slot: 'wants-quote', value: true, by: 'said' }] : [];
  return [...others, ...wanted, { type: 'question', topic: 'other', text: phrase, written: text }];
}

/** "能发给老板的那种" of somebody who has the quote already wants to have it once more. */
export function withQuoteAgain(commands: readonly Command[], _read: Understood, { text, state }: Said): readonly Command[] {
  const isWished = valueSet(commands, 'wants-quote') === true;
  const isGiven = valuesOf(state)['wants-quote'] === true && state.said['quote'] !== undefined;
  const asks = commands.some(({ type }) => type === 'question');
  return isWished && isGiven && !asks ? [...commands, { type: 'question', topic: 'price', text: '', written: text }] : commands;
}

/** "先报个价" of somebody who waits for a consultant: the consultant makes the quote, and the price can be told. */
export function pricedWhileWaiting(
  commands: readonly Command[],
  _read: Understood,
  { text, state: { handed, said } }: Said,
): readonly Command[] {
  const isWished = valueSet(commands, 'wants-quote') === true && handed !== null && said['quote'] === undefined;
  const asks = commands.some(({ type }) => type === 'question');
  return isWished && !asks ? [...commands, { type: 'question', topic: 'price', text: '', written: text }] : commands;
}

/** "OK, send me a quote" right after the price was told wants the quote, and not to hear the price again. */
export function withoutPriceAgain(
  commands: readonly Command[],
  { wantsQuote }: Understood,
  { session }: SaidInTalk,
): readonly Command[] {
  const isWished = valueSet(commands, 'wants-quote') === true;
  // Who wished for it before is told that it stands above.
  const isNew = valuesOf(session.state)['wants-quote'] !== true;
  // "多少钱" once more is answered by the quote.
  const isRepeated = wantsQuote === undefined;
  if (isRepeated || !isWished || !isNew || !lastAnswers(session).some(({ topic }) => topic === 'price')) return commands;
  return commands.filter((command) => command.type !== 'question' || command.topic !== 'price');
}
