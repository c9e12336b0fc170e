import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../web/expect-problem.ts';
import { type ConsoleServer, consoleServer } from './console-server.ts';

let site: ConsoleServer;
type Hired = Awaited<ReturnType<ConsoleServer['hire']>>;
let owner: Hired;
let manager: Hired;
let consultant: Hired;

beforeAll(async () => {
  site = await consoleServer();
  [owner, manager, consultant] = await Promise.all([
    site.hire('钱负责', 'owner'),
    site.hire('孙主管', 'manager'),
    site.hire('周顾问'),
  ]);
});

afterAll(() => site.close());

interface Added {
  readonly id: string;
  readonly token: string;
  readonly loginLink: string;
}

/** The address is a method and what comes after `/api/staff`. */
async function ask(by: Hired, address: string, body?: object): Promise<Response> {
  const [method = '', path = ''] = address.split(' ');
  return fetch(`${site.server.url}/api/staff${path}`, {
    method,
    headers: { ...by.headers, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function add(by: Hired, person: object): Promise<Added> {
  const answer = await ask(by, 'POST ', person);
  expect(answer.status).toBe(201);
  return (await answer.json()) as Added;
}

test('a manager adds a consultant, whose link and token let them in; team and addresses are kept, and only managers see them', async () => {
  const person = { name: '吴新人', team: 'overseas', email: 'Wu@Example.com', wecom: 'wu.xin' };
  const added = await add(manager, person);
  expect(await (await site.server.get('/api/staff/me', { authorization: `Bearer ${added.token}` })).json()).toEqual({
    id: added.id,
    name: '吴新人',
    role: 'consultant',
  });
  expect((await site.server.get(added.loginLink)).headers.get('location')).toBe('/console');
  const all = (await (await ask(manager, 'GET /all')).json()) as { staff: object[]; teams: string[] };
  expect(all.staff).toContainEqual(
    expect.objectContaining({ id: added.id, team: 'overseas', email: 'wu@example.com', wecom: 'wu.xin' }),
  );
  expect(JSON.stringify(all)).not.toContain('tokenHash');
  await expectProblem(await ask(consultant, 'GET /all'), 403);
  expect(await (await ask(consultant, 'GET ')).text()).not.toContain('example.com');
  // An address is one person's, and a team is one of hours.yaml.
  await expectProblem(await ask(manager, 'POST ', { name: '郑同名', email: 'wu@example.com' }), 422);
  await expectProblem(await ask(manager, 'POST ', { name: '郑同名', team: 'nowhere' }), 422);
  await expectProblem(await ask(manager, 'POST ', { name: '郑同名', email: 'not an address' }), 400);
  await expectProblem(await ask(manager, 'POST ', { name: '  ' }), 400);
});

test('roles are given by the owner and to others; a manager is over consultants only, a consultant over nobody', async () => {
  const role = (by: Hired, of: Hired, to: string): Promise<Response> => ask(by, `PATCH /${of.id}`, { role: to });
  await expectProblem(await role(manager, consultant, 'manager'), 403);
  await expectProblem(await role(manager, manager, 'owner'), 403);
  await expectProblem(await role(owner, owner, 'consultant'), 403);
  await expectProblem(await ask(manager, 'POST ', { name: '冯', role: 'manager' }), 403);
  await expectProblem(await ask(consultant, 'POST ', { name: '冯' }), 403);
  for (const deed of ['disable', 'enable', 'login-link']) {
    await expectProblem(await ask(consultant, `POST /${manager.id}/${deed}`), 403);
    await expectProblem(await ask(manager, `POST /${owner.id}/${deed}`), 403);
    await expectProblem(await ask(owner, `POST /${owner.id}/${deed}`), 403);
    await expectProblem(await ask(owner, `POST /p_nobody/${deed}`), 404);
  }
  await expectProblem(await ask(manager, `GET /${owner.id}/sessions`), 403);
  expect((await role(owner, consultant, 'manager')).status).toBe(204);
  expect(await site.office.staff.find(consultant.id)).toMatchObject({ role: 'manager' });
  expect((await role(owner, consultant, 'consultant')).status).toBe(204);
  // One's own address is one's own business.
  expect((await ask(owner, `PATCH /${owner.id}`, { email: 'qian@example.com' })).status).toBe(204);
  expect((await ask(owner, `PATCH /${owner.id}`, { email: null })).status).toBe(204);
  expect((await site.office.staff.list()).find(({ id }) => id === owner.id)).not.toHaveProperty('email');
});

test('who is disabled is out at once, and let in again needs a new sign-in; all of it stands in the trail', async () => {
  const { id, token, loginLink } = await add(manager, { name: '陈暂离' });
  const entered = await site.server.get(loginLink);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const isIn = async (headers: Record<string, string>): Promise<boolean> =>
    (await site.server.get('/api/staff/me', headers)).status === 200;
  expect(await isIn({ cookie })).toBe(true);
  const { sessions } = (await (await ask(manager, `GET /${id}/sessions`)).json()) as { sessions: object[] };
  expect(sessions).toHaveLength(1);

  expect((await ask(manager, `POST /${id}/disable`)).status).toBe(204);
  expect([await isIn({ cookie }), await isIn({ authorization: `Bearer ${token}` })]).toEqual([false, false]);
  await expectProblem(await ask(manager, `POST /${id}/login-link`), 422);
  expect((await ask(manager, `POST /${id}/enable`)).status).toBe(204);
  expect(await isIn({ cookie })).toBe(false);

  const again = (await (await ask(manager, `POST /${id}/login-link`)).json()) as Added;
  const back = (await site.server.get(again.loginLink)).headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await isIn({ cookie: back })).toBe(true);
  expect((await ask(manager, `DELETE /${id}/sessions`)).status).toBe(204);
  expect(await isIn({ cookie: back })).toBe(false);

  const { entries } = (await (await ask(owner, `GET /${id}/audit`)).json()) as { entries: { what: string; name: string }[] };
  expect(entries.map(({ what }) => what)).toEqual([
    'staff-add:consultant',
    'staff-login-link',
    'staff-disable',
    'staff-enable',
    'staff-login-link',
    'staff-end-sessions',
  ]);
  expect(new Set(entries.map(({ name }) => name))).toEqual(new Set(['孙主管']));
});
