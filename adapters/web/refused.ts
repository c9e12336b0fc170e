import type { Request, Response } from 'express';
import { languages } from '../../bot/session/session.ts';
import { preferredLanguage } from './language.ts';
import { refusedPage } from './page/refused-page.ts';

/** Whether a person looks at the answer: a browser that opens a page says that it takes HTML, a program does not. */
export function isForReading({ method, path, headers }: Request): boolean {
  return method === 'GET' && !path.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

/** A page in the visitor's language in the place of a problem; does nothing when an answer has begun already. */
export function sendRefusedPage(request: Request, response: Response, status: number): void {
  if (response.headersSent || response.destroyed) return;
  const language = languages.find((each) => each === request.query['lang']) ?? preferredLanguage(request);
  response.status(status);
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', Vary: 'Accept, Accept-Language' });
  response.type('html').send(refusedPage(language, status));
}
