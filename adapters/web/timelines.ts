import { Router } from 'express';
import * as z from 'zod';
import { languages } from '../../bot/session/session.ts';
import { Problem } from './problem.ts';
import type { Rendered } from './quotes.ts';

/** Where timelines come from; null for a service without known times. */
export interface Timelines {
  checklist(request: z.infer<typeof checklistSchema>): Rendered | null;
  schedule(request: z.infer<typeof requestSchema>, format: 'html' | 'ics' | 'png'): Promise<Rendered | null>;
}

// Calendars are reckoned day by day: no plan needs a day in another age.
const day = z.iso.date().refine((date) => date >= '2000' && date < '2100');

const requestSchema = z.object({
  service: z.string().max(60),
  start: day,
  targetDate: day.optional(),
  language: z.enum(languages),
});

const checklistSchema = z.object({
  service: z.string().max(60),
  shareholders: z.enum(['corporate', 'natural', 'both']).optional(),
  have: z
    .string()
    .max(500)
    .default('')
    .transform((ids) => ids.split(',')),
  language: z.enum(languages),
});

/**
 * `/checklist?service=…` and `/timeline?service=…&start=…&lang=…`, with `target` also when to start, and the same as a calendar file and
 * as a picture (`/timeline.ics`, `/timeline.png`). It is about nobody, so it has no key.
 */
export function timelines(source: Timelines): { path: string; router: Router } {
  const router = Router();
  router.get(['/timeline', '/timeline.ics', '/timeline.png'], async (request, response) => {
    const { service, start, target, lang } = request.query;
    const asked = requestSchema.safeParse({ service, start, targetDate: target, language: lang ?? languages[0] });
    if (!asked.success) throw new Problem(400, 'A timeline needs a service, a start (YYYY-MM-DD) and a language.');
    const format = /\.(ics|png)$/.exec(request.path)?.[1] ?? 'html';
    const rendered = await source.schedule(asked.data, format as 'html' | 'ics' | 'png');
    if (!rendered) throw new Problem(404, 'There is no timeline for this service.');
    if (format === 'ics') response.attachment(rendered.filename);
    response.set('Cache-Control', 'public, max-age=3600').type(rendered.type).send(rendered.body);
  });
  router.get('/checklist', (request, response) => {
    const { service, shareholders, have, lang } = request.query;
    const asked = checklistSchema.safeParse({ service, shareholders, have, language: lang ?? languages[0] });
    if (!asked.success) throw new Problem(400, 'A list of papers needs a service and a language.');
    const rendered = source.checklist(asked.data);
    if (!rendered) throw new Problem(404, 'There is no list of papers for this service.');
    response.set('Cache-Control', 'public, max-age=3600').type(rendered.type).send(rendered.body);
  });
  return { path: '/', router };
}
