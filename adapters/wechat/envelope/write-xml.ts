/** What is written: text in CDATA, numbers bare, lists as the same tag again and again. */
export interface Node {
  readonly [tag: string]: string | number | Node | readonly Node[];
}

/** WeChat's kind of XML. Text cannot end its CDATA early. */
export function writeXml(node: Node): string {
  return `<xml>${inner(node)}</xml>`;
}

function inner(node: Node): string {
  return Object.entries(node)
    .map(([tag, value]) => {
      if (isList(value)) return value.map((each) => `<${tag}>${inner(each)}</${tag}>`).join('');
      return `<${tag}>${typeof value === 'object' ? inner(value) : leaf(value)}</${tag}>`;
    })
    .join('');
}

function leaf(value: string | number): string {
  return typeof value === 'number' ? String(value) : `<![CDATA[${xmlText(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Characters that XML has no place for would make the whole reply unreadable. */
function xmlText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}

function isList(value: Node[string]): value is readonly Node[] {
  return Array.isArray(value);
}
