import type { TextRead } from './contact.ts';
import { everywhere, type Grammar, grammar } from './grammar.ts';
import { blank } from './masking.ts';
import type { Message } from './person.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';
import { matchesIn } from './matches.ts';

/**
 * The name of the prospect's company as written, known by its legal suffix; after the question for it also by what leads it in
 * ("公司叫启明化工，急用"). Shareholders and parents are other companies.
 */
export function companyIn({ text, written, pending, isCompanyWrong }: Message, vocabulary: Vocabulary): TextRead | null {
  const { words } = vocabulary;
  for (const { start, end } of words['company.suffix'].all(text)) {
    const name = /[a-z.]/.test(text[end - 1] as string)
      ? englishName(written, start, end)
      : chineseName(text, { start, end }, vocabulary);
    if (!name || isHolder(text, { ...name, end }, vocabulary)) continue;
    return { ...name, value: written.slice(name.start, name.end) };
  }
  const anew = isCompanyWrong === true ? anewIn(text, written, vocabulary) : null;
  const named = anew ?? calledIn(text, pending, vocabulary) ?? tradeIn(text, written, vocabulary) ?? signedIn(text, written);
  return named && { ...named, value: written.slice(named.start, named.end) };
}

/** 股东是某某公司, 某某株式会社全资: another company. */
function isHolder(text: string, { start, end }: { start: number; end: number }, { expression }: Vocabulary): boolean {
  return expression(others).test(text.slice(0, start)) || expression(holds).test(text.slice(end));
}

/** "You've got my company wrong, it's Quillon BPO not Quillion", "公司名写错了，是云桥客服不是云侨客服". */
function anewIn(text: string, written: string, { expression }: Vocabulary): { start: number; end: number } | null {
  for (const { index, 0: led } of matchesIn(text, expression(ledAnew))) {
    const start = index + led.length;
    nameAnew.lastIndex = start;
    const name = nameAnew.exec(written);
    if (name) return { start, end: start + name[0].length };
  }
  return null;
}

const ledAnew = everywhere`${'company.anew'} ?`;
const nameAnew =
  /(?:[A-Z][\w&'-]*(?: (?:[A-Z][\w&'-]*|of|and|&))*|[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z\d]{1,19}?)(?=[，,]?而?不是|[，,。.!！;； \n]|$)/y;

/** Known by what leads it in. */
function calledIn(text: string, pending: Pending, { expression }: Vocabulary): { start: number; end: number } | null {
  const way = ways[pending ?? ''];
  const named = way && expression(way).exec(text);
  const name = named?.groups?.['name'];
  if (!named || name === undefined || (way === called && expression(noName).test(name))) return null;
  const end = named.index + named[0].length;
  return { start: end - name.length, end };
}

/** "Priya from Lotus Contact Services": a trade stands where others have a legal form, so only what leads it in makes it a name. */
function tradeIn(text: string, written: string, { words, expression }: Vocabulary): { start: number; end: number } | null {
  for (const { start, end } of words['company.trade'].all(text).toReversed()) {
    const name = englishName(written, start, end);
    const isNamed =
      name && expression(ledLatin).test(text.slice(0, name.start)) && !expression(common).test(text.slice(name.start, end));
    if (isNamed && /[A-Z]/.test(written[start] as string)) return name;
  }
  return null;
}

/** "Wang Jing, Hengfeng Consumer Finance. wang@…": between who signs and how to reach them. */
function signedIn(text: string, written: string): { start: number; end: number } | null {
  const { index = 0, 0: line = '', groups } = signature.exec(written.slice(0, text.indexOf(blank))) ?? {};
  const name = groups?.['company'];
  if (name === undefined || !text.includes(blank)) return null;
  const start = index + line.lastIndexOf(name);
  return { start, end: start + name.length };
}

const signature = /^[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}, (?<company>[A-Z][\w&'-]*(?: (?:[A-Z][\w&'-]*|of|and|&)){1,4})[.,;:]? $/;

const ledLatin = grammar`${'company.lead.latin'} $`;
/** "from Customer Services": a department. */
const common = grammar`^(?:${'company.common'} )*[a-z]+$`;

const introduced = grammar`${'company.introduced'}${'company.is'}(?<name>[^,;。!?、\s]{2,20})`;
/** Beside a number only what is surely called a name: 公司是内资 is none. */
const called = grammar`${'company.named'}[ :]?(?<name>[^,;。!?、\s]{2,20})`;
const ways: Readonly<Record<string, Grammar>> = { company: introduced, contact: called, consent: called };

/** 股东是某某公司, "a client of X Ltd". */
const others = grammar`${'company.others'}.{0,2}$`;

const holds = grammar`^ ?\d{1,2}(?:[%成]|(?=[ ,;]|$))|^[的 ]?(?:(?:100|百分之?百|\d{1,2})[%成]?)?[的 ]?${'company.holds'}`;

const lead = grammar`.*(?:${'company.lead'}|:| )`;

function chineseName(
  text: string,
  { start, end }: { start: number; end: number },
  { expression }: Vocabulary,
): { start: number; end: number } | null {
  const from = Math.max(text.slice(0, start).search(/[^,;!?。、\n]*$/), start - 30);
  const before = text.slice(from, start);
  const led = expression(lead).exec(before)?.[0].length ?? 0;
  const name = before.slice(led);
  // 日本的株式会社 names none.
  return name.length >= 2 && !name.endsWith('的') && !expression(noName).test(name) ? { start: from + led, end } : null;
}

/** 有限公司 behind 我们有三个 is none with a name. */
const noName = grammar`^(?:${'company.not'}|[一二三四五六七八九十\d]+[个家])`;

function englishName(written: string, start: number, end: number): { start: number; end: number } | null {
  const before = written.slice(Math.max(0, start - 60), start);
  const match = /(?:(?:[A-Z][\w&'-]*|&|of|and|\([A-Z]\w+\))(?: |, ?$))+$/.exec(before);
  const name = match?.[0].replace(/^(?:(?:We|I|Our|The|This|From|At|My|Company|Name|It|Hi|Hello|of|and)\b[ ,]*)+/, '');
  if (!name || !/[A-Z]/.test(name)) return null;
  return { start: start - name.length + personLength(name, before.slice(0, -name.length)), end };
}

/** "This is Li Wei of Northgate Ltd": who it is stands before the company. */
function personLength(name: string, before: string): number {
  return /(?:[Tt]his is|I am|I'm) $/.test(before) ? (/^.* of (?=[A-Z])/.exec(name)?.[0].length ?? 0) : 0;
}
