import type { Asset } from './site.ts';
import { buildWidget } from './widget/build.ts';

const script = 'text/javascript; charset=utf-8';

/** Everything that visitors load before they talk: the widget, the demo page and the privacy page. Built once, in memory. */
export async function publicSite(): Promise<ReadonlyMap<string, Asset>> {
  const { loader, files } = await buildWidget();
  return new Map<string, Asset>([
    ['/widget.js', { body: loader, type: script, embeddable: true }],
    ...[...files].map(([path, body]): [string, Asset] => [path, { body, type: script, embeddable: true, immutable: true }]),
  ]);
}
