import { clausesOf } from './clauses.ts';
import { isDenied } from './funding-denied.ts';
import { withoutPlaces } from './funding-apart.ts';
import { namesLocals } from './funding-locals.ts';
import { isOnlyPerson } from './funding-person.ts';
import { stillHolding } from './funding-registered.ts';
import { namesOwnOrigin, withoutSeat } from './funding-self.ts';
import { withoutNo } from './no-opening.ts';
import { grammar } from './grammar.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

type Origin = NonNullable<Slots['fundingOrigin']>;

/** Where the company's money comes from. Questions and hypotheses say nothing about it. */
export function fundingIn(text: string, pending: Pending, vocabulary: Vocabulary): Origin | null {
  const seen: Seen = { ...nothing };
  let planned = false;
  const told = spoken(
    withoutPlaces(withoutSeat(withoutNo(text, pending, vocabulary), vocabulary), pending, vocabulary),
    vocabulary,
  );
  for (const { clause, asked } of withQuestions(told, pending, vocabulary)) {
    if (isAsked(clause, vocabulary)) planned ||= outside.some((list) => vocabulary.words[list].has(clause));
    if (isAsked(clause, vocabulary)) continue;
    if (planned && isNone(clause, vocabulary)) seen.denied = true;
    if (vocabulary.words['funding.former'].has(clause)) lookBack(clause, seen, vocabulary);
    else look(turnedTo(clause, seen, vocabulary), { seen, pending: asked, vocabulary });
  }
  return (seen.denied ? stillHolding(text, vocabulary) : null) ?? originOf(seen, pending);
}

const nothing = { domestic: false, chinese: false, foreign: false, resident: false, hmt: false, joint: false, denied: false };

/** 把日本股东换成国内的: who is from abroad is no shareholder any more, and what counts is who comes instead. */
function turnedTo(clause: string, seen: Seen, { words, expression }: Vocabulary): string {
  const namesOutside = (text: string): boolean => outside.some((list) => words[list].has(text));
  const [from] = (namesOutside(clause) && expression(turned).exec(clause)) || [];
  if (from === undefined || !namesOutside(from)) return clause;
  seen.denied = true;
  return clause.slice(from.length);
}

const turned = grammar`^.*${'funding.turned'}`;

/** 两个股东，一个是我，一个是香港公司: who is listed as a holder is one, as if that had been asked. */
function withQuestions(
  clauses: readonly string[],
  pending: Pending,
  { words }: Vocabulary,
): readonly { clause: string; asked: Pending }[] {
  let isList = false;
  return clauses.map((clause) => {
    const isListed: boolean = isList && words['funding.listed'].at(clause, 0) !== null;
    isList = isListed || words['funding.listing'].has(clause);
    return { clause, asked: isListed ? 'funding' : pending };
  });
}

/** "外资？没有没有" asks nothing: who speaks answers it. */
function spoken(text: string, vocabulary: Vocabulary): readonly string[] {
  const clauses = clausesOf(text, vocabulary).map((clause) => clause.text);
  return clauses.flatMap((clause, index) => {
    const [before, next] = [clauses[index - 1] ?? '', clauses[index + 1] ?? ''];
    if (isAnswered(clause, next, vocabulary)) return [clause.replace(/\?/, /[a-z]\?/.test(clause) ? ' ' : '') + next.trim()];
    if (holdsNone(next, vocabulary) || isOfClient(clause, next, vocabulary) || isAnswered(before, clause, vocabulary)) return [];
    return isOfClient(before, clause, vocabulary) ? [`${clause} ${outsideIn(before, vocabulary)}`] : [clause];
  });
}

/** 老板娘是韩国人,不过没股份: who holds no share is none of the holders. */
const holdsNone = (next: string, { words }: Vocabulary): boolean => words['funding.holds-none'].at(next, 0) !== null;
/** "The client is foreign, we are not" */
const isOfClient = (clause: string, next: string, { words }: Vocabulary): boolean =>
  words['funding.not-us'].at(next, 0) !== null && words['funding.client'].has(clause);
const outsideIn = (clause: string, { words }: Vocabulary): string =>
  outside.flatMap((list) => words[list].all(clause).map(({ start, end }) => clause.slice(start, end)))[0] ?? '';
/** 以后可能有外资进来,现在没有 */
const isNone = (clause: string, { words }: Vocabulary): boolean => clause.trim().length <= 6 && words['funding.not'].has(clause);

const isAnswered = (clause: string, next: string, { words }: Vocabulary): boolean =>
  clause.endsWith('?') && !words['ask.any'].has(clause.replace('?', '')) && words['funding.not'].at(next, 0) !== null;

function originOf(seen: Seen, pending: Pending): Origin | null {
  const { hmt, joint, chinese, domestic, denied } = seen;
  if (hmt) return 'hmt';
  if (joint) return 'joint';
  if (isForeign(seen)) return domestic || chinese ? 'joint' : 'foreign';
  return domestic || denied || (chinese && pending === 'funding') ? 'domestic' : null;
}

/** 有拿绿卡的,但都是中国籍: where somebody may live is not whose citizen they are. */
const isForeign = ({ foreign, resident, domestic }: Seen): boolean => foreign || (resident && !domestic);

interface Seen {
  domestic: boolean;
  chinese: boolean;
  foreign: boolean;
  /** Somebody lives abroad or may, or foreign money holds by contracts only (VIE): neither makes the company foreign beside Chinese holders. */
  resident: boolean;
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
  // "股东有外资是指啥"
  if (words['funding.rhetorical'].has(clause)) return false;
  if (words['funding.plan'].has(clause) || words['funding.open'].has(clause) || words['ask.meaning'].has(clause)) return true;
  return words['ask.any'].has(clause) && !words['funding.own'].has(clause);
}

/** 之前有个美国股东,已经退出: who held once does not hold now. */
function lookBack(clause: string, seen: Seen, { words }: Vocabulary): void {
  // 日方退出了一半股份: who gives up a part still holds the rest.
  const isPart = words['funding.former'].all(clause).some(({ end }) => words['funding.part'].has(clause.slice(end, end + 6)));
  if (!isPart && outside.some((list) => words[list].has(clause))) seen.denied = true;
}

const outside = ['funding.foreign', 'funding.country', 'funding.hmt'] as const;

function look(clause: string, { seen, pending, vocabulary }: Look): void {
  const { words } = vocabulary;
  const holder = isAboutHolders(clause, pending, vocabulary) || namesOwnOrigin(clause, vocabulary);
  // 老板在美国留过学 says nothing of money; 三个大学同学 does.
  const away = words['place.away'].has(clause) && !words['funding.from'].has(clause);
  for (const { name, list, needsHolder } of kinds) {
    if (needsHolder ? holder && (!away || name === 'chinese') : true) see(clause, { name, list }, { seen, vocabulary });
  }
  if (holder && namesLocals(clause, vocabulary)) seen.chinese = true;
  seeTheRest(clause, seen, vocabulary);
}

function seeTheRest(clause: string, seen: Seen, { words }: Vocabulary): void {
  // 三个股东都是中国人 says it of all of them, whatever the question was.
  if (seen.chinese && words['funding.all'].has(clause)) seen.domestic = true;
  // 有个股东拿绿卡,其余都是中国籍: he is none.
  seen.foreign ||= seen.resident && words['funding.rest'].has(clause);
}

function isAboutHolders(clause: string, pending: Pending, { words, expression }: Vocabulary): boolean {
  const unrelated = words['funding.unrelated'].find(clause);
  // 股东是一家投资公司和几个员工: who is listed as a holder is one.
  if (unrelated && !expression(lists).test(clause.slice(0, unrelated.start))) return false;
  return pending === 'funding' || words['funding.holder'].has(clause);
}

const lists = grammar`${'funding.lists'}`;

/** A country or 香港 only says whose money it is next to a word for who holds it, or after the question. */
const kinds = [
  { name: 'hmt', list: 'funding.hmt', needsHolder: false },
  { name: 'hmt', list: 'funding.hmt.place', needsHolder: true },
  { name: 'foreign', list: 'funding.foreign', needsHolder: false },
  { name: 'foreign', list: 'funding.country', needsHolder: true },
  { name: 'resident', list: 'funding.resident', needsHolder: false },
  { name: 'resident', list: 'funding.card', needsHolder: false },
  { name: 'joint', list: 'funding.joint', needsHolder: false },
  { name: 'domestic', list: 'funding.domestic', needsHolder: false },
  { name: 'chinese', list: 'funding.chinese', needsHolder: true },
] as const;

function isOutside(name: keyof Seen): boolean {
  return name !== 'domestic' && name !== 'chinese';
}

/** 客户里有外资: whose money it is stands before it. */
function isElsewhere(before: string, { words, expression }: Vocabulary): boolean {
  if (expression(served).test(before) && !expression(handedTo).test(before)) return true;
  if (expression(talkedOf).test(before)) return true;
  const unrelated = words['funding.unrelated'].all(before).at(-1);
  return (
    unrelated !== undefined &&
    words['funding.own.again'].find(before, unrelated.end) === null &&
    words['funding.own'].find(before, unrelated.end) === null
  );
}

/** 给外资企业做外包: whom somebody works for. */
const served = grammar`${'funding.served'} ?${'funding.some'}? ?$`;

/** 股份都转给台湾股东: who is given the shares holds them. */
const handedTo = grammar`${'funding.shares'}[^,;。!?]{0,6}${'funding.handed'}$`;

/** Who gives up a part still holds the rest. */
function givesUp(clause: string, { start, end }: Found, { words, expression }: Vocabulary): boolean {
  if (words['funding.part'].has(clause)) return false;
  return expression(gives).test(clause.slice(end)) || expression(bought).test(clause.slice(0, start));
}

/** 香港股东的股份转给大陆这边, 把外资的股份买回来, "the Japanese shareholder sold out": who gives the shares away holds them no more. */
const gives = grammar`^[^,;。!?]{0,3}${'funding.holder'}?[^,;。!?]{0,2}${'funding.held'}?[^,;。!?]?${'funding.shares'}?[^,;。!?]{0,4}${'funding.gives'}`;

/** 收购了外资的股份, "buy out the Hong Kong shareholder". */
const bought = grammar`${'funding.bought'}[^,;。!?]{0,2} ?$`;

/** 外资客户, "foreign staff": who are no holders. */
const others = grammar`^(?:的| )?${'funding.others'}`;

/** "聊聊外资", "a question about foreign ownership": a topic, which is told of nobody. */
const talkedOf = grammar`${'funding.talk'}[一点些]{0,2}的? ?$`;
const theme = grammar`^ ?${'funding.theme'}`;

/** 外商独资转内资: what it was before. */
const became = grammar`^[^,]{0,4}${'funding.became'}[^,]{0,3}${'funding.kind'}`;

/** Whether a word for whose money it is is said of somebody who holds none of it. */
function isOfNoHolder(clause: string, { start, end }: Found, vocabulary: Vocabulary): boolean {
  const after = clause.slice(end);
  return (
    isElsewhere(clause.slice(0, start), vocabulary) ||
    [became, others, theme].some((rule) => vocabulary.expression(rule).test(after))
  );
}

/** "A green card from the US", 美国绿卡: the country is that of the card. */
const isOfResidence = (name: keyof Seen, { start, end }: Found, residences: readonly Found[]): boolean =>
  name === 'foreign' && residences.some((residence) => residence.start <= start && end <= residence.end);

function see(
  clause: string,
  { name, list }: Pick<(typeof kinds)[number], 'name' | 'list'>,
  { seen, vocabulary }: Omit<Look, 'pending'>,
): void {
  const residences = vocabulary.words['funding.card'].all(clause);
  for (const found of vocabulary.words[list].all(clause)) {
    if (isOnlyPerson(clause.slice(0, found.start), name, vocabulary)) {
      seen.resident ||= name === 'foreign';
      continue;
    }
    if (isOfNoHolder(clause, found, vocabulary) || isOfResidence(name, found, residences)) continue;
    const denied = isDenied(clause, found, vocabulary) || (isOutside(name) && givesUp(clause, found, vocabulary));
    if (!denied) seen[name] = true;
    else if (isOutside(name)) seen.denied = true;
  }
}
