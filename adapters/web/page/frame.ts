import { readFileSync } from 'node:fs';
import { type Language, languages } from '../../../bot/session/session.ts';
import { Html, html } from './html.ts';
import { pageTexts } from './texts.ts';

export interface PageOptions {
  readonly language: Language;
  /** The firm's name in a language. */
  readonly firmIn: (language: Language) => string;
  /** The prices are samples still: the pages say that nothing is offered in earnest. */
  readonly isSample: boolean;
}

interface Frame extends PageOptions {
  readonly path: '/' | '/privacy';
  readonly title: string;
  readonly description: string;
  readonly links: Html;
  readonly content: Html;
}

const style = new Html(readFileSync(new URL('page.css', import.meta.url), 'utf8'));

/** What the public pages have in common. They load nothing but the widget. */
export function page({ language, firmIn, isSample, path, title, description, links, content }: Frame): string {
  const texts = pageTexts[language];
  const firm = firmIn(language);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <title>${title}</title>
        <meta name="description" content="${description}" />
        <link
          rel="icon"
          href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 36 36'%3E%3Ccircle cx='18' cy='18' r='18' fill='%230d6b5e'/%3E%3Cpath d='M11 27 16 10M25 27 20 10' stroke='%23fff' stroke-width='2.5'/%3E%3C/svg%3E"
        />
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          ${isSample ? html`<p class="demo">${texts['demo-notice']}</p>` : html``}
          <div class="top wide">
            <a class="firm" href="${address('/', language)}">${mark}${firm}</a>
            <nav>${links}${languages.map((other) => languageLink(other, { language, path }))}</nav>
          </div>
        </header>
        <main>${content}</main>
        <footer>
          <div class="wide"><span>${firm}</span><a href="${address('/privacy', language)}">${texts.privacy}</a></div>
        </footer>
        ${widget({ language, firmIn })}
      </body>
    </html>`.text;
}

/** Whoever talks in the other language than the page's reads the name in it. Traditional characters are made for pages in them only. */
function widget({ language, firmIn }: Omit<PageOptions, 'isSample'>): Html {
  const chinese = firmIn(language === 'en' ? 'zh-Hans' : language);
  return html`<script
    src="/widget.js"
    async
    data-language="${language}"
    data-title="${chinese}"
    data-title-en="${firmIn('en')}"
  ></script>`;
}

const mark = html`<svg viewBox="0 0 36 36" aria-hidden="true">
  <circle cx="18" cy="18" r="18" fill="#0d6b5e" />
  <path
    d="M11.5 27 16 10M24.5 27 20 10M18 24.500v-2.500M18 18.500v-2M18 13.500v-1.2"
    fill="none"
    stroke="#fff"
    stroke-width="1.8"
    stroke-linecap="round"
  />
</svg>`;

/** Chinese is what one gets without asking. */
export function address(path: '/' | '/privacy', language: Language): string {
  return `${path}?lang=${language}`;
}

function languageLink(other: Language, { language, path }: { language: Language; path: '/' | '/privacy' }): Html {
  const current = other === language ? html` aria-current="true"` : html``;
  return html`<a href="${address(path, other)}" lang="${other}" hreflang="${other}" ${current}>${pageTexts[other].lang}</a>`;
}
