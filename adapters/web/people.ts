import type { IncomingMessage } from 'node:http';

/**
 * Programs that fetch a link to show a preview of it, or to index it. A phone's own browser names itself too, but by other words:
 * WeChat's is `MicroMessenger`, and a person.
 */
const programs =
  /bot\b|crawl|spider|preview|slurp|facebookexternalhit|whatsapp|skypeuripreview|embedly|headless|curl|wget|python|node|axios|okhttp|java\//i;

/** Whether a request for a page looks like that of a person who will read it. Without certainty it is none: a sight too few does no harm. */
export function isFromPerson({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  const agent = headers['user-agent'] ?? '';
  const purpose = [headers['purpose'], headers['sec-purpose'], headers['x-purpose'], headers['x-moz']].join(' ');
  // A picture inside a page is loaded without anybody asking for it.
  const isPart = headers['sec-fetch-dest'] === 'image' || headers['sec-fetch-dest'] === 'empty';
  return method === 'GET' && agent !== '' && !programs.test(agent) && !/prefetch|preview/i.test(purpose) && !isPart;
}
