import traditionalCharacters from 'opencc-js/dict/TSCharacters';
import { spelt } from './misspellings.ts';
import { unspaced } from './spacing.ts';

/**
 * Folds a message to one spelling: half-width, lower case, Simplified characters, Mandarin function words for Cantonese ones, common typing errors.
 * Every character keeps its place, so a span found in the result is the same span of `plain(text)`.
 */
export function normalise(text: string): string {
  let folded = '';
  for (let index = 0; index < text.length; index += 1) folded += fold(text, index);
  const right = spelt(folded);
  return /\do/.test(right) ? right.replace(lettersForNoughts, (letters) => '0'.repeat(letters.length)) : right;
}

/** 5oo万: on a phone the letter is next to the nought. */
const lettersForNoughts = /(?<=\d)o+(?=[\d万w亿千百])/g;

/** The message without characters that nobody sees and spaces between all of them; names and companies are cut out of this one. */
export function plain(text: string): string {
  return unspaced(text.replace(/\u00ad|[\u200b-\u200f]|\u2060|\ufe0e|\ufe0f|\ufeff/g, '').slice(0, longest));
}

/** Channels refuse longer messages; whoever calls without a channel is held to the same. */
const longest = 4000;

function fold(text: string, index: number): string {
  const character = text[index] as string;
  // 係 is Cantonese "is", but also the second half of 關係 (relation).
  if (character === '係') return /[關关聯联]/.test(text[index - 1] ?? '') ? '系' : '是';
  const code = foldings[text.charCodeAt(index)] as number;
  return code === 0 ? character : String.fromCharCode(code);
}

function foldingTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  for (let code = 0x21; code <= 0x5e; code += 1) table[code + 0xfee0] = code;
  for (let code = 0x5f; code <= 0x7e; code += 1) table[code + 0xfee0] = code;
  for (let code = 0x41; code <= 0x5a; code += 1) table[code] = table[code + 0xfee0] = code + 0x20;
  addSimplified(table);
  for (const [from, to] of Object.entries(spellings)) for (const one of from) table[one.charCodeAt(0)] = to.charCodeAt(0);
  return table;
}

/** OpenCC knows words too, which can change length; only its characters are taken, and of these only those of one code unit. */
function addSimplified(table: Uint16Array): void {
  for (const entry of traditionalCharacters.split('|')) {
    const [from = '', to = ''] = entry.split(' ');
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  }
}

const spellings: Record<string, string> = {
  '　\u00a0\t': ' ',
  '\r': '\n',
  '。｡': '。',
  '“”「」『』': '"',
  '‘’': "'",
  '—–−‐‑': '-',
  '～〜∼': '~',
  '【〔': '(',
  '】〕': ')',
  '￥': '¥',
  冇: '没',
  唔: '不',
  嘅: '的',
  喺: '在',
  哋: '们',
  佢: '他',
  俾畀: '给',
  啱: '对',
  咗: '了',
  喇: '啦',
  搵揾: '找',
  睇: '看',
  攞: '拿',
  啲: '些',
  乜咩: '啥',
  嚟: '来',
  噉咁: '这',
  嗰: '那',
  㗎嘞喎啫嘑噃: '啊',
  妳: '你',
  帐: '账',
  圆: '元',
  囯: '国',
};

const foldings = foldingTable();
