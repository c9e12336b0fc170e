import type { Message } from '../../bot/message.ts';

/** A message for a chat without markup: no marks, links beside their words, a card as its title with its address. */
export function plainText({ from, name, text, cards = [], sources = [] }: Message, publicUrl: string): string {
  const said = text
    .replaceAll(/\*\*(?=\S)([^*\n]+)\*\*/g, '$1')
    .replaceAll(/\[([^\]\n]+)\]\(([^()\s]+)\)/g, (_, label: string, url: string) => `${label} ${absolute(url, publicUrl)}`)
    .replaceAll(/^(\s*)[-*]\s+/gm, '$1· ');
  const lines = [
    from === 'consultant' && name !== undefined ? `${name}：${said}` : said,
    ...cards.map(({ title, url }) => `▸ ${title}\n${absolute(url, publicUrl)}`),
    ...(sources.length > 0 ? [`※ ${sources.map(({ title, asOf }) => `${title} (${asOf})`).join(' · ')}`] : []),
  ];
  return lines.join('\n');
}

function absolute(url: string, publicUrl: string): string {
  return url.startsWith('/') ? `${publicUrl}${url}` : url;
}
