import type { IncomingMessage } from 'node:http';
import { type Response, Router } from 'express';
import { isFromPerson } from './people.ts';
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
  /** Told when a person has opened it, after the answer; never the firm's own people. */
  viewed?(quote: Quote): void;
}

/** Whether the request comes from one of the firm's own people. */
export type IsStaff = (request: IncomingMessage) => Promise<boolean>;

/** `/quotes/{number}?key=…`, also with `.pdf`, `.png`, `.ics` and `.json`. Who has the key may see it; nobody can guess one. */
export function quotePages(quotes: Quotes, isStaff: IsStaff = async () => false): Router {
  const router = Router();
  router.get('/:file', async (request, response) => {
    const [, number = '', format = 'html'] = /^(.+?)(?:\.(pdf|png|ics|json))?$/.exec(request.params.file) ?? [];
    const { key } = request.query;
    const quote = await quotes.find(number, typeof key === 'string' ? key : '');
    if (quote === null) throw new Problem(404, 'There is no such quote.');
    send(response, await quotes.render(quote, format as QuoteFormat));
    // Nobody waits for this: the page is on its way.
    if (format !== 'json' && isFromPerson(request) && !(await isStaff(request))) quotes.viewed?.(quote);
  });
  return router;
}

function send(response: Response, { body, type, filename }: Rendered): void {
  response.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
  if (filename) response.set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(filename)}`);
  response.type(type).send(typeof body === 'string' ? body : Buffer.from(body));
}
