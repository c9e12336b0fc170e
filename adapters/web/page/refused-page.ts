import { readFileSync } from 'node:fs';
import type { Language } from '../../../bot/session/session.ts';
import { address } from './frame.ts';
import { Html, html } from './html.ts';
import { pageTexts } from './texts.ts';

const style = new Html(readFileSync(new URL('page.css', import.meta.url), 'utf8'));

/** What a person sees in the place of a page that there is not, or that cannot be shown now, and the way on from there. */
export function refusedPage(language: Language, status: number): string {
  const texts = pageTexts[language];
  const kind = status >= 500 || status === 429 ? 'failed' : 'refused';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${texts[`${kind}-title`]}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <div class="plain wide">
            <h1>${texts[`${kind}-title`]}</h1>
            <p class="lead">${texts[kind]}</p>
            <p><a href="${address('/', language)}">${texts.back}</a></p>
          </div>
        </main>
      </body>
    </html>`.text;
}
