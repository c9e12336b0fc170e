import { Router } from 'express';
import * as z from 'zod';
import type { Claims } from '../../bot/leads/claims.ts';
import type { Desk } from '../../bot/ports.ts';
import { Problem } from '../web/problem.ts';
import { sendJson } from '../web/reply.ts';
import { whoIs } from './who-is.ts';

export interface ClaimDeps {
  readonly desk: Desk;
  readonly claims: Claims;
}

export const claimSchema = z.object({
  lead: z.string(),
  status: z.string(),
  grade: z.string(),
  score: z.number(),
  headline: z.object({ 'zh-Hans': z.string(), en: z.string() }),
  reason: z.string().optional(),
  handed: z.string().optional(),
  owner: z.object({ id: z.string(), name: z.string() }).optional(),
  isExpired: z.boolean(),
});

/** What a claim link leads to, under `/api`, after the sign-in. Looking claims nothing: chat programs look ahead at links. */
export function claimRoutes({ desk, claims: { links, now, glance } }: ClaimDeps): Router {
  const router = Router();
  const opened = (token: string): { lead: string; isExpired: boolean } => {
    const link = links.open(token, now());
    if (!link) throw new Problem(404, 'This is no link that was made here.');
    return link;
  };
  router.get('/claims/:token', async (request, response) => {
    const { lead, isExpired } = opened(request.params.token);
    sendJson(response, 200, { ...(await glance(lead)), lead, isExpired });
  });
  router.post('/claims/:token', async (request, response) => {
    const { lead, isExpired } = opened(request.params.token);
    if (isExpired) throw new Problem(410, 'This link has run out. Claim the lead in the console.');
    await desk.claim(lead, whoIs(response.locals));
    sendJson(response, 200, { ...(await glance(lead)), lead, isExpired });
  });
  return router;
}
