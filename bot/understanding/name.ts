import type { TextRead } from './contact.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the prospect wants to be called. */
export function nameIn(text: string, about: { pending: Pending; written: string }, vocabulary: Vocabulary): TextRead | null {
  const found = chineseName(text, about.pending, vocabulary) ?? englishName(about.written, about.pending, vocabulary);
  return found && { ...found, value: about.written.slice(found.start, found.end).trim() };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function chineseName(text: string, pending: Pending, vocabulary: Vocabulary): Span | null {
  const introduced =
    /(?:免贵姓|我姓|本人姓|敝姓|(?<!您贵|你贵|贵|什么)姓(?!名|什么|氏)|小姓)([\u4e00-\u9fff]{1,4})/.exec(text) ??
    /(?:我叫|叫我|名字[是叫:]|姓名[是:]?|称呼我?[是:]?|联系人[是:]?|喊我|名叫|本人|我是|我的名字[是叫]|(?:找|联系)(?=[\u4e00-\u9fff]{1,2}(?:先生|女士|小姐|总|经理|老师|主管|主任|工)))[ :]?([\u4e00-\u9fff]{1,5})/.exec(
      text,
    );
  if (introduced?.[1]) {
    const start = introduced.index + introduced[0].length - introduced[1].length;
    const length = nameLength(introduced[1], /姓$/.test(introduced[0].slice(0, -introduced[1].length)), vocabulary);
    if (length > 0) return { start, end: start + length };
  }
  return pending === 'contact' || text.includes('\u0001') ? bareName(text, pending, vocabulary) : null;
}

const title = /^(?:先生|女士|小姐|太太|总监|经理|老师|老板|总|工|主管|主任|律师|会计|姐|哥|董|生)/;
const afterName = /^(?:就行|就好|就可以|即可|吧|好了|的|啊|呀|哈|,|。|电话|手机|微信|$)/;

function nameLength(words: string, familyOnly: boolean, { surnames }: Vocabulary): number {
  if (/^[老小阿]/.test(words)) return surnames.has(words.slice(1, 2)) ? 2 : 0;
  const family =
    surnames.has(words.slice(0, 2)) && (familyOnly || words.length > 2) ? 2 : surnames.has(words.slice(0, 1)) ? 1 : 0;
  if (family === 0) return 0;
  const titled = title.exec(words.slice(family));
  if (titled) return family + titled[0].length;
  if (familyOnly) return family;
  for (const given of [1, 2]) {
    if (words.length >= family + given && afterName.test(words.slice(family + given))) return family + given;
  }
  return words.length >= family + 2 ? family + 2 : 0;
}

function bareName(text: string, pending: Pending, { surnames, words, places }: Vocabulary): Span | null {
  for (const match of text.matchAll(/(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])/g)) {
    const word = match[1] as string;
    const family = surnames.has(word.slice(0, 2)) ? 2 : surnames.has(word.slice(0, 1)) ? 1 : 0;
    const titled = title.test(word.slice(family));
    const full =
      pending === 'contact' &&
      word.length > family &&
      word.length <= family + 2 &&
      !words['name.not'].has(word) &&
      places(word).length === 0;
    if (family > 0 && (titled || full)) {
      return { start: match.index, end: match.index + word.length };
    }
  }
  return null;
}

function englishName(written: string, pending: Pending, { words }: Vocabulary): Span | null {
  const introduced =
    /(?:(?:[Mm]y name(?:'s| is)|[Nn]ame(?:'s| is|:)|[Tt]his is|[Cc]all me|I'm|I am|i'm|i am|[Aa]sk for|[Cc]ontact(?: person)?(?: is|:)|[Ii]t's|[Ss]pel(?:led|t)|我叫|叫我|我是|称呼) ?)((?:(?:Mr|Ms|Mrs|Miss|Dr)\.? )?[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2})/.exec(
      written,
    );
  const match =
    introduced ??
    (pending === 'contact'
      ? /^(?:Hi,? |Hello,? )?((?:(?:Mr|Ms|Mrs|Miss|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+){0,2})(?=[,. ]+[+\d(\u0001]|$|,)/.exec(
          written,
        )
      : null);
  if (
    !match?.[1] ||
    words['name.not'].at(match[1].toLowerCase(), 0) !== null ||
    words['funding.country'].at(match[1].toLowerCase(), 0) !== null
  )
    return null;
  const start = match.index + match[0].length - match[1].length;
  return { start, end: start + match[1].length };
}
