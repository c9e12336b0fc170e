import { type Request, Router } from 'express';
import * as z from 'zod';
import type { Promises } from '../../bot/leads/promises.ts';
import { sendJson } from '../web/reply.ts';

const bilingual = z.object({ 'zh-Hans': z.string(), en: z.string() });

/** One thing that a prospect was told, beside what holds now. */
const promiseSchema = z.object({
  seq: z.int(),
  at: z.string(),
  kind: z.enum(['price', 'date', 'condition']),
  ref: z.string(),
  about: bilingual,
  told: bilingual.nullable(),
  now: bilingual.nullable(),
  changed: z.boolean(),
  validUntil: z.iso.date().optional(),
});

export const promisesSchema = z.object({ promises: z.array(promiseSchema) });

export const promisedLeadsSchema = z.object({
  leads: z.array(
    z.looseObject({
      lead: z.string(),
      status: z.string(),
      updated: z.string(),
      headline: bilingual,
      promises: z.array(promiseSchema),
    }),
  ),
  next: z.string().optional(),
});

const promisesQuerySchema = z.object({
  changed: z.enum(['true', 'false']).default('false'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** What prospects were told, beside what holds now; `queryOf` reads and checks a request's query. */
export function promiseRoutes(promises: Promises, queryOf: QueryOf): Router {
  const router = Router();
  router.get('/leads/:id/promises', async (request, response) => {
    sendJson(response, 200, { promises: await promises.of(request.params.id) });
  });
  router.get('/promises', async (request, response) => {
    const { changed, after, limit } = queryOf(request, promisesQuerySchema);
    sendJson(response, 200, await promises.list({ changed: changed === 'true', limit, ...(after && { after }) }));
  });
  return router;
}

type QueryOf = <T>(request: Pick<Request, 'query'>, schema: z.ZodType<T>) => T;
