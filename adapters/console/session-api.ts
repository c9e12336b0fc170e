import { Router } from 'express';
import type { Sessions } from '../../bot/leads/sessions.ts';
import { Problem } from '../web/problem.ts';
import { sendJson } from '../web/reply.ts';
import type { SignIn } from './sign-in.ts';
import { whoIs } from './who-is.ts';

/** Where one is signed in, and how to end that. Under `/api`, after the sign-in. */
export function sessionApi({ sessions, signIn }: { sessions: Sessions; signIn: SignIn }): Router {
  const router = Router();
  router.get('/staff/me/sessions', async (request, response) => {
    const [own, here] = await Promise.all([sessions.of(whoIs(response.locals).id), signIn.sessionOf(request)]);
    sendJson(response, 200, { sessions: own.map((each) => ({ ...each, current: each.id === here })) });
  });
  router.delete('/staff/me/sessions', async (request, response) => {
    const { id: person } = whoIs(response.locals);
    const here = await signIn.sessionOf(request);
    for (const { id } of await sessions.of(person)) if (id !== here) await sessions.end(person, id);
    response.status(204).end();
  });
  router.delete('/staff/me/sessions/:id', async (request, response) => {
    if (!(await sessions.end(whoIs(response.locals).id, request.params.id))) throw new Problem(404, 'There is no such session.');
    response.status(204).end();
  });
  return router;
}
