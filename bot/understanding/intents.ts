import { clausesOf } from './clauses.ts';
import { without } from './masking.ts';
import { type Intent, isQuestion, type Pending, type Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { ListName } from './word-lists.ts';

const named = [
  'price',
  'timeline',
  'documents',
  'requirements',
  'process',
  'explain',
  'human',
  'refusal',
  'unsure',
  'optout',
  'abuse',
  'offtopic',
  'injection',
  'greet',
  'thanks',
  'bye',
  'affirm',
  'deny',
  'apply',
  'objection',
  'trust',
  'clarify',
  'restart',
  'repeat',
  'call-back',
  'erase',
  'bot',
] as const satisfies readonly Intent[];

const lists = named.map((name) => ({ name, list: `intent.${name}` as const }));

/** What the message wants, by the words of the vocabulary. */
export function intentsIn(text: string, vocabulary: Vocabulary): Intent[] {
  const { words } = vocabulary;
  const found: (typeof named)[number][] = lists.filter(({ list }) => words[list].has(text)).map(({ name }) => name);
  for (const name of ['requirements', 'explain'] as const) {
    if (!found.includes(name) && asksOnly(text, name, vocabulary)) found.push(name);
  }
  const idle = idleBeside(found, text, vocabulary);
  return found.filter((name) => {
    if (idle.includes(name)) return false;
    if (name === 'price') return !isStated(text, vocabulary);
    // 行，我考虑考虑 says no yes to what was asked.
    if (name === 'affirm') return !found.includes('bye') && !found.includes('unsure');
    if (name === 'refusal') return isRefusal(text, vocabulary);
    // Whoever runs a games platform does not want to talk about games.
    if (name === 'offtopic') return !words['offtopic.not'].has(text);
    if (name === 'optout') return words['intent.optout'].has(without(text, words['contact.not-others'].all(text)));
    // 你是机器人吧，我要找人工: who wants a human besides is not answered but put through.
    if (name === 'bot') return !words['intent.human'].has(without(text, words['intent.bot'].all(text)));
    return isApart(name, text, words);
  });
}

/** "Is this conversation confidential?" asks, and refuses nothing. */
function isRefusal(text: string, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const { 'intent.refusal': refusal, 'ask.any': asked, 'refusal.topic': topic, 'refusal.others': others } = words;
  // 房东不愿意给复印件: who asks refuses nothing by that.
  if (!refusal.has(without(text, others.all(text)))) return false;
  if (!asked.has(text) || !topic.has(text)) return true;
  const refusing = clausesOf(text, vocabulary).filter((clause) => refusal.has(clause.text));
  const isOwn = (clause: string): boolean => !asked.has(clause) || refusal.has(without(clause, topic.all(clause)));
  return refusing.length === 0 || refusing.some((clause) => isOwn(clause.text));
}

/** "I'd rather not disclose the client's name" refuses no more than that, and answers no question but the one for it. */
export function withoutName(
  intents: Intent[],
  { said, pending }: { said: string; pending: Pending },
  { words }: Vocabulary,
): Intent[] {
  const isOther = pending !== 'company' && intents.includes('refusal') && words['refusal.name'].has(said);
  return isOther ? intents.filter((intent) => intent !== 'refusal' && intent !== 'deny') : intents;
}

/** Whether a message wants something by more than words that mean something else. */
function isApart(name: Intent, text: string, words: Vocabulary['words']): boolean {
  const others = (meantOtherwise[name] ?? []).flatMap((list) => words[list].all(text));
  return others.length === 0 || words[`intent.${name}` as ListName].has(without(text, others));
}

const meantOtherwise: Partial<Record<Intent, readonly ListName[]>> = {
  // 你是不是就是个机器人 asks what something is of nothing else; 什么证都没有 tells that there is none, 微信不是同一个号 which number it is.
  explain: ['intent.bot', 'none-at-all', 'wechat.apart', 'company.breach', 'company.no-breach'],
  documents: ['none-at-all'],
  process: ['none-at-all'],
  // 成立三个月能办吗 tells how old the company is.
  timeline: ['intent.timeline.not'],
  // 别再联系我 holds 联系我: a wish for a human is only one outside such words.
  human: ['intent.human.not'],
  // 如果只是客户打给我们呢: who calls whom is told.
  'call-back': ['intent.human.not'],
  // "Don't worry, we are a serious company" says no to nothing.
  deny: ['intent.deny.not'],
};

/**
 * What an attack asks for on its way is no question of a prospect; nor is what a joke, a refusal or an insult asks for in the same
 * breath: 特斯拉股价多少了, 不说行不行, 什么破玩意.
 */
function idleBeside(found: readonly Intent[], text: string, vocabulary: Vocabulary): readonly Intent[] {
  if (found.includes('injection')) return ['requirements', 'explain', 'documents'];
  return idle.flatMap(({ beside, asked }) =>
    found.includes(beside) ? asked.filter((name) => found.includes(name) && isIdle(text, { name, beside }, vocabulary)) : [],
  );
}

type Asked = 'explain' | 'price' | 'process' | 'requirements' | 'timeline';

const idle: readonly { beside: 'offtopic' | 'refusal' | 'abuse'; asked: readonly Asked[] }[] = [
  { beside: 'offtopic', asked: ['explain', 'price', 'process', 'requirements', 'timeline'] },
  { beside: 'refusal', asked: ['requirements'] },
  { beside: 'abuse', asked: ['explain'] },
];

/** Each clause that asks for it holds the other as well. */
function isIdle(
  text: string,
  { name, beside }: { name: Asked; beside: 'offtopic' | 'refusal' | 'abuse' },
  vocabulary: Vocabulary,
): boolean {
  const { words } = vocabulary;
  if (beside === 'offtopic' && words['offtopic.not'].has(text)) return false;
  return clausesOf(text, vocabulary).every(
    (clause) => !words[`intent.${name}`].has(clause.text) || words[`intent.${beside}`].has(clause.text),
  );
}

/** "算了，全国吧" gives up a thought, not the talk: who goes on in the same message has not left. */
export function staying(intents: Intent[], { said, tells }: { said: string; tells: boolean }, { words }: Vocabulary): Intent[] {
  const goesOn = tells || isQuestion(intents) || words['ask.any'].has(said) || intents.some((intent) => goingOn.has(intent));
  if (!goesOn || !intents.includes('optout')) return intents;
  const isLeaving = words['intent.optout'].has(without(said, words['intent.optout.weak'].all(said)));
  return isLeaving ? intents : intents.filter((intent) => intent !== 'optout');
}

/** What is said by somebody who has not left: "算了太贵" may yet be talked about. */
const goingOn: ReadonlySet<Intent> = new Set(['human', 'refusal', 'objection', 'call-back']);

/** "等我翻下执照……有了，五百万": who looks it up and then tells it is not unsure. */
export function capitalTold(intents: Intent[], { said, slots }: { said: string; slots: Slots }, { words }: Vocabulary): Intent[] {
  if (!slots.capital || !intents.includes('unsure')) return intents;
  const looks = words['unsure.looked-up'].all(said);
  const isTold = looks.length > 0 && /[\d一二两三四五六七八九十百千]/.test(said.slice(looks.at(-1)?.end));
  return isTold && !words['intent.unsure'].has(without(said, looks)) ? intents.filter((intent) => intent !== 'unsure') : intents;
}

/** "上一家报价六万八" tells a price, it does not ask for one. */
function isStated(text: string, vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const clauses = clausesOf(text, vocabulary).filter((clause) => words['intent.price'].has(clause.text));
  return clauses.length > 0 && clauses.every((clause) => stated.test(clause.text) && !words['ask.any'].has(clause.text));
}

const stated = /[\d一二两三四五六七八九十]\+?(?:万|千|w|k|块|元|百)|(?<!\d)\d{3,6}(?!\d)/;

/** "能…吗" and "what is" ask for more than that when the clause asks for something else: 三个月能下来吗. */
function asksOnly(text: string, name: 'requirements' | 'explain', vocabulary: Vocabulary): boolean {
  const { words } = vocabulary;
  const weak = words[`intent.${name}.weak`];
  return (
    weak.has(text) &&
    clausesOf(text, vocabulary).some((clause) => weak.has(clause.text) && !others.some((list) => words[list].has(clause.text)))
  );
}

const others = [
  'intent.price',
  'intent.timeline',
  'intent.documents',
  'intent.process',
  'intent.human',
  'intent.requirements',
  'intent.offtopic',
  'intent.optout',
  'intent.unsure',
] as const;
