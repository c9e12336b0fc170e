import { Router } from 'express';
import * as z from 'zod';
import type { ReplyTemplates } from '../../bot/leads/reply-templates.ts';
import type { Desk } from '../../bot/ports.ts';
import { readJson } from '../web/body.ts';
import { sendJson } from '../web/reply.ts';
import { whoIs } from './who-is.ts';

export interface WorkApiDeps {
  readonly desk: Desk;
  readonly templates: () => Promise<ReplyTemplates>;
  /** The discounts of the price book. */
  readonly discounts: readonly {
    readonly id: string;
    readonly name: { readonly 'zh-Hans': string; readonly en: string };
    readonly percent: number;
  }[];
}

export const discountSchema = z.object({ discount: z.string().min(1).max(100), note: z.string().trim().max(500).default('') });
export const decisionSchema = z.object({
  approve: z.boolean(),
  reason: z.string().trim().max(500).default(''),
  asked: z.iso.datetime().exactOptional(),
});
export const factSchema = z.object({ slot: z.string().min(1).max(100), text: z.string().trim().min(1).max(500) });

/** What a consultant does besides talking: facts put right, quotes sent, words at hand. Under `/api`, after the sign-in. */
export function workApi({ desk, templates, discounts }: WorkApiDeps): Router {
  const router = Router();
  router.get('/reply-templates', async (_, response) => sendJson(response, 200, await templates()));
  router.post('/leads/:id/facts', async (request, response) => {
    const fact = await readJson(request, factSchema);
    sendJson(response, 200, await desk.correct(request.params.id, whoIs(response.locals), fact));
  });
  router.post('/leads/:id/quote', async (request, response) => {
    sendJson(response, 200, await desk.quote(request.params.id, whoIs(response.locals)));
  });
  router.get('/discounts', async (_, response) => {
    const who = whoIs(response.locals);
    // Only who decides is shown what waits for a decision.
    const asked = who.role === 'consultant' ? [] : await desk.askedDiscounts(who);
    sendJson(response, 200, { offered: discounts, asked });
  });
  router.post('/leads/:id/discount', async (request, response) => {
    const wish = await readJson(request, discountSchema);
    sendJson(response, 200, await desk.askDiscount(request.params.id, whoIs(response.locals), wish));
  });
  router.post('/leads/:id/discount/decision', async (request, response) => {
    const decision = await readJson(request, decisionSchema);
    sendJson(response, 200, await desk.decideDiscount(request.params.id, whoIs(response.locals), decision));
  });
  return router;
}
