/** A number as people say it: `low` and `high` differ for 七八百, `open` is 一千多, `big` says that 万 or 亿 was spoken. */
export interface Numeral {
  readonly low: number;
  readonly high: number;
  readonly open: boolean;
  readonly big: boolean;
  readonly end: number;
}

/** Reads the Chinese or Arabic numeral that begins at `start`: 一千二百万, 1.2亿, 3百5, 叁佰万, 十来万, 五六百万, 1kw. */
export function numeralAt(text: string, start: number): Numeral | null {
  const reading: Reading = { at: start, total: 0, low: 0, high: 0, sum: 0, step: 0, digits: 0, open: false, big: 0, gap: false };
  while (reading.at < text.length && reading.at - start < longest && readOne(reading, text));
  if (reading.digits === 0 && reading.sum === 0 && reading.total === 0) return null;
  // 单位是万, 万一: a unit alone is no number, nor is "in case"; 上亿 is one.
  return /^万一?$/.test(text.slice(start, reading.at)) ? null : finished(reading);
}

/** Whether a numeral can begin with the character of this code. */
export function beginsNumeral(code: number): boolean {
  return numeralBeginnings[code] === 1;
}

const longest = 60;

interface Reading {
  at: number;
  /** What is complete: everything above the last 万 or 亿. */
  total: number;
  /** Below the last 万: complete hundreds and tens. */
  sum: number;
  /** The digits not yet followed by a unit. */
  low: number;
  high: number;
  digits: number;
  /** The last unit, which 一千二 leaves unsaid. */
  step: number;
  open: boolean;
  big: number;
  gap: boolean;
}

function readOne(reading: Reading, text: string): boolean {
  const character = text[reading.at] as string;
  if (character >= '0' && character <= '9') return readArabic(reading, text);
  const digit = digitOf.get(character);
  if (digit !== undefined) return readDigit(reading, text, digit);
  if (character === '点') return readDecimals(reading, text);
  return readUnit(reading, text) || readVague(reading, text);
}

const arabic =
  /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3}){2,}(?!\d)|\d{1,3} \d{3}(?= ?[万w亿])|\d(?: \d){2,}(?= ?[万w亿])|\d{1,3} 0+(?= ?[万w亿])|\d{1,4}(?: \d{4})+(?! ?\d)|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d+(?:\.\d+)?/y;

function readArabic(reading: Reading, text: string): boolean {
  if (reading.digits > 0) return false;
  arabic.lastIndex = reading.at;
  const match = arabic.exec(text)?.[0] ?? '';
  const grouped = /^\d{1,3}(?:\.\d{3}){2,}$/.test(match) ? match.replaceAll('.', '') : match.replace(/[, ]/g, '');
  reading.low = reading.high = Number(grouped);
  reading.digits = grouped.length;
  reading.at += match.length;
  return true;
}

function readDigit(reading: Reading, text: string, digit: number): boolean {
  if (reading.step >= 1e4 && reading.digits === 0 && reading.sum === 0 && beginsWord(text, reading.at)) return false;
  reading.at += 1;
  const followed = isDigit(text[reading.at]);
  if (reading.digits > 0) addDigit(reading, digit, followed);
  else if (digit === 0) {
    reading.step = 0; // 一百零八: what follows stands for itself
    reading.gap ||= !followed;
  } else {
    reading.low = reading.high = digit;
    reading.digits = 1;
  }
  return true;
}

/** 三百万一直没动, 五百万两个股东: what stands behind 万 counts something else, or nothing. */
function beginsWord(text: string, at: number): boolean {
  counting.lastIndex = at;
  return counting.test(text);
}

const counting =
  /一[直下般起定样共并切旦些]|一(?:分钱?(?!之)|毛钱|块钱都)|[一二三四五六七八九](?:个(?![亿万w])|[家名位年月天人次成股省])|[两俩](?![十百千万亿])/y;

/** 七八 is a range, 一二三 a row of digits. */
function addDigit(reading: Reading, digit: number, followed: boolean): void {
  const next = digit === reading.high + 1 || (reading.high === 3 && digit === 5);
  const range = reading.digits === 1 && next && !followed;
  if (!range) reading.low = reading.low * 10 + digit;
  reading.high = range ? digit : reading.high * 10 + digit;
  reading.digits += 1;
}

function readDecimals(reading: Reading, text: string): boolean {
  const begun = reading.digits > 0 || isZero(text[reading.at - 1]);
  if (!begun || digitOf.get(text[reading.at + 1] ?? '') === undefined) return false;
  reading.digits = Math.max(1, reading.digits);
  let scale = 0.1;
  for (reading.at += 1; isDigit(text[reading.at]); reading.at += 1, scale /= 10) {
    reading.low += (digitOf.get(text[reading.at] as string) as number) * scale;
  }
  reading.low = reading.high = Number(reading.low.toFixed(9));
  return true;
}

/** 零点五 begins with a digit that counts for nothing. */
const isZero = (character: string | undefined): boolean => character === '零' || character === '〇';

const unit =
  /( ?\(?)(?:个 ?)?(百|千|十|拾|佰|仟|)((?<!万)万|万(?![达科家象事能向通宝福])|亿|兆|小目标|wan(?![a-z])|yi(?![a-z])|kw(?![a-z])|w(?![a-z])|[达打大]不[溜刘流6]|)/y;

function readUnit(reading: Reading, text: string): boolean {
  unit.lastIndex = reading.at;
  const match = unit.exec(text);
  if (!match || (!match[2] && !match[3])) return false;
  if (match[1] && reading.digits === 0) return false; // "1000万 万科": a new word
  if (match[2]) {
    const size = unitOf.get(match[2]) as number;
    reading.sum += (reading.digits === 0 ? 1 : reading.low) * size;
    reading.step = size;
    const spread = (reading.high - reading.low) * size;
    reading.low = 0;
    reading.high = spread;
    reading.digits = 0;
  }
  if (match[3]) raise(reading, unitOf.get(match[3]) ?? doubleU);
  reading.at = unit.lastIndex;
  return true;
}

/** 达不溜 is how voice input hears the w that stands for 万. */
const doubleU = 1e4;

/** 一万万 is 一亿: the second 万 multiplies as well. */
const isDoubled = ({ big }: Reading, size: number): boolean => size === 1e4 && big === 1e4;

/** A 万 or 亿 closes what was said before it. */
function raise(reading: Reading, size: number): void {
  const scale = unsaidScale(reading);
  reading.low *= scale;
  reading.high *= scale;
  const low = reading.sum + (reading.digits > 0 ? reading.low : 0);
  const spread = reading.high - (reading.digits > 0 ? reading.low : 0);
  if (reading.big > 0 && (size > reading.big || (isDoubled(reading, size) && low + spread === 0))) {
    reading.total = (reading.total + low) * size; // 一万亿, 一万万
  } else {
    reading.total += (low === 0 && spread === 0 ? 1 : low) * size;
  }
  reading.high = Math.max(0, spread) * size;
  reading.low = 0;
  reading.sum = 0;
  reading.digits = 0;
  reading.step = size;
  reading.big = size;
}

const vague =
  /(?:几(?=[十百千个]?[百千]?[万亿w])|个多(?=[百千]?[万亿w])|[多余几](?=[个]?[十百千万亿w元块]|$|[^\d零一二两三四五六七八九])|[来把](?=[个]?[十百千万亿w]|个?$|个?[^\d一-鿿])|半(?=个?(?:[十百千万亿]|小目标)|$|[^年天个月日径]))/y;

function readVague(reading: Reading, text: string): boolean {
  vague.lastIndex = reading.at;
  const word = vague.exec(text)?.[0] ?? '';
  const begun = reading.digits + reading.sum + reading.total > 0;
  if (word === '几') readSeveral(reading, begun);
  else if (word === '半') readHalf(reading);
  else if (!begun || word === '') return false;
  else reading.open ||= word === '多' || word === '余' || word === '个多';
  reading.at += word.length;
  return true;
}

/** 几百万 is one to ten of them; 十几万 ten to twenty; 五百几万 "more than five hundred". */
function readSeveral(reading: Reading, begun: boolean): void {
  if (begun && reading.step !== 10) reading.open = true;
  else if (begun) reading.high = 10;
  else {
    reading.low = 1;
    reading.high = 10;
    reading.digits = 1;
  }
}

function readHalf(reading: Reading): void {
  if (reading.digits > 0 || reading.step < 10) {
    reading.low += 0.5;
    reading.high += 0.5;
    reading.digits = Math.max(1, reading.digits);
  } else {
    reading.total += reading.sum + reading.step / 2;
    reading.sum = 0;
  }
}

function finished(reading: Reading): Numeral {
  const spread = reading.digits > 0 ? reading.high - reading.low : reading.high;
  const scale = unsaidScale(reading);
  const low = reading.total + reading.sum + (reading.digits > 0 ? reading.low * scale : 0);
  return { low, high: low + spread * scale, open: reading.open, big: reading.big > 0, end: reading.at };
}

/** 一千二 leaves the hundred unsaid, 一万二 the thousand, and Cantonese 千五万 the hundred too. */
function unsaidScale({ digits, step, gap, low, high }: Reading): number {
  // 一千二 and 一千二三
  const isOne = digits === 1 || (digits === 2 && high < 10);
  return isOne && step >= 100 && !gap && low < 10 ? step / 10 : 1;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && digitOf.has(character);
}

const digitOf = new Map<string, number>(
  Object.entries({ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }).concat(
    Object.entries({ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 俩: 2, 仨: 3 }),
  ),
);

const unitOf = new Map<string, number>(
  Object.entries({
    十: 10,
    拾: 10,
    百: 100,
    佰: 100,
    千: 1000,
    仟: 1000,
    万: 1e4,
    w: 1e4,
    wan: 1e4,
    亿: 1e8,
    yi: 1e8,
    kw: 1e7,
    兆: 1e12,
    // As the head of a large firm once called his first hundred million.
    小目标: 1e8,
  }),
);

const numeralBeginnings = new Uint8Array(0x10000);
for (const character of ['几', '半', ...Array.from('0123456789'), ...digitOf.keys(), ...unitOf.keys()]) {
  if (character.length === 1 && !/[a-z]/.test(character)) numeralBeginnings[character.charCodeAt(0)] = 1;
}
