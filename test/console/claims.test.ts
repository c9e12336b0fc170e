import { afterAll, beforeAll, expect, test } from 'vitest';
import { said } from '../leads/office.ts';
import { expectProblem } from '../web/expect-problem.ts';
import { type ConsoleServer, consoleServer } from './console-server.ts';

let site: ConsoleServer;
let zhang: Awaited<ReturnType<ConsoleServer['hire']>>;
let li: typeof zhang;

beforeAll(async () => {
  site = await consoleServer();
  [zhang, li] = await Promise.all([site.hire('张三'), site.hire('李四')]);
});

afterAll(() => site.close());

function linkTo(lead: string, at = new Date()): { page: string; api: string } {
  const page = site.claims.links.path(lead, at);
  return { page, api: page.replace('/console/claim/', '/api/claims/') };
}

test('whoever only opens a claim link claims nothing; of two who tap one has the lead and the other reads who', async () => {
  const lead = await site.office.waiting('c_link', { service: said('code-95'), phone: said('13800000000'), consent: said(true) });
  const { page, api } = linkTo(lead);
  const opened = await site.server.get(page, { cookie: 'none=1' });
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const looked = await (await site.server.get(api, zhang.headers)).text();
  expect(JSON.parse(looked)).toMatchObject({ lead, status: 'waiting', headline: { en: 'service code-95' }, isExpired: false });
  expect(looked).not.toContain('138');
  expect((await site.office.session(lead)).owner).toBe('waiting');
  const claims = await Promise.all([zhang, li].map(({ headers }) => site.server.post(api, {}, headers)));
  expect(new Set(claims.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const winner = claims[0]?.status === 200 ? zhang : li;
  const lost = claims.find(({ status }) => status === 409);
  if (lost) expect(await expectProblem(lost, 409)).toMatchObject({ owner: { id: winner.id } });
  expect(await (await site.server.get(api, li.headers)).json()).toMatchObject({ status: 'claimed', owner: { id: winner.id } });
});

test('a link that was changed, has run out, or comes from another site claims nothing', async () => {
  const lead = await site.office.waiting('c_forged');
  const { api } = linkTo(lead);
  const other = await site.office.waiting('c_target');
  for (const token of [api.replace(lead, other), api.slice(0, -1), `${api}.x`, '/api/claims/x']) {
    await expectProblem(await site.server.post(token, {}, zhang.headers), 404);
  }
  const old = linkTo(lead, new Date(Date.now() - 73 * 3_600_000));
  expect(await (await site.server.get(old.api, zhang.headers)).json()).toMatchObject({ isExpired: true });
  await expectProblem(await site.server.post(old.api, {}, zhang.headers), 410);
  await expectProblem(await site.server.post(api, {}), 401);
  // A cookie alone, as another site's form would send it.
  const login = await site.server.get(`/console/login?token=${await site.office.staff.loginToken(zhang.id)}`);
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  await expectProblem(await site.server.post(api, {}, { cookie }), 403);
  await expectProblem(
    await site.server.post(api, {}, { cookie, origin: 'https://evil.example.com', 'x-yinlu-console': '1' }),
    403,
  );
  expect((await site.office.session(lead)).owner).toBe('waiting');
});

test('an alarm shows to staff, operators and their tools, and goes when it is dismissed or the lead is claimed', async () => {
  const [one, two] = await Promise.all([site.office.waiting('c_one', { service: said('odi') }), site.office.waiting('c_two')]);
  expect(await (await site.server.get('/readyz')).text()).toBe('ready\n');
  await site.alarms.raise('c_one', { event: 'lead.waiting', reason: 'asked', tried: ['wecom'] });
  await site.alarms.raise('c_two', { event: 'lead.waiting', reason: 'asked', tried: ['wecom', 'email'] });
  const { alarms } = (await (await site.server.get('/api/alarms', zhang.headers)).json()) as { alarms: { lead: string }[] };
  expect(alarms.map(({ lead }) => lead).toSorted()).toEqual([one, two].toSorted());
  expect(alarms.find(({ lead }) => lead === one)).toMatchObject({ tried: ['wecom'], headline: { en: 'service odi' } });
  const ready = await site.server.get('/readyz');
  expect([ready.status, await ready.text()]).toEqual([200, expect.stringMatching(/^ready\nalarms: 2 since \d{4}-/)]);
  const details = await site.server.get('/readyz', { accept: 'application/json' });
  expect(await details.json()).toMatchObject({ status: 'ready', alarms: { count: 2 } });
  expect(await (await site.server.get('/metrics')).text()).toContain('\nyinlu_alarms 2\n');
  await expectProblem(await site.server.get('/api/alarms'), 401);

  const dismissed = await fetch(`${site.server.url}/api/alarms/${one}`, { method: 'DELETE', headers: zhang.headers });
  expect(dismissed.status).toBe(204);
  expect(await site.office.store.auditTrail(one)).toMatchObject([{ who: zhang.id, what: 'dismiss-alarm' }]);
  expect((await site.server.post(`/api/leads/${two}/claim`, {}, li.headers)).status).toBe(200);
  expect(await (await site.server.get('/api/alarms', zhang.headers)).json()).toEqual({ alarms: [] });
  // Nobody is asked to be patient about what is over.
  await expectProblem(await fetch(`${site.server.url}/api/alarms/${two}`, { method: 'DELETE', headers: li.headers }), 404);
});
