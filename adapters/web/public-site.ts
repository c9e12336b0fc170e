import { type Language, languages } from '../../bot/session/session.ts';
import { demoPage } from './page/demo-page.ts';
import { privacyPage } from './page/privacy-page.ts';
import type { Asset } from './site.ts';
import type { Widget } from './widget/build.ts';

export interface ShownFirm {
  /** In the languages that it is written in. */
  readonly name: { readonly 'zh-Hans': string; readonly en: string };
  readonly isSample: boolean;
}

const script = 'text/javascript; charset=utf-8';
const pages = { '/': demoPage, '/privacy': privacyPage };

/**
 * Everything that visitors load before they talk: the widget, the demo page and the privacy page, in memory. A page is written when
 * somebody first asks for it: the dictionary for Traditional characters alone takes a tenth of a start, and 35 MB.
 */
export function publicSite(
  { name: written, isSample }: ShownFirm,
  { loader, files }: Widget,
  traditional: (text: string) => string,
): ReadonlyMap<string, Asset> {
  const name = (language: Language): string => (language === 'zh-Hant' ? traditional(written['zh-Hans']) : written[language]);
  const widget = [...files].map(([path, body]): [string, Asset] => [
    path,
    { body, type: script, embeddable: true, immutable: true },
  ]);
  const shown = Object.entries(pages).flatMap(([path, write]) =>
    languages.map((language): [string, Asset] => [
      // The first language is the site's own.
      language === languages[0] ? path : `${path}?lang=${language}`,
      {
        get body() {
          return write({ language, firmIn: name, isSample });
        },
        type: 'text/html; charset=utf-8',
      },
    ]),
  );
  return new Map<string, Asset>([['/widget.js', { body: loader, type: script, embeddable: true }], ...widget, ...shown]);
}
