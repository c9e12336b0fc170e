import { Router } from 'express';
import * as z from 'zod';
import { languages } from '../../bot/session.ts';
import { Problem } from './problem.ts';
import type { Rendered } from './quotes.ts';

/** Where timelines come from; null for a service without known times. */
export interface Timelines {
  schedule(request: z.infer<typeof requestSchema>, format: 'html' | 'ics'): Rendered | null;
}

const requestSchema = z.object({
  service: z.string().max(60),
  // Calendars are reckoned day by day: no plan needs a start in another age.
  start: z.iso.date().refine((day) => day >= '2000' && day < '2100'),
  language: z.enum(languages),
});

/** `/timeline?service=…&start=…&lang=…`, and the same as a calendar file under `/timeline.ics`. It is about nobody, so it has no key. */
export function timelines(source: Timelines): { path: string; router: Router } {
  const router = Router();
  router.get(['/timeline', '/timeline.ics'], (request, response) => {
    const { service, start, lang } = request.query;
    const asked = requestSchema.safeParse({ service, start, language: lang ?? languages[0] });
    if (!asked.success) throw new Problem(400, 'A timeline needs a service, a start (YYYY-MM-DD) and a language.');
    const rendered = source.schedule(asked.data, request.path.endsWith('.ics') ? 'ics' : 'html');
    if (!rendered) throw new Problem(404, 'There is no timeline for this service.');
    if (rendered.filename) response.attachment(rendered.filename);
    response.set('Cache-Control', 'public, max-age=3600').type(rendered.type).send(rendered.body);
  });
  return { path: '/', router };
}
