import type { Message } from '../../bot/message.ts';

/** A message for a screen that knows no markup: bold is dropped, choices are numbered, cards become a line with their link. */
export function plainText({ from, name, text, choices = [], cards = [], sources = [] }: Message): string {
  const who = name ? `${name}: ` : '';
  const lines = [
    ...cards.map(({ title, url }) => `▸ ${title}  ${url}`),
    ...choices.map(({ label }, index) => `  ${index + 1}. ${label}`),
    ...sources.map(({ title, asOf }) => `  ※ ${title} (${asOf})`),
  ];
  const mark = from === 'consultant' ? '☎ ' : '';
  return [`${mark}${who}${text.replaceAll('**', '')}`, ...lines].join('\n');
}
