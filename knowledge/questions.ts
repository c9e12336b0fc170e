import { answerIndexOf } from './answer-index.ts';
import { lowerOf } from './keywords.ts';
import { mostOutside, strangeForGeneral } from './answers.ts';
import { plainQuestion } from './plain-question.ts';
import { saysOnly } from './says-only.ts';
import type { Knowledge } from './knowledge.ts';

/** "年检漏了一年" asks nothing, and who says so wants to hear what comes of it. */
export function tellsOfTrouble(knowledge: Knowledge, text: string): boolean {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text).replace(but, '$1'));
  return knowledge.ways.trouble.some((meaning) => known.has(meaning));
}

/** 好的，不过我们有个香港股东: at the beginning it is no 审核不过. */
const but = /(^|[,，.。;；!！?？\s])不过(?=\p{L})/gu;

/** "验资报告" and "罚款标准" are what one asks of; "都行" and "跟你们要求一样" answer what was asked. */
export function namesMatter(knowledge: Knowledge, text: string): boolean {
  const { generic } = knowledge.ways;
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return known.size > 1 || [...known].some((meaning) => !generic.includes(meaning));
}

/** Nothing in these words asks, and yet they can hardly be anything else: 麻烦列一下要准备的东西. */
export function isSurelyAsked(knowledge: Knowledge, text: string): boolean {
  const index = answerIndexOf(knowledge);
  const lower = plainQuestion(knowledge, text);
  const words = index.wordsOf(lower);
  if (words.known.size === 0 || index.strangeness(words).share > strangeForGeneral) return false;
  return Math.max(0, ...index.near(lower).answers.values()) > surely;
}

const surely = 0.85;

/** "有什么区别" does not say of what. */
export function isVague(knowledge: Knowledge, text: string): boolean {
  return saysOnly(knowledge, text, knowledge.ways.vague);
}

/** "要多少钱多久" asks what is asked of anything, and names nothing. */
export function isOfAnything(knowledge: Knowledge, text: string): boolean {
  return isOfOnly(knowledge, text, knowledge.ways.generic);
}

/** "什么时候要交材料" is asked of what is being applied for, whatever that is. */
export function isOfCourse(knowledge: Knowledge, text: string): boolean {
  return isOfOnly(knowledge, text, [...knowledge.ways.generic, ...knowledge.ways.course]);
}

function isOfOnly(knowledge: Knowledge, text: string, meanings: readonly string[]): boolean {
  const index = answerIndexOf(knowledge);
  const words = index.wordsOf(plainQuestion(knowledge, text));
  const isWithin = [...words.known].every((meaning) => meanings.includes(meaning));
  return isWithin && index.strangeness(words).share <= strangeForGeneral;
}

/** Whether a text has a word of one of these meanings. */
export function namesOneOf(knowledge: Knowledge, text: string, meanings: readonly string[]): boolean {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return meanings.some((meaning) => known.has(meaning));
}

/** "几月能拿到" wants a day, "多久能拿到" how long it takes. */
export function asksForDate({ ways }: Knowledge, text: string): boolean {
  return ways.dates.some((word) => text.includes(word));
}

/** "Are you open on Saturday?" wants a yes or a no before the hours. */
export function asksForWeekend({ ways }: Knowledge, text: string): boolean {
  return ways['weekend-days'].some((word) => lowerOf(text).includes(word));
}

/** "我们是外包客服公司，要办吗" is asked of the company that speaks, "外包客服要办吗" of any. */
export function isOfOwn({ ways }: Knowledge, text: string): boolean {
  const words = ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}']+/u)
    .join(' ')} `;
  return ways.own.some((name) => words.includes(/^[a-z]/.test(name) ? ` ${name} ` : name));
}

/** "来得及不" has none of the words that questions are known by. */
export function namesNothing(knowledge: Knowledge, text: string): boolean {
  return answerIndexOf(knowledge).wordsOf(lowerOf(text)).known.size === 0;
}

/** "那你们多少" and "what's the price" do not say of what. */
export function asksOnlyHowMuch(knowledge: Knowledge, text: string): boolean {
  const index = answerIndexOf(knowledge);
  const { known, left } = index.wordsOf(lowerOf(text));
  if (known.size === 1 && known.has('how-many')) return true;
  const isBare = known.has('price') && left.size === 0 && [...known].every((meaning) => ofPrice.has(meaning));
  // "What is the fee for?" and "why this price" have answers of their own.
  const filed = index.onFile(lowerOf(text))?.answer;
  return isBare && !whys.test(text) && (filed === undefined || filed.general !== undefined);
}

const ofPrice: ReadonlySet<string> = new Set(['price', 'how-many', 'what-is']);
const whys = /why|how come|worth|为什么|为啥|为何|怎么|凭什么/;

/** "许可证要多少钱" and "那呼叫中心怎么办" of somebody who wants a number are about the licence that goes with it. */
export function namesLicenceAlone(knowledge: Knowledge, text: string): boolean {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return (known.has('licence') || known.has('callcentre')) && !numbers.some((meaning) => known.has(meaning));
}

const numbers = ['n95', 'n96', 'number'];

/** The number whose name stands alone in a question: "how much is the 95". Null where both do, or something else besides. */
export function numberNamed(knowledge: Knowledge, text: string): 'code-95' | 'code-96' | null {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  if (known.has('n95') === known.has('n96') || besidesNumber.some((meaning) => known.has(meaning))) return null;
  return known.has('n95') ? 'code-95' : 'code-96';
}

const besidesNumber = ['licence', 'callcentre', 'together'];

/** "95和96有什么区别" is about both numbers. */
export function namesNumbers(knowledge: Knowledge, text: string): boolean {
  const { known } = answerIndexOf(knowledge).wordsOf(lowerOf(text));
  return known.has('n95') && known.has('n96');
}

/** "96比95便宜多少" compares the numbers; of the licence it says nothing. */
export function namesOnlyNumbers(knowledge: Knowledge, text: string): boolean {
  return namesNumbers(knowledge, text) && !namesOneOf(knowledge, text, ['licence', 'callcentre']);
}

/** Whether a question names funding or a company from abroad. */
export function comesFromAbroad(knowledge: Knowledge, text: string): boolean {
  return answerIndexOf(knowledge).wordsOf(lowerOf(text)).known.has('foreign');
}

/** "最晚什么时候开始" asks for the last day on which one may begin. */
export function asksForLatestStart(knowledge: Knowledge, text: string): boolean {
  return answerIndexOf(knowledge).wordsOf(lowerOf(text)).known.has('latest-start');
}

/**
 * Whether a question names a thing that no answer is about, or is nearer to a theme that nothing is known of: 锅炉年检多少钱. Where what
 * is `wanted` has such an answer, it must be all but sure.
 */
export function isAboutElse(knowledge: Knowledge, text: string, { wanted }: { wanted: boolean }): boolean {
  const index = answerIndexOf(knowledge);
  const lower = lowerOf(text);
  const words = index.wordsOf(lower);
  return index.strangeness(words).isNamed || index.near(lower).outside > (wanted ? surelyOutside : mostOutside);
}

/** Whether it is almost certain that nothing of ours is meant: 民宿卫生许可证年审. */
export function isOfAnotherTrade(knowledge: Knowledge, text: string): boolean {
  return answerIndexOf(knowledge).near(lowerOf(text)).outside > surelyOutside;
}

/** So likely nothing of ours is meant that it counts for sure. */
const surelyOutside = 0.95;
