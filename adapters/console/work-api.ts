import { Router } from 'express';
import * as z from 'zod';
import type { ReplyTemplates } from '../../bot/leads/reply-templates.ts';
import type { Desk, StaffMember } from '../../bot/ports.ts';
import { readJson } from '../web/body.ts';
import { sendJson } from '../web/reply.ts';

export interface WorkApiDeps {
  readonly desk: Desk;
  readonly templates: () => Promise<ReplyTemplates>;
}

export const factSchema = z.object({ slot: z.string().min(1).max(100), text: z.string().trim().min(1).max(500) });

/** What a consultant does besides talking: facts put right, quotes sent, words at hand. Under `/api`, after the sign-in. */
export function workApi({ desk, templates }: WorkApiDeps): Router {
  const router = Router();
  router.get('/reply-templates', async (_, response) => sendJson(response, 200, await templates()));
  router.post('/leads/:id/facts', async (request, response) => {
    const fact = await readJson(request, factSchema);
    sendJson(response, 200, await desk.correct(request.params.id, whoIs(response.locals), fact));
  });
  router.post('/leads/:id/quote', async (request, response) => {
    sendJson(response, 200, await desk.quote(request.params.id, whoIs(response.locals)));
  });
  return router;
}

function whoIs(locals: Record<string, unknown>): StaffMember {
  return locals['who'] as StaffMember;
}
