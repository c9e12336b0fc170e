import { Router } from 'express';
import { newPersonSchema, personChangeSchema, type Personnel } from '../../bot/leads/personnel.ts';
import { NotTakenError } from '../../bot/leads/notifier.ts';
import { loginMinutes } from '../../bot/leads/staff.ts';
import type { WayName } from '../../bot/leads/personal-way.ts';
import { readJson } from '../web/body.ts';
import { Problem } from '../web/problem.ts';
import { sendJson } from '../web/reply.ts';
import { namedTrail } from './trail.ts';
import { whoIs } from './who-is.ts';

export interface PeopleApiDeps {
  readonly personnel: Personnel;
  readonly teams: readonly string[];
  /** By which ways a login link can be sent. */
  readonly ways: readonly WayName[];
  /** Where a login token is to be opened. */
  readonly loginLink: (token: string) => string;
}

/** Who works at the console, for managers and the owner. Under `/api`, after the sign-in. */
export function peopleApi({ personnel, teams, ways, loginLink }: PeopleApiDeps): Router {
  const router = Router();
  router.get('/staff/all', async (_, response) => {
    sendJson(response, 200, { staff: await personnel.list(whoIs(response.locals)), teams, ways });
  });
  router.post('/staff', async (request, response) => {
    const who = whoIs(response.locals);
    const added = await personnel.add(who, await readJson(request, newPersonSchema));
    sendJson(response, 201, { ...added, loginLink: loginLink(await personnel.loginToken(who, added.id)), minutes: loginMinutes });
  });
  router.patch('/staff/:id', async (request, response) => {
    await personnel.change(whoIs(response.locals), request.params.id, await readJson(request, personChangeSchema));
    response.status(204).end();
  });
  router.post('/staff/:id/login-link', async (request, response) => {
    const token = await personnel.loginToken(whoIs(response.locals), request.params.id);
    sendJson(response, 200, { loginLink: loginLink(token), minutes: loginMinutes });
  });
  router.post('/staff/:id/login-link/send', async (request, response) => {
    const sending = personnel.sendLogin(whoIs(response.locals), request.params.id);
    sendJson(response, 200, { sent: await sending.catch(refused) });
  });
  for (const deed of ['disable', 'enable'] as const) {
    router.post(`/staff/:id/${deed}`, async (request, response) => {
      await personnel[deed](whoIs(response.locals), request.params['id'] ?? '');
      response.status(204).end();
    });
  }
  personRoutes(router, personnel);
  return router;
}

/** Where somebody is signed in, and what was done about them. */
function personRoutes(router: Router, personnel: Personnel): void {
  router.get('/staff/:id/sessions', async (request, response) => {
    sendJson(response, 200, { sessions: await personnel.sessions(whoIs(response.locals), request.params.id) });
  });
  router.delete('/staff/:id/sessions', async (request, response) => {
    await personnel.endSessions(whoIs(response.locals), request.params.id);
    response.status(204).end();
  });
  router.get('/staff/:id/audit', async (request, response) => {
    const who = whoIs(response.locals);
    const [trail, people] = await Promise.all([personnel.trail(who, request.params.id), personnel.list(who)]);
    sendJson(response, 200, namedTrail(trail, people));
  });
}

function refused(error: unknown): never {
  if (error instanceof NotTakenError) throw new Problem(502, 'The link was not taken there.', { cause: error });
  throw error;
}
