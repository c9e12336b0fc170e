import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../web/expect-problem.ts';
import { type ConsoleServer, consoleServer } from './console-server.ts';

let site: ConsoleServer;
let zhang: Awaited<ReturnType<ConsoleServer['hire']>>;

beforeAll(async () => {
  site = await consoleServer();
  zhang = await site.hire('张三');
});

afterAll(() => site.close());

test('one sees where one is signed in, and ends any of it; nobody ends what is another person’s', async () => {
  const who = await site.hire('周多');
  const enter = async (agent: string): Promise<Record<string, string>> => {
    const token = await site.office.staff.loginToken(who.id);
    const entered = await fetch(`${site.server.url}/console/login?token=${token}`, {
      redirect: 'manual',
      headers: { 'user-agent': agent },
    });
    return { cookie: entered.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-yinlu-console': '1' };
  };
  const [desk, phone] = [await enter('desk'), await enter('phone')];
  const answer = await site.server.get('/api/staff/me/sessions', desk);
  const { sessions } = (await answer.json()) as { sessions: { id: string; agent: string; current: boolean }[] };
  expect(new Map(sessions.map(({ agent, current }) => [agent, current]))).toEqual(
    new Map([
      ['desk', true],
      ['phone', false],
    ]),
  );
  const other = sessions.find(({ agent }) => agent === 'phone')?.id ?? '';
  const end = (id: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${site.server.url}/api/staff/me/sessions/${id}`, { method: 'DELETE', headers });
  expect((await end(other, zhang.headers)).status).toBe(404);
  expect((await site.server.get('/api/staff/me', phone)).status).toBe(200);
  expect((await end(other, { cookie: desk['cookie'] ?? '' })).status).toBe(403);
  expect((await end(other, desk)).status).toBe(204);
  await expectProblem(await site.server.get('/api/staff/me', phone), 401);
  // Signed out, the cookie is worth nothing, whoever has kept it.
  await site.server.post('/console/sign-out', {}, desk);
  await expectProblem(await site.server.get('/api/staff/me', desk), 401);
  const kept = JSON.stringify(await site.office.store.listRecords('session'));
  for (const { cookie = '' } of [desk, phone]) expect(kept).not.toContain(cookie.split('.')[1]);
});

test('a change that another page sends with somebody’s cookie is refused; what a page of ours sends is taken', async () => {
  const lead = await site.office.waiting('c_forged');
  const token = await site.office.staff.loginToken(zhang.id);
  const entered = await fetch(`${site.server.url}/console/login?token=${token}`, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly.*SameSite=(Lax|Strict)|SameSite=(Lax|Strict).*HttpOnly/i);
  const claim = (headers: Record<string, string>): Promise<Response> =>
    site.server.post(`/api/leads/${lead}/claim`, {}, { cookie: cookie.split(';')[0] ?? '', ...headers });
  await expectProblem(await claim({}), 403);
  await expectProblem(await claim({ 'x-yinlu-console': '1', origin: 'https://elsewhere.example.com' }), 403);
  expect((await site.office.session(lead)).owner).toBe('waiting');
  expect((await claim({ 'x-yinlu-console': '1', origin: site.server.url })).status).toBe(200);
});
