import { type Language, languages } from '../../bot/session/session.ts';
import { demoPage } from './page/demo-page.ts';
import { privacyPage } from './page/privacy-page.ts';
import type { Asset } from './site.ts';
import type { Widget } from './widget/build.ts';

/** The firm's name in the languages that it is written in. */
export interface FirmName {
  readonly 'zh-Hans': string;
  readonly en: string;
}

const script = 'text/javascript; charset=utf-8';
const pages = { '/': demoPage, '/privacy': privacyPage };

/**
 * Everything that visitors load before they talk: the widget, the demo page and the privacy page, in memory. A page is written when
 * somebody first asks for it: the dictionary for Traditional characters alone takes a tenth of a start, and 35 MB.
 */
export function publicSite(
  firm: FirmName,
  { loader, files }: Widget,
  traditional: (text: string) => string,
): ReadonlyMap<string, Asset> {
  const name = (language: Language): string => (language === 'zh-Hant' ? traditional(firm['zh-Hans']) : firm[language]);
  const widget = [...files].map(([path, body]): [string, Asset] => [
    path,
    { body, type: script, embeddable: true, immutable: true },
  ]);
  const written = Object.entries(pages).flatMap(([path, write]) =>
    languages.map((language): [string, Asset] => [
      // The first language is the site's own.
      language === languages[0] ? path : `${path}?lang=${language}`,
      {
        get body() {
          return write({ language, firmIn: name });
        },
        type: 'text/html; charset=utf-8',
      },
    ]),
  );
  return new Map<string, Asset>([['/widget.js', { body: loader, type: script, embeddable: true }], ...widget, ...written]);
}
