import { languages } from '../../bot/session.ts';
import { demoPage } from './page/demo-page.ts';
import { privacyPage } from './page/privacy-page.ts';
import type { Asset } from './site.ts';
import { buildWidget } from './widget/build.ts';

/** The firm's name in the languages that it is written in. */
export interface FirmName {
  readonly 'zh-Hans': string;
  readonly en: string;
}

const script = 'text/javascript; charset=utf-8';
const pages = { '/': demoPage, '/privacy': privacyPage };

/** Everything that visitors load before they talk: the widget, the demo page and the privacy page. Built once, in memory. */
export async function publicSite(firm: FirmName, traditional: (text: string) => string): Promise<ReadonlyMap<string, Asset>> {
  const names = { ...firm, 'zh-Hant': traditional(firm['zh-Hans']) };
  const { loader, files } = await buildWidget();
  const widget = [...files].map(([path, body]): [string, Asset] => [
    path,
    { body, type: script, embeddable: true, immutable: true },
  ]);
  const written = Object.entries(pages).flatMap(([path, write]) =>
    languages.map((language): [string, Asset] => [
      // The first language is the site's own.
      language === languages[0] ? path : `${path}?lang=${language}`,
      { body: write({ language, firm: names[language] }), type: 'text/html; charset=utf-8' },
    ]),
  );
  return new Map<string, Asset>([['/widget.js', { body: loader, type: script, embeddable: true }], ...widget, ...written]);
}
