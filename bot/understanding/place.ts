import { type Clause, clausesOf } from './clauses.ts';
import { grammar } from './grammar.ts';
import { bindEarlier, joining, type Listed } from './places-joined.ts';
import type { PlaceFound } from './gazetteer.ts';
import { isOnlyThere, isSeat, placesMeantIn, type Within } from './place-meant.ts';
import type { Found } from './pattern.ts';
import type { Pending, Slots } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface PlaceRead {
  readonly scope?: NonNullable<Slots['scope']>;
  readonly province?: string;
}

/** Where the business is to be done, and in which province business or company are. */
export function placeIn(text: string, pending: Pending, vocabulary: Vocabulary): PlaceRead {
  const letter = asksForPlace.has(pending) && vocabulary.letters.get(text.replace(/[。.! ]/g, ''));
  if (!letter) return placeNamedIn(text, pending, vocabulary);
  return { province: letter, ...(pending === 'scope' && { scope: 'provincial' }) };
}

function placeNamedIn(text: string, pending: Pending, vocabulary: Vocabulary): PlaceRead {
  const named: Provinces = { all: new Set(), bound: new Set(), served: new Set() };
  const said: Said = { nationwide: -1, provincial: -1 };
  const isJoined = joining(text);
  const list: Listed[] = [];
  for (const clause of clausesOf(text, vocabulary)) {
    const here = placesIn({ text, clause }, said, vocabulary);
    const isOpen = isEither(clause.text, here, vocabulary);
    for (const place of here) {
      const isBoundTo = isJoined(clause, place, isBound(clause.text, place, vocabulary));
      if (isOpen) named.all.add(place.province);
      else add(named, { place, clause: clause.text, isBoundTo }, vocabulary);
      list.push({ province: place.province, start: clause.start + place.start, end: clause.start + place.end });
    }
    bindEarlier(text, list, named);
    said.bound = named.bound.size > 0;
    noteCustomers(clause, { here, named, said }, vocabulary);
    if (!isOpen) readScope(clause, said, vocabulary);
  }
  return placeOf(named, said, pending);
}

function placeOf(named: Provinces, said: Said, pending: Pending): PlaceRead {
  const province = named.all.size === 1 && !said.more ? [...named.all][0] : undefined;
  const scope = scopeOf(said, pending === 'scope' && !isScattered(named) ? named.served : named.bound);
  return { ...(scope && { scope }), ...(province && { province }) };
}

const asksForPlace: ReadonlySet<Pending> = new Set(['scope', 'province']);

/** 总部在北京,分公司在广州和成都: where a company with several seats does its business is open. */
const isScattered = ({ all, served }: Provinces): boolean => served.size === 1 && all.size > 1;

interface SaidHere {
  readonly here: readonly PlaceFound[];
  readonly named: Provinces;
  readonly said: Said;
}

/** 我在浙江，客户江苏也有: with customers in another province than the one that was named first. */
function noteCustomers({ text, start }: Clause, { here, named, said }: SaidHere, { words }: Vocabulary): void {
  if (here.length > 0 && named.all.size > 1 && words['place.customers'].has(text)) said.nationwide = start;
}

/** The provinces that a message names, those that the business stays in, and those that it is in when that was asked. */
interface Provinces {
  readonly all: Set<string>;
  readonly bound: Set<string>;
  readonly served: Set<string>;
}

function add(
  { all, bound, served }: Provinces,
  { place, clause, isBoundTo }: { place: PlaceFound; clause: string; isBoundTo: boolean },
  vocabulary: Vocabulary,
): void {
  all.add(place.province);
  if (isBoundTo) bound.add(place.province);
  if (isBoundTo || !isSeat(clause, place, vocabulary)) served.add(place.province);
}

interface Said {
  nationwide: number;
  provincial: number;
  /** 不止广东: there are more than those named. */
  more?: boolean;
  /** 只做江苏: a place that the business stays in was named. */
  bound?: boolean;
  /** A rule was asked about. */
  ruled?: boolean;
  /** A scope was named outside a question. */
  told?: boolean;
}

/** Places of a clause, without those that it rules out ("not just Shanghai" says that there are more). */
function placesIn({ text, clause: here }: Within, said: Said, vocabulary: Vocabulary): readonly PlaceFound[] {
  const { words } = vocabulary;
  const clause = here.text;
  const isAway = words['place.away'].has(clause) && !words['place.customers'].has(clause);
  if (isAway || words['ask.reason'].has(clause) || isLater(clause, said, words)) return [];
  const { places, isMore } = placesMeantIn({ text, clause: here }, vocabulary);
  if (isMore) said.nationwide = 0;
  // 不止一个省，还有河北: it is one of several.
  if (isMore || (said.nationwide >= 0 && words['place.added'].has(clause))) said.more = true;
  return places;
}

/** 只做广东, 广东省内: the business stays in that place. */
function isBound(clause: string, { start, end }: PlaceFound, vocabulary: Vocabulary): boolean {
  const { words, expression } = vocabulary;
  if (expression(setsUp).test(clause.slice(end))) return false;
  return (
    words['scope.only'].upTo(clause, start) !== null ||
    words['scope.only.after'].at(clause, end) !== null ||
    isOnlyThere(clause.slice(end), vocabulary) ||
    isLicenceOf(clause, end, vocabulary)
  );
}

/** "A quote for the Hubei one": a licence for that place, unless it is one that the company has, or something is asked of it. */
function isLicenceOf(clause: string, end: number, { words }: Vocabulary): boolean {
  if (words['place.licence'].at(clause, end) === null) return false;
  // What it costs is the price of that one.
  const isAsked = words['ask.any'].has(clause) && !words['intent.price'].has(clause);
  return !words['place.licence.held'].has(clause) && !isAsked;
}

/** 想在广州开分公司 says where the company is to be, not where it does its business. */
const setsUp = grammar`^${'place.sets-up'}`;

function readScope(clause: { text: string; start: number }, said: Said, vocabulary: Vocabulary): void {
  const { words } = vocabulary;
  if (isUntold(clause.text, said, words)) return;
  const { wide, inner } = scopesIn(clause.text, vocabulary);
  const isAsked = words['ask.any'].has(clause.text);
  // 全网还是地网, 全网和地网有什么区别.
  if (wide.length > 0 && inner && (isAsked || words['scope.either'].has(clause.text) || isPaired(clause.text, wide, inner)))
    return;
  // 省内省外 holds 省内, 不做全国 holds 全国: the longer one is meant.
  const provincial = inner && wide.some((one) => covers(one, inner)) ? undefined : inner;
  const nationwide = wide.find((one) => !provincial || !meets(one, provincial));
  note(said, { provincial, nationwide, from: clause.start, isAsked });
}

/** 办全国的还是只办北京的: neither is told. */
const isEither = (clause: string, places: readonly PlaceFound[], { words }: Vocabulary): boolean =>
  places.length > 0 && words['scope.either'].has(clause) && words['scope.nationwide'].has(clause);

function isUntold(clause: string, said: Said, words: Vocabulary['words']): boolean {
  // 我们同行办的是全国的
  if (words['scope.others'].has(clause)) return true;
  // "What does nationwide mean?", "is single-province cheaper?", "can we keep the provincial one?"
  if (words['scope.compared'].has(clause) || words['ask.reason'].has(clause) || words['scope.weighed'].has(clause)) return true;
  if (words['licence.kept'].has(clause) && words['ask.any'].has(clause)) return true;
  return words['ask.meaning'].has(clause) || isLater(clause, said, words) || isAboutRule(clause, said, words);
}

const isLater = (clause: string, said: Said, words: Vocabulary['words']): boolean =>
  (isKnown(said) || words['ask.any'].has(clause)) && words['scope.later'].has(clause);

/** 全国的是不是要一千万,省内一百万 asks for a rule: neither is told. */
function isAboutRule(clause: string, said: Said, words: Vocabulary['words']): boolean {
  const isRule = words['capital.rule'].has(clause) && words['ask.any'].has(clause);
  if (!(isRule || said.ruled === true) || !/[万亿w]/.test(clause)) return false;
  if (isRule) said.ruled = true;
  return !words['capital.own'].has(clause);
}

/** What will be later does not replace what is. */
function isKnown({ bound, provincial, nationwide }: Said): boolean {
  return bound === true || Math.max(provincial, nationwide) >= 0;
}

interface Named {
  readonly provincial: Found | undefined;
  readonly nationwide: Found | undefined;
  readonly from: number;
  readonly isAsked: boolean;
}

function note(said: Said, { provincial, nationwide, from, isAsked }: Named): void {
  if (provincial) said.provincial = from + provincial.start;
  if (nationwide) said.nationwide = from + nationwide.start;
  if ((provincial ?? nationwide) && !isAsked) said.told = true;
}

/** 全国的太贵: named only to say why not. */
const declined = grammar`^[^,;!?。]{0,12}?${'scope.declined'}`;

function scopesIn(clause: string, { words, expression }: Vocabulary): { wide: Found[]; inner: Found | undefined } {
  const named = words['scope.nationwide'].all(clause).filter(({ end }) => !expression(declined).test(clause.slice(end)));
  const [widely, notWidely] = parted(named, clause, words);
  const [inside, notInside] = parted(words['scope.provincial'].all(clause), clause, words);
  return { wide: [...widely, ...notInside], inner: [...inside, ...notWidely][0] };
}

/** 全国版跟单省版: both, and so neither. */
function isPaired(clause: string, wide: readonly Found[], inner: Found): boolean {
  return wide.some((one) => {
    const [first, second] = one.start < inner.start ? [one, inner] : [inner, one];
    return /^[版的证]{0,2} ?(?:和|跟|与|、|同|vs|and|versus) ?$/.test(clause.slice(first.end, second.start));
  });
}

/** What is said, and what is denied: 不做单省 is nationwide, 用不着全网 provincial. */
function parted(found: readonly Found[], clause: string, words: Vocabulary['words']): [Found[], Found[]] {
  const said: Found[] = [];
  const denied: Found[] = [];
  for (const one of found) {
    const not = words['scope.not'].upTo(clause, one.start) ?? words['scope.more'].upTo(clause, one.start);
    if (not === null) said.push(one);
    else denied.push({ start: not, end: one.end });
  }
  return [said, denied];
}

const covers = (one: Found, other: Found): boolean =>
  one.start <= other.start && one.end >= other.end && one.end - one.start > other.end - other.start;
const meets = (one: Found, other: Found): boolean => one.end > other.start && one.start < other.end;

function scopeOf(said: Said, named: ReadonlySet<string>): Slots['scope'] {
  // 全网多少钱,地网多少钱: neither is told.
  if (said.nationwide >= 0 && said.provincial >= 0 && !said.told) return undefined;
  const last = Math.max(said.nationwide, said.provincial);
  if (last >= 0) return last === said.nationwide ? 'nationwide' : 'provincial';
  if (named.size === 0) return undefined;
  return named.size === 1 ? 'provincial' : 'nationwide';
}
