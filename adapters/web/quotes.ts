import { Router } from 'express';
import { Problem } from './problem.ts';

export const quoteFormats = ['html', 'pdf', 'png', 'ics', 'json'] as const;
export type QuoteFormat = (typeof quoteFormats)[number];

/** A quote as a file. */
export interface Rendered {
  readonly body: string | Uint8Array;
  /** The media type. */
  readonly type: string;
  /** Under which name a browser saves it. */
  readonly filename?: string;
}

/** Where quotes come from. `find` is null for an unknown number and for a wrong key alike, and compares the key in constant time. */
export interface Quotes<Quote = unknown> {
  find(number: string, key: string): Promise<Quote | null>;
  render(quote: Quote, format: QuoteFormat): Promise<Rendered>;
}

/** `/quotes/{number}?key=…`, also with `.pdf`, `.png`, `.ics` and `.json`. Who has the key may see it; nobody can guess one. */
export function quotePages(quotes: Quotes): Router {
  const router = Router();
  router.get('/:file', async (request, response) => {
    const [, number = '', format = 'html'] = /^(.+?)(?:\.(pdf|png|ics|json))?$/.exec(request.params.file) ?? [];
    const { key } = request.query;
    const quote = typeof key === 'string' && key !== '' ? await quotes.find(number, key) : null;
    if (quote === null) throw new Problem(404, 'There is no such quote.');
    const { body, type, filename } = await quotes.render(quote, format as QuoteFormat);
    response.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
    if (filename) response.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(filename)}`);
    response.type(type).send(typeof body === 'string' ? body : Buffer.from(body));
  });
  return router;
}
