import type { TextRead } from './contact.ts';
import type { Pending } from './understood.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * The name of the prospect's company as written, known by its legal suffix; after the question for it also by what leads it in
 * ("公司叫启明化工，急用"). Shareholders and parents are other companies.
 */
export function companyIn(
  { text, written, pending }: { text: string; written: string; pending: Pending },
  { words }: Vocabulary,
): TextRead | null {
  for (const { start, end } of words['company.suffix'].all(text)) {
    const name = /[a-z.]/.test(text[end - 1] as string) ? englishName(written, start, end) : chineseName(text, start, end);
    if (!name || others.test(text.slice(0, name.start))) continue;
    return { ...name, value: written.slice(name.start, name.end) };
  }
  const named = pending === 'company' ? introduced.exec(text) : null;
  if (!named) return null;
  const end = named.index + named[0].length;
  const start = end - (named.groups?.['name'] ?? '').length;
  return { start, end, value: written.slice(start, end) };
}

const introduced = /(?:公司|全称|名称|单位|我们|执照上)(?:的?(?:全称|名称|名字|名))?(?:是|叫)做?(?<name>[^,;。!?、\s]{2,20})/;

const others =
  /(?:(?:股东|母公司|投资方|控股方|客户|供应商)(?:是|为|叫)?.{0,2}|\b(?:an?|parent(?: company)?(?: is)?|owned by|held by|shareholder(?: is)?|client(?: is)?) )$/;

const lead =
  /.*(?:公司(?:全称|名称|名字|名)?[是叫为:]|全称[是叫为: ]|名称[是叫为: ]|抬头[是: ]|单位[是: ]|我们[是叫]|我[是叫在]|我司[是叫 ]|这边[是叫]|主体[是: ]|(?<!呼)叫做?|代表|来自|就职于|执照上(?:的名字)?是|是|:| |我们|我司|公司)/;

function chineseName(text: string, start: number, end: number): { start: number; end: number } | null {
  const from = Math.max(text.slice(0, start).search(/[^,;!?。、\n]*$/), start - 30);
  const before = text.slice(from, start);
  const led = lead.exec(before)?.[0].length ?? 0;
  const name = before.slice(led);
  return name.length >= 2 && !/^(?:[有在开是家]|一家|这家|那家|几|两|多|[一二三四五六七八九十\d]+[个家])/.test(name)
    ? { start: from + led, end }
    : null;
}

function englishName(written: string, start: number, end: number): { start: number; end: number } | null {
  const before = written.slice(Math.max(0, start - 60), start);
  const match = /(?:(?:[A-Z][\w&'-]*|&|of|and|\([A-Z]\w+\))(?: |, ?$))+$/.exec(before);
  const name = match?.[0].replace(/^(?:(?:We|I|Our|The|This|From|At|My|Company|Name|It|Hi|Hello|of|and)\b[ ,]*)+/, '');
  return name && /[A-Z]/.test(name) ? { start: start - name.length, end } : null;
}
