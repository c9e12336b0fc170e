import { everywhere, grammar } from './grammar.ts';
import { blank } from './masking.ts';
import type { TextRead } from './contact.ts';
import { normalise } from './normalise.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';
import { matchesIn } from './matches.ts';

/** What the prospect wants to be called. */
export function nameIn(text: string, about: { pending: Pending; written: string }, vocabulary: Vocabulary): TextRead | null {
  const found = chineseName(text, about.pending, vocabulary) ?? englishName(about.written, about.pending, vocabulary);
  return found && { ...found, value: about.written.slice(found.start, found.end).trim() };
}

/** "名字打错了 是张晗不是张涵": a name alone, where a name was wrong. */
export function nameAnewIn({ text, written }: { text: string; written: string }, { surnames }: Vocabulary): { name?: string } {
  for (const match of matchesIn(text, anew)) {
    const start = match.index + match[0].length - (match[1] as string).length;
    if (surnames.has(text[start] as string)) return { name: written.slice(start, match.index + match[0].length) };
  }
  const spelt = spelled.exec(text);
  return spelt && surnames.has(spelt[1] as string) ? { name: written[spelt.index + 1] as string } : {};
}

/** 是章 立早章: a family name, and how it is written. */
const spelled = /[是姓]([\u4e00-\u9fff])(?=[, ]{1,2}[\u4e00-\u9fff]{1,3}\1)/;

const anew = /(?<!不)(?:是|叫|为)([\u4e00-\u9fff](?=,?而?不是)|(?:(?!不是)[\u4e00-\u9fff]){2,4}?(?=,?而?不是|[,。! ]|$))/g;

interface Span {
  readonly start: number;
  readonly end: number;
}

const familyIs = grammar`${'name.lead.family'}([\u4e00-\u9fff]{1,4})`;
const full = everywhere`(?:(?:我是[^,。 ]{2,16}?的(?!华人)|${'name.role'})(?=[\u4e00-\u9fff]{2,3}(?:[,。 \u0001]|$|${'name.before'}))|${'name.lead'}|${'name.ask'}(?=[\u4e00-\u9fff]{1,2}${'name.title'}))[ :]?(?=([\u4e00-\u9fff]{1,5}))`;

function chineseName(text: string, pending: Pending, vocabulary: Vocabulary): Span | null {
  const familyOnly = vocabulary.expression(familyIs).exec(text);
  for (const introduced of familyOnly ? [familyOnly] : matchesIn(text, vocabulary.expression(full))) {
    const words = introduced[1] ?? '';
    const start = introduced.index + introduced[0].length - (familyOnly ? words.length : 0);
    const length = nicknameLength(words, text.slice(start)) || nameLength(words, familyOnly !== null, vocabulary);
    if (length > 0) return { start, end: start + length };
  }
  return pending === 'contact' || pending === 'consent' || text.includes(blank) ? bareName(text, pending, vocabulary) : null;
}

/** 阿May, 小K */
const nicknameLength = (words: string, text: string): number =>
  words.length === 1 ? (/^[老小阿][a-z]+/.exec(text)?.[0].length ?? 0) : 0;

/** To "may we call you?" as well whoever gives a number, or a time to call, puts their name beside it. */
function isAsked(text: string, pending: Pending, { words }: Vocabulary): boolean {
  return pending === 'contact' || (pending === 'consent' && (text.includes(blank) || words['call.time'].has(normalise(text))));
}

const title = grammar`^${'name.title'}`;
/** 麦嘉欣小姐 */
const fullTitle = grammar`^[\u4e00-\u9fff]{1,2}${'name.title'}$`;
const afterName = grammar`^(?:[,。\u0001]|$|${'name.after'}|${'name.before'})`;

function nameLength(words: string, familyOnly: boolean, vocabulary: Vocabulary): number {
  const { surnames, expression } = vocabulary;
  // 我是小白: new to it, and not called Bai.
  if (isOther(words, vocabulary)) return 0;
  if (/^[老小阿]/.test(words)) return words.startsWith('阿') || surnames.has(words.slice(1, 2)) ? 2 : 0;
  const length = familyLength(words, familyOnly ? 2 : 3, surnames);
  if (length === 0) return 0;
  const titled = expression(title).exec(words.slice(length));
  if (titled) return length + titled[0].length;
  return familyOnly ? length : fullLength(words, length, vocabulary);
}

/** 财务付款, 行政单位: no name stands behind the role. */
const isOther = (text: string, { words, places }: Vocabulary): boolean =>
  places(text)[0]?.start === 0 || (words['name.not'].at(text, 0) ?? 0) > 1;

function fullLength(words: string, family: number, { expression }: Vocabulary): number {
  const given = [1, 2].find((more) => words.length >= family + more && expression(afterName).test(words.slice(family + more)));
  return given ? family + given : words.length >= family + 2 ? family + 2 : 0;
}

/** How many characters of a word are a family name; one of two needs `longEnough` characters to be told from one and a given name. */
function familyLength(word: string, longEnough: number, surnames: ReadonlySet<string>): number {
  if (word.length >= longEnough && surnames.has(word.slice(0, 2))) return 2;
  return surnames.has(word.slice(0, 1)) ? 1 : 0;
}

function bareName(text: string, pending: Pending, vocabulary: Vocabulary): Span | null {
  const alone = familyAlone(text, vocabulary);
  if (alone) return alone;
  for (const { index, 0: all } of matchesIn(text, /(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,10}(?![\u4e00-\u9fff])/g)) {
    const word = all.replace(department, '').replace(vocabulary.expression(role), '');
    if (isName(word, { text, pending }, vocabulary)) return { start: index + all.length - word.length, end: index + all.length };
  }
  return null;
}

/** 业务员小丘 */
const role = grammar`^${'name.role'}(?=[\u4e00-\u9fff]{2})`;

/** 财务部的沈会计 */
const department = /^(?!全部|内部)[\u4e00-\u9fff]{1,6}?(?:部门?|办公室|中心|科室?|处|组)的?(?=[\u4e00-\u9fff]{2})/;

function isName(word: string, { text, pending }: { text: string; pending: Pending }, vocabulary: Vocabulary): boolean {
  if (word.length > 6) return false;
  const beside = text.includes(blank);
  if (beside && isFamiliar(word, vocabulary)) return true;
  const family = familyLength(word, 2, vocabulary.surnames);
  if (family === 0) return false;
  if (vocabulary.expression(word.length > 4 ? fullTitle : title).test(word.slice(family))) return true;
  return isAsked(text, pending, vocabulary) && isFullName(word, { family, beside }, vocabulary);
}

/** 老秦, 小周 */
const isFamiliar = (word: string, { surnames }: Vocabulary): boolean =>
  word.length === 2 && /^[老小阿]/.test(word) && surnames.has(word[1] as string);

/** "13800000000王": nothing else is said. "何,13800000000,晚上打": it stands beside the number, and apart from the rest. */
function familyAlone(text: string, { surnames, words }: Vocabulary): Span | null {
  if (!text.includes(blank)) return null;
  const alone = onlyFamily.exec(text)?.[1];
  if (alone && surnames.has(alone) && words['name.not'].at(alone, 0) === null)
    return { start: text.indexOf(alone), end: text.indexOf(alone) + 1 };
  // "行 18600002222 陈": what stands on the other side of it may be something else.
  for (const { index, 0: beside } of matchesIn(text, familyBeside)) {
    if (surnames.has(beside) && words['name.not'].at(beside, 0) === null) return { start: index, end: index + 1 };
  }
  return null;
}

const onlyFamily = /^[^\u4e00-\u9fff]*([\u4e00-\u9fff])[^\u4e00-\u9fff]*$/;
const familyBeside = new RegExp(
  `^[\\u4e00-\\u9fff](?=[,:/ ]{1,2}${blank})|(?<=${blank}[,:/ ]{1,2})[\\u4e00-\\u9fff](?=[,. ]|$)|(?<=${blank} ?\\()[\\u4e00-\\u9fff](?=\\))`,
  'g',
);

function isFullName(
  word: string,
  { family, beside }: { family: number; beside: boolean },
  { words, places }: Vocabulary,
): boolean {
  const given = word.length - family;
  if (given < 1 || given > 2 || places(word).length > 0) return false;
  // 谢婷婷, 于洋: a word that is a family name as well is one beside a number, or where it is seldom anything else.
  const isFamily = beside || /^[谢于钱万牛易柴]/.test(word);
  return !words['name.not'].all(word).some(({ start, end }) => start > 0 || end > 1 || !isFamily);
}

const latin = '(?:(?:Mr|Ms|Mrs|Miss|Dr|Prof|Madam)\\.? )?(?:[A-ZÀ-Þ]\\. ?){0,2}[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+){0,2}';
const bareLatin = new RegExp(
  `^(?:(?:Hi|Hello|Hey|Hiya|Howdy|Yo|Cheers|Thanks|Greetings|(?:Good )?(?:[Mm]orning|[Aa]fternoon|[Ee]vening)),? (?!Mr|Ms|Mrs|Miss|Dr|Prof|Madam))?(${latin})(?=(?:[,. /|\\n-]+| on | at )[+\\d(${blank}]|$|[,;\\n]|\\.(?= |$)| [-–—] | here| speaking| this side)`,
);

/** "Please call to Mr. Rao": but whom a message greets is not who writes it. */
const titledLatin =
  /(?<!(?:Dear|Hi|Hello|Hey|Thanks|Thank you|Morning|Afternoon|Evening),? )(?<![A-Za-z])((?:[Mm]r|[Mm]s|[Mm]rs|[Mm]iss|[Dd]r|Prof|Madam)\.? [A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+)?)/;

/** Wong 生, Chan 小姐 */
const titledHan = /(?<![A-Za-z])([A-ZÀ-Þ][a-zß-ÿ]+)(?= ?(?:生|先生|小姐|女士|太太?)(?![\u4e00-\u9fff]))/;

const lastLatin = new RegExp(`${blank}[ ,/|(-]{1,3}(${latin})(?=\\)?$)`);

/** "Contact me please - Susan Li, 010-65881234", "Wang Jing, Hengfeng Consumer Finance. wang@…": who signs stands before the contact. */
const signed = new RegExp(`(?:^|[,.;:–—-] )((?:[A-ZÀ-Þ][a-zß-ÿ]+ ){1,2}[A-ZÀ-Þ][a-zß-ÿ]+)(?=[,:–— (-]{1,3}${blank})`);

function englishName(written: string, pending: Pending, vocabulary: Vocabulary): Span | null {
  const led = introducedIn(written, vocabulary.expression(introduced));
  if (led) return spanOf(led, vocabulary);
  // "+86 138 0000 0000, Lin": right beside a number it is a name, whatever was asked.
  const patterns = isAsked(written, pending, vocabulary)
    ? [bareLatin, lastLatin, titledLatin, titledHan, signed]
    : [lastLatin, signed];
  // "Sure. jane@example.com, Jane": what looks like a name first may be none.
  for (const pattern of patterns) {
    const match = pattern.exec(written);
    const span = match && spanOf(match, vocabulary);
    if (span) return span;
  }
  return null;
}

function spanOf({ index, 0: all, 1: name = '' }: RegExpExecArray, { words, places }: Vocabulary): Span | null {
  const folded = name.toLowerCase().replace(/^(?:[a-z]\. ?)+/, '');
  const isElse = places(folded).length > 0 || words['name.not'].at(folded, 0) !== null;
  if (name === '' || isElse || words['funding.country'].at(folded, 0) !== null) return null;
  const end = index + all.length;
  return { start: end - name.length, end };
}

/** What leads a name in, in any case; the name behind it is written with capitals. */
const introduced = everywhere`${'name.lead.latin'} ?`;

function introducedIn(written: string, leads: RegExp): RegExpExecArray | null {
  // Few messages hold a capital letter.
  if (!/[A-ZÀ-Þ]/.test(written)) return null;
  for (const { index, 0: lead } of matchesIn(normalise(written), leads)) {
    named.lastIndex = index + lead.length;
    const match = named.exec(written);
    if (match) return match;
  }
  return null;
}

const named = new RegExp(`(${latin})`, 'y');
