import { Router } from 'express';
import * as z from 'zod';
import { type Presence, type PresenceBook, presences } from '../../bot/leads/presence.ts';
import type { Staff } from '../../bot/leads/staff.ts';
import type { Desk } from '../../bot/ports.ts';
import { readJson } from '../web/body.ts';
import { sendJson } from '../web/reply.ts';
import { namedTrail } from './trail.ts';
import { whoIs } from './who-is.ts';

export interface CareApiDeps {
  readonly desk: Desk;
  readonly staff: Pick<Staff, 'list'>;
  readonly presence: PresenceBook;
  /** The steps of the cooperation, in their order. */
  readonly steps: readonly { readonly step: string; readonly name: { readonly 'zh-Hans': string; readonly en: string } }[];
}

export const assignSchema = z.object({ to: z.string().min(1).max(100) });
export const mergeSchema = z.object({ into: z.string().min(1).max(100) });
export const noteSchema = z.object({ text: z.string().trim().min(1).max(2000) });
export const stageSchema = z.object({ step: z.string().min(1).max(100) });
export const dateSchema = z.object({ kind: z.enum(['annual-inspection', 'expiry']), day: z.iso.date().nullable() });
export const presenceSchema = z.object({ presence: z.enum(presences) });

/** What is done for a lead besides talking, and who is there to do it. Under `/api`, after the sign-in. */
export function careApi(deps: CareApiDeps): Router {
  const router = Router();
  deedRoutes(router, deps.desk);
  router.get('/leads/:id/audit', async (request, response) => {
    const [trail, people] = await Promise.all([deps.desk.trail(request.params.id, whoIs(response.locals)), deps.staff.list()]);
    sendJson(response, 200, namedTrail(trail, people));
  });
  router.get('/steps', (_, response) => sendJson(response, 200, { steps: deps.steps }));
  staffRoutes(router, deps);
  return router;
}

function deedRoutes(router: Router, desk: Desk): void {
  router.post('/leads/:id/assign', async (request, response) => {
    const { to } = await readJson(request, assignSchema);
    sendJson(response, 200, await desk.assign(request.params.id, whoIs(response.locals), to));
  });
  router.post('/leads/:id/merge', async (request, response) => {
    const { into } = await readJson(request, mergeSchema);
    sendJson(response, 200, await desk.merge(request.params.id, whoIs(response.locals), into));
  });
  router.post('/leads/:id/notes', async (request, response) => {
    const { text } = await readJson(request, noteSchema);
    sendJson(response, 200, await desk.note(request.params.id, whoIs(response.locals), text));
  });
  router.post('/leads/:id/stage', async (request, response) => {
    const { step } = await readJson(request, stageSchema);
    sendJson(response, 200, await desk.stage(request.params.id, whoIs(response.locals), step));
  });
  router.post('/leads/:id/dates', async (request, response) => {
    const date = await readJson(request, dateSchema);
    sendJson(response, 200, await desk.date(request.params.id, whoIs(response.locals), date));
  });
}

function staffRoutes(router: Router, { staff, presence }: CareApiDeps): void {
  router.get('/staff', async (_, response) => {
    const [people, there] = await Promise.all([staff.list(), presence.all()]);
    const listed = people
      .filter(({ disabled }) => disabled === undefined)
      .map(({ id, name, role }) => ({ id, name, role, presence: there.get(id) ?? ('off' satisfies Presence) }));
    sendJson(response, 200, { staff: listed });
  });
  router.put('/staff/me/presence', async (request, response) => {
    const chosen = await readJson(request, presenceSchema);
    await presence.choose(whoIs(response.locals).id, chosen.presence);
    sendJson(response, 200, chosen);
  });
}
