import { address, page, type PageOptions } from './frame.ts';
import { html } from './html.ts';
import { pageTexts } from './texts.ts';

/** What is kept of a visitor, why, and how it is erased, in plain words. */
export function privacyPage({ language, firmIn, isSample }: PageOptions): string {
  const texts = pageTexts[language];
  const firm = firmIn(language);
  const sections = texts['privacy-sections'].map(({ name, text }) => {
    const items = text.map((line) => html`<li>${line.replaceAll('{firm}', firm)}</li>`);
    return html`<h2>${name}</h2>
      <ul>
        ${items}
      </ul>`;
  });
  return page({
    language,
    firmIn,
    isSample,
    path: '/privacy',
    title: `${texts['privacy-title']} · ${firm}`,
    description: texts['privacy-lead'],
    links: html`<a href="${address('/', language)}">${texts.back}</a>`,
    content: html`<div class="plain wide">
      <h1>${texts['privacy-title']}</h1>
      <p class="lead">${texts['privacy-lead']}</p>
      ${sections}
    </div>`,
  });
}
