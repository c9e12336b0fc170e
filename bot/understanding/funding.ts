import { clausesOf } from './clauses.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

type Origin = NonNullable<Slots['fundingOrigin']>;

/** Where the company's money comes from. Questions and hypotheses say nothing about it. */
export function fundingIn(text: string, pending: Pending, vocabulary: Vocabulary): Origin | null {
  const seen: Seen = { domestic: false, chinese: false, foreign: false, hmt: false, joint: false, denied: false };
  for (const { text: clause } of clausesOf(text)) {
    if (isAsked(clause, vocabulary)) continue;
    if (vocabulary.words['funding.former'].has(clause)) lookBack(clause, seen, vocabulary);
    else look(clause, { seen, pending, vocabulary });
  }
  return originOf(seen, pending);
}

function originOf({ hmt, joint, foreign, chinese, domestic, denied }: Seen, pending: Pending): Origin | null {
  if (hmt) return 'hmt';
  if (joint) return 'joint';
  if (foreign) return domestic || chinese ? 'joint' : 'foreign';
  return domestic || denied || (chinese && pending === 'funding') ? 'domestic' : null;
}

interface Seen {
  domestic: boolean;
  chinese: boolean;
  foreign: boolean;
  hmt: boolean;
  joint: boolean;
  /** Foreign money was denied. */
  denied: boolean;
}

interface Look {
  readonly seen: Seen;
  readonly pending: Pending;
  readonly vocabulary: Vocabulary;
}

/** A question about foreign companies is none about ours, unless it says that ours is one. */
function isAsked(clause: string, { words }: Vocabulary): boolean {
  if (words['funding.plan'].has(clause)) return true;
  return words['ask.any'].has(clause) && !words['funding.own'].has(clause);
}

/** 之前有个美国股东,已经退出: who held once does not hold now. */
function lookBack(clause: string, seen: Seen, { words }: Vocabulary): void {
  if (outside.some((list) => words[list].has(clause))) seen.denied = true;
}

const outside = ['funding.foreign', 'funding.country', 'funding.hmt'] as const;

function look(clause: string, { seen, pending, vocabulary }: Look): void {
  const { words } = vocabulary;
  const holder = isAboutHolders(clause, pending, words);
  // 老板在美国留过学 says nothing of money; 三个大学同学 does.
  const away = words['place.away'].has(clause);
  for (const { name, list, needsHolder } of kinds) {
    if (needsHolder ? holder && (!away || name === 'chinese') : true) see(clause, { name, list }, { seen, vocabulary });
  }
  if (holder && namesLocals(clause, vocabulary)) seen.chinese = true;
  // 三个股东都是中国人 says it of all of them, whatever the question was.
  if (seen.chinese && words['funding.all'].has(clause)) seen.domestic = true;
}

function isAboutHolders(clause: string, pending: Pending, words: Vocabulary['words']): boolean {
  if (words['funding.unrelated'].has(clause)) return false;
  return pending === 'funding' || words['funding.holder'].has(clause);
}

/** 都是河南人: whose home is a province is Chinese. */
function namesLocals(clause: string, { places }: Vocabulary): boolean {
  return places(clause).some(({ end }) => /^(?:本地)?(?:人|籍|户口|身份证|的?(?:老板|股东|国企|民企))/.test(clause.slice(end)));
}

/** A country or 香港 only says whose money it is next to a word for who holds it, or after the question. */
const kinds = [
  { name: 'hmt', list: 'funding.hmt', needsHolder: false },
  { name: 'hmt', list: 'funding.hmt.place', needsHolder: true },
  { name: 'foreign', list: 'funding.foreign', needsHolder: false },
  { name: 'foreign', list: 'funding.country', needsHolder: true },
  { name: 'joint', list: 'funding.joint', needsHolder: false },
  { name: 'domestic', list: 'funding.domestic', needsHolder: false },
  { name: 'chinese', list: 'funding.chinese', needsHolder: true },
] as const;

function isOutside(name: keyof Seen): boolean {
  return name !== 'domestic' && name !== 'chinese';
}

/** 客户里有外资: whose money it is stands before it. */
function isElsewhere(before: string, words: Vocabulary['words']): boolean {
  if (served.test(before) && !handedTo.test(before)) return true;
  const unrelated = words['funding.unrelated'].all(before).at(-1);
  return (
    unrelated !== undefined &&
    !ownAgain.test(before.slice(unrelated.end)) &&
    words['funding.own'].find(before, unrelated.end) === null
  );
}

/** 给外资企业做外包: whom somebody works for. */
const served =
  /(?:给|为|帮|替|服务于?|对接|面向|承接|供应|卖给|serv(?:e|ing|ices? for|ices? to)|work(?:ing)? for) ?(?:[一几多]?家|某|很多|一些|许多|大量|各|these |many |several |some |an? )?$/;

/** 股份都转给台湾股东: who is given the shares holds them. */
const handedTo = /(?:股|份额)[^,;。!?]{0,6}(?:转让?|卖|过户|让|移交)(?:给|到)[一几]?[家个]?$/;

const ownAgain = /股东|自己|公司|shareholder|owner/;

/** 香港股东的股份转给大陆这边, 把外资的股份买回来: who gives the shares away holds them no more. */
const gives =
  /^[^,;。!?]{0,3}(?:股东|合伙人|公司|母公司|投资人|那边|方面|方)?[^,;。!?]{0,2}(?:手[里上]的?|持有的?|名下的?)?的?(?:全部|所有)?(?:股份|股权|股票|股|份额|持股)?[^,;。!?]{0,4}(?:(?:转让?|卖|过户|让|移交|退|还)(?:给|到|回|还)|买(?:回|断|下|过)|收回|赎回|回购)|^ ?(?:shareholders?|investors?|partners?|owners?|company|parent|side)?(?:'s)?(?: shares?| stake)?(?: (?:were|was|is|are|to|would|will|has|have))?(?: been| be)? ?(?:sells?|sold|transfers?|transferred|hands?|handed|gives?|bought)(?: out| back| over)?(?: (?:its|their|his|her|the|all))*(?: shares?| stake| equity)?(?: to|$)/;

/** 收购了外资的股份, "buy out the Hong Kong shareholder". */
const bought =
  /(?:(?<!被)(?:买[断下回]|收回|赎回|回购|清退|买走)了?[^,;。!?]{0,2}|\b(?:buy|buys|bought|buying)(?: out| back)(?: (?:the|our|all|of))*) ?$/;

/** Who gives up a part still holds the rest. */
function givesUp(clause: string, start: number, end: number): boolean {
  return !part.test(clause) && (gives.test(clause.slice(end)) || bought.test(clause.slice(0, start)));
}

const part = /一半|部分|一点|几成|[一二三四五六七八九]成|百分之(?!百)|(?<!100)%|\b(?:half|part|some|portion|percent)\b/;

/** 外商独资转内资: what it was before. */
const became = /^[^,]{0,4}(?:转|改|变|变更|换)(?:成|为|做|到)?了?[^,]{0,3}(?:内资|外资|合资|港资|民营)/;

/** So far a negation carries (没有任何境外股东), unless a but ends it: 没有外资但有个台湾股东. */
const reach = { han: 12, latin: 26 };
const ended = /.*(?:但|却|不过|有个|有一|而是|只有|but |only )/;

/** 不是合资是外商独资: what is behind the second 是 is said, not denied. */
const contrasted = /(?:不是|并非)[^是]{1,8}是/;

function see(
  clause: string,
  { name, list }: Pick<(typeof kinds)[number], 'name' | 'list'>,
  { seen, vocabulary }: Omit<Look, 'pending'>,
): void {
  const { words } = vocabulary;
  for (const { start, end } of words[list].all(clause)) {
    if (isElsewhere(clause.slice(0, start), words) || became.test(clause.slice(end))) continue;
    const denied = isDenied(clause, { start, end }, words) || (isOutside(name) && givesUp(clause, start, end));
    if (!denied) seen[name] = true;
    else if (isOutside(name)) seen.denied = true;
  }
}

function isDenied(clause: string, { start, end }: Found, words: Vocabulary['words']): boolean {
  const far = /[a-z]/.test(clause[start] ?? '') ? reach.latin : reach.han;
  const before = clause
    .slice(Math.max(0, start - far), start)
    .replace(ended, '')
    .replace(contrasted, '');
  return words['funding.not'].has(before) || words['funding.not.after'].at(clause, end) !== null;
}
