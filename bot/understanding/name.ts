import { blank } from './masking.ts';
import type { TextRead } from './contact.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the prospect wants to be called. */
export function nameIn(text: string, about: { pending: Pending; written: string }, vocabulary: Vocabulary): TextRead | null {
  const found = chineseName(text, about.pending, vocabulary) ?? englishName(about.written, about.pending, vocabulary);
  return found && { ...found, value: about.written.slice(found.start, found.end).trim() };
}

/** "名字打错了 是张晗不是张涵": a name alone, where a name was wrong. */
export function nameAnewIn({ text, written }: { text: string; written: string }, { surnames }: Vocabulary): { name?: string } {
  for (const match of text.matchAll(anew)) {
    const start = match.index + match[0].length - (match[1] as string).length;
    if (surnames.has(text[start] as string)) return { name: written.slice(start, match.index + match[0].length) };
  }
  return {};
}

const anew = /(?<!不)(?:是|叫|为)([\u4e00-\u9fff]{2,4}?)(?=不是|而不是|[,。! ]|$)/g;

interface Span {
  readonly start: number;
  readonly end: number;
}

const familyIs = /(?:免贵姓|我姓|本人姓|敝姓|(?<!您贵|你贵|贵|什么|不|不是)姓(?!名|什么|氏)|小姓)([\u4e00-\u9fff]{1,4})/;
const full =
  /(?:我是[^,。 ]{2,16}?的(?!华人)(?=[\u4e00-\u9fff]{2,3}(?:[,。 ]|电话|手机|微信|$))|我叫|叫我|名字[是叫:]|姓名[是:]?|称呼我?[是:]?|联系人[是:]?|喊我|名叫|本人|我是|我的名字[是叫]|(?:同事|助理|秘书|搭档)(?=[小老阿])|(?:负责人|联络人|对接人|经办人)[是:]?(?=[\u4e00-\u9fff]{2,3}(?:[,。 ]|电话|手机|$))|(?:找|联系)(?:行政|前台|人事|财务|客服|助理|秘书|同事|法务|市场|运营|采购|商务|技术|我们|公司|一下|下)?(?:的|部)?(?=[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|总|经理|老师|主管|主任|工|姐|哥)))[ :]?(?=([\u4e00-\u9fff]{1,5}))/g;

function chineseName(text: string, pending: Pending, vocabulary: Vocabulary): Span | null {
  const familyOnly = familyIs.exec(text);
  for (const introduced of familyOnly ? [familyOnly] : text.matchAll(full)) {
    const words = introduced[1] ?? '';
    const start = introduced.index + introduced[0].length - (familyOnly ? words.length : 0);
    const length = nameLength(words, familyOnly !== null, vocabulary);
    if (length > 0) return { start, end: start + length };
  }
  return pending === 'contact' || text.includes(blank) ? bareName(text, pending, vocabulary) : null;
}

const title = /^(?:先生|女士|小姐|太太|总监|经理|老师|老板|总|工|主管|主任|律师|会计|姐|哥|董|生)/;
const afterName = /^(?:就行|就好|就可以|即可|吧|好了|的|啊|呀|哈|,|。|电话|手机|微信|$)/;

function nameLength(words: string, familyOnly: boolean, { surnames, places }: Vocabulary): number {
  if (/^[老小阿]/.test(words)) return surnames.has(words.slice(1, 2)) ? 2 : 0;
  const length = familyLength(words, familyOnly ? 2 : 3, surnames);
  if (length === 0 || places(words)[0]?.start === 0) return 0;
  const titled = title.exec(words.slice(length));
  if (titled) return length + titled[0].length;
  return familyOnly ? length : fullLength(words, length);
}

function fullLength(words: string, family: number): number {
  const given = [1, 2].find((more) => words.length >= family + more && afterName.test(words.slice(family + more)));
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
  for (const match of text.matchAll(/(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])/g)) {
    const [word] = match;
    const length = familyLength(word, 2, vocabulary.surnames);
    const titled = length > 0 && title.test(word.slice(length));
    if (titled || (pending === 'contact' && length > 0 && isFullName(word, length, vocabulary))) {
      return { start: match.index, end: match.index + word.length };
    }
  }
  return null;
}

/** "13800000000王": nothing else is said. */
function familyAlone(text: string, { surnames }: Vocabulary): Span | null {
  const family = text.includes(blank) && /^[^\u4e00-\u9fff]*([\u4e00-\u9fff])[^\u4e00-\u9fff]*$/.exec(text)?.[1];
  const start = family && surnames.has(family) ? text.indexOf(family) : -1;
  return start < 0 ? null : { start, end: start + 1 };
}

function isFullName(word: string, family: number, { words, places }: Vocabulary): boolean {
  const given = word.length - family;
  return given >= 1 && given <= 2 && !words['name.not'].has(word) && places(word).length === 0;
}

const latin = '(?:(?:Mr|Ms|Mrs|Miss|Dr)\\.? )?[A-ZÀ-Þ][a-zß-ÿ]+(?:[ -][A-ZÀ-Þ][a-zß-ÿ]+){0,2}';
const introducedLatin = new RegExp(
  `(?:(?:[Mm]y name(?:'s| is)|[Nn]ame(?:'s| is|:)|[Tt]his is|[Cc]all me|I'm|I am|i'm|i am|[Aa]sk for|[Cc]all(?= [A-Z][a-z]+ (?:at|on|\\+|\\d))|[Rr]each|[Cc]ontact(?: person)?(?: is|:)|[Ii]t's|[Ss]pel(?:led|t)|我叫|叫我|我是|称呼) ?)(${latin})`,
);
const bareLatin = new RegExp(`^(?:Hi,? |Hello,? )?(${latin})(?=[,. /|\\n-]+[+\\d(${blank}]|$|[,\\n])`);

const lastLatin = new RegExp(`${blank}[ ,/|-]{1,3}(${latin})$`);

function englishName(written: string, pending: Pending, { words, places }: Vocabulary): Span | null {
  const match =
    introducedLatin.exec(written) ?? (pending === 'contact' ? (bareLatin.exec(written) ?? lastLatin.exec(written)) : null);
  const name = match?.[1];
  if (!name) return null;
  const folded = name.toLowerCase();
  if (places(folded).length > 0 || words['name.not'].at(folded, 0) !== null) return null;
  if (words['funding.country'].at(folded, 0) !== null) return null;
  const end = match.index + match[0].length;
  return { start: end - name.length, end };
}
