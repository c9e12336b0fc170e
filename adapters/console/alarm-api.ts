import { Router } from 'express';
import * as z from 'zod';
import type { Alarms } from '../../bot/leads/alarms.ts';
import { Problem } from '../web/problem.ts';
import { sendJson } from '../web/reply.ts';
import { whoIs } from './who-is.ts';

export const alarmsSchema = z.object({
  alarms: z.array(
    z.object({
      lead: z.string(),
      since: z.string(),
      event: z.string(),
      reason: z.string(),
      tried: z.array(z.string()).describe('Notifiers that did not take it'),
      headline: z.object({ 'zh-Hans': z.string(), en: z.string() }),
    }),
  ),
});

/** Leads that wait and that nobody could be told about, under `/api`, after the sign-in. */
export function alarmRoutes(alarms: Alarms): Router {
  const router = Router();
  router.get('/alarms', async (_, response) => sendJson(response, 200, { alarms: await alarms.standing() }));
  router.delete('/alarms/:lead', async (request, response) => {
    const who = whoIs(response.locals);
    if (!(await alarms.dismiss(request.params.lead, who))) throw new Problem(404, 'There is no alarm about this lead.');
    response.status(204).end();
  });
  return router;
}
