import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Request, Router } from 'express';
import type * as z from 'zod';
import type { Alarms } from '../../bot/leads/alarms.ts';
import type { Promises } from '../../bot/leads/promises.ts';
import { statsRows } from '../../bot/leads/stats-csv.ts';
import type { Sessions } from '../../bot/leads/sessions.ts';
import type { Stats } from '../../bot/leads/stats.ts';
import type { Desk, StaffMember } from '../../bot/ports.ts';
import type { LeadSummary } from '../../bot/store/store.ts';
import { readJson } from '../web/body.ts';
import { Problem } from '../web/problem.ts';
import { sendJson } from '../web/reply.ts';
import { apiHeaders } from '../web/security-headers.ts';
import { alarmRoutes } from './alarm-api.ts';
import { careApi, type CareApiDeps } from './care-api.ts';
import { type ClaimDeps, claimRoutes } from './claim-api.ts';
import { leadsCsv, table } from './csv.ts';
import { closeSchema, leadsQuerySchema, questionsQuerySchema, replySchema, statsQuerySchema } from './schemas.ts';
import { peopleApi, type PeopleApiDeps } from './people-api.ts';
import { promiseRoutes } from './promises-api.ts';
import { sessionApi } from './session-api.ts';
import type { SignIn } from './sign-in.ts';
import { whoIs } from './who-is.ts';
import { workApi, type WorkApiDeps } from './work-api.ts';

export interface StaffApiDeps extends WorkApiDeps, ClaimDeps, CareApiDeps, PeopleApiDeps {
  readonly stats: (span: { from?: string; to?: string }) => Promise<Stats>;
  /** What nothing is known to, most asked first. */
  readonly questions: (limit: number) => Promise<readonly object[]>;
  readonly signIn: SignIn;
  readonly sessions: Sessions;
  readonly secure: boolean;
  readonly promises: Promises;
  readonly alarms: Alarms;
}

/** The consultants' API, under `/api`: everything the console can do, a script can do with a token. */
export function staffApi(deps: StaffApiDeps): Router {
  const router = Router();
  const headers = apiHeaders(deps.secure);
  router.use(guarded, async (request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    response.locals['who'] = await deps.signIn.identify(request);
    next();
  });
  router.get('/staff/me', (_, response) => sendJson(response, 200, response.locals['who']));
  router.get('/stats', async (request, response) => {
    sendJson(response, 200, await deps.stats(spanOf(request)));
  });
  router.get('/questions', async (request, response) => {
    const { limit } = queryOf(request, questionsQuerySchema);
    sendJson(response, 200, { questions: await deps.questions(limit) });
  });
  router.get('/stats.csv', async (request, response) => {
    const stats = await deps.stats(spanOf(request));
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="figures.csv"' });
    response.send(table(statsRows(stats)));
  });
  router.get('/leads.csv', async (_, response) => {
    response.set({ 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="leads.csv"' });
    await pipeline(Readable.from(leadsCsv(deps.desk, whoIs(response.locals))), response);
  });
  leadRoutes(router, deps.desk);
  deedRoutes(router, deps.desk);
  router.use(promiseRoutes(deps.promises, queryOf));
  router.use(workApi(deps));
  router.use(careApi(deps));
  // `/staff/me` is nobody's id.
  router.use(sessionApi(deps));
  router.use(peopleApi(deps));
  router.use(alarmRoutes(deps.alarms));
  router.use(claimRoutes(deps));
  return router;
}

function leadRoutes(router: Router, desk: Desk): void {
  router.get('/leads', async (request, response) => {
    const { status, q, after, owner, limit } = queryOf(request, leadsQuerySchema);
    const whose = owner === 'me' ? whoIs(response.locals).id : owner;
    const page = await desk.leads({
      limit,
      ...(status && { status }),
      ...(q && { q }),
      ...(whose && { owner: whose }),
      ...(after && { after }),
    });
    sendJson(response, 200, { leads: page.leads.map(listed), ...(page.next !== undefined && { next: page.next }) });
  });
  router.get('/leads/:id', async (request, response) => {
    sendJson(response, 200, await desk.lead(request.params.id, whoIs(response.locals)));
  });
  router.get('/leads/:id/transcript', async (request, response) => {
    const messages = await desk.transcript(request.params.id, whoIs(response.locals));
    sendJson(response, 200, { messages, cursor: messages.at(-1)?.seq ?? 0 });
  });
}

function deedRoutes(router: Router, desk: Desk): void {
  const deeds = {
    claim: (id: string, who: StaffMember) => desk.claim(id, who),
    release: (id: string, who: StaffMember) => desk.release(id, who),
    'return-to-bot': (id: string, who: StaffMember) => desk.returnToBot(id, who),
  };
  for (const [path, deed] of Object.entries(deeds)) {
    router.post(`/leads/:id/${path}`, async (request, response) => {
      sendJson(response, 200, await deed(request.params['id'] ?? '', whoIs(response.locals)));
    });
  }
  router.post('/leads/:id/close', async (request, response) => {
    const outcome = await readJson(request, closeSchema);
    sendJson(response, 200, await desk.close(request.params.id, whoIs(response.locals), outcome));
  });
  router.post('/leads/:id/reply', async (request, response) => {
    const reply = await readJson(request, replySchema);
    sendJson(response, 200, await desk.reply(request.params.id, whoIs(response.locals), reply));
  });
  router.post('/leads/:id/typing', async (request, response) => {
    await desk.typing(request.params.id, whoIs(response.locals));
    response.status(204).end();
  });
}

function listed({ id, conversation, status, updated, document }: LeadSummary): object {
  return { ...document, id, conversation, status, updated };
}

function spanOf(request: Request): { from?: string; to?: string } {
  const { from, to } = queryOf(request, statsQuerySchema);
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** An empty parameter (`?status=`) counts as absent. */
function queryOf<T>(request: Pick<Request, 'query'>, schema: z.ZodType<T>): T {
  const given = Object.fromEntries(Object.entries(request.query).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Problem(400, `The query is not valid: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
  return parsed.data;
}

/** What nobody sees who has not signed in. */
const guarded = [
  '/alarms',
  '/claims',
  '/discounts',
  '/leads',
  '/leads.csv',
  '/promises',
  '/questions',
  '/reply-templates',
  '/staff',
  '/steps',
  '/stats',
  '/stats.csv',
];
