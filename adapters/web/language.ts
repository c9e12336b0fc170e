import type { Request } from 'express';
import { type Language, languages } from '../../bot/session/session.ts';

/** The language of ours that a browser asks for first; the site's own when it is none of them. */
export function preferredLanguage(request: Request): Language {
  const [wanted = ''] = request.acceptsLanguages();
  if (/^zh-(Hant|TW|HK|MO)/i.test(wanted)) return 'zh-Hant';
  return wanted.toLowerCase().startsWith('en') ? 'en' : languages[0];
}
