import { afterAll, beforeAll, expect, test } from 'vitest';
import { cell, leadsCsv } from '../../adapters/console/csv.ts';
import { said } from '../leads/office.ts';
import { expectProblem } from '../web/expect-problem.ts';
import { type ConsoleServer, consoleServer } from './console-server.ts';

let site: ConsoleServer;
let zhang: Awaited<ReturnType<ConsoleServer['hire']>>;

beforeAll(async () => {
  site = await consoleServer();
  zhang = await site.hire('张三');
});

afterAll(() => site.close());

test('of 50 claims at once one gets 200 and 49 get 409 with the owner', async () => {
  const lead = await site.office.waiting('c_race');
  const people = await Promise.all(Array.from({ length: 50 }, (_, index) => site.hire(`顾问${index}`)));
  const claims = await Promise.all(people.map(({ headers }) => site.server.post(`/api/leads/${lead}/claim`, {}, headers)));
  const winner = people[claims.findIndex(({ status }) => status === 200)];
  expect(claims.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const claim of claims.filter(({ status }) => status !== 200)) {
    expect(await expectProblem(claim, 409)).toMatchObject({ owner: { id: winner?.id } });
  }
});

test('nothing is told without a good token', async () => {
  const lead = await site.office.waiting('c_closed-door');
  const paths = [
    '/api/leads',
    `/api/leads/${lead}`,
    `/api/leads/${lead}/transcript`,
    `/api/leads/${lead}/promises`,
    '/api/promises',
    '/api/stats',
    '/api/questions',
    '/api/leads.csv',
    '/api/staff/me',
    '/api/staff',
    '/api/steps',
    `/api/leads/${lead}/audit`,
    '/api/reply-templates',
    '/api/events',
  ];
  for (const headers of [{}, { authorization: 'Bearer yst.p_x.y' }, { cookie: 'yinlu=v1.p_x.zzzzzzzzz.forged' }]) {
    for (const path of paths) await expectProblem(await site.server.get(path, headers), 401);
    for (const deed of [
      'claim',
      'release',
      'close',
      'return-to-bot',
      'reply',
      'typing',
      'facts',
      'quote',
      'assign',
      'notes',
      'stage',
      'dates',
    ]) {
      await expectProblem(await site.server.post(`/api/leads/${lead}/${deed}`, {}, headers), 401);
    }
  }
  const leaver = await site.hire('离职');
  expect((await site.server.get('/api/leads', leaver.headers)).status).toBe(200);
  await site.office.staff.disable(leaver.id);
  await expectProblem(await site.server.get('/api/leads', leaver.headers), 401);
});

test('what a lead was told is listed, and what is not asked rightly is refused', async () => {
  const lead = await site.office.waiting('c_promised');
  const told = await site.server.get(`/api/leads/${lead}/promises`, zhang.headers);
  expect(await told.json()).toEqual({ promises: [] });
  expect(await (await site.server.get('/api/promises?changed=true', zhang.headers)).json()).toMatchObject({ leads: [] });
  await expectProblem(await site.server.get('/api/promises?changed=perhaps', zhang.headers), 400);
  await expectProblem(await site.server.get('/api/leads/l_nobody/promises', zhang.headers), 404);
});

test('a lead goes from waiting to won', async () => {
  const lead = await site.office.waiting('c_story', { service: said('callcentre') });
  const post = (deed: string, body: object = {}) => site.server.post(`/api/leads/${lead}/${deed}`, body, zhang.headers);
  const list = await site.server.get('/api/leads?status=waiting&q=callcentre', zhang.headers);
  expect(await list.json()).toMatchObject({
    leads: [{ id: lead, status: 'waiting', grade: expect.any(String), headline: { en: 'service callcentre' } }],
  });
  await expectProblem(await post('reply', { id: '1', text: '您好' }), 409);
  expect(await (await post('claim')).json()).toMatchObject({ status: 'claimed', owner: { name: '张三' } });
  const replies = await Promise.all(Array.from({ length: 20 }, () => post('reply', { id: '1', text: '您好,我是张三' })));
  expect(new Set(await Promise.all(replies.map((reply) => reply.text()))).size).toBe(1);
  const { messages } = (await (await site.server.get(`/api/leads/${lead}/transcript`, zhang.headers)).json()) as {
    messages: { from: string }[];
  };
  expect(messages.map(({ from }) => from)).toEqual(['bot', 'bot', 'consultant']);
  expect((await post('typing')).status).toBe(204);
  await expectProblem(await post('close', { outcome: 'perhaps' }), 400);
  expect(await (await post('close', { outcome: 'won', reason: '已签约' })).json()).toMatchObject({ status: 'won' });
  expect(await (await site.server.get(`/api/leads/${lead}`, zhang.headers)).json()).toMatchObject({
    id: lead,
    status: 'won',
    conversation: 'c_story',
  });
  const counts = (await (await site.server.get('/api/stats', zhang.headers)).json()) as { byStatus: object };
  expect(counts.byStatus).toMatchObject({ won: 1 });
});

test('what a consultant types is kept with who typed it, and templates are at hand', async () => {
  const lead = await site.office.waiting('c_facts');
  const post = (deed: string, body: object = {}) => site.server.post(`/api/leads/${lead}/${deed}`, body, zhang.headers);
  const changed = await post('facts', { slot: 'scope', text: 'nationwide' });
  expect(await changed.json()).toMatchObject({ slots: { scope: { value: 'nationwide', by: 'consultant' } } });
  await expectProblem(await post('facts', { slot: 'scope', text: ' ' }), 400);
  expect((await post('quote')).status).toBe(200);
  expect((await site.office.store.auditTrail(lead)).map(({ what }) => what)).toEqual(['correct:scope', 'quote']);
  await post('claim');
  const mine = await (await site.server.get('/api/leads?owner=me', zhang.headers)).json();
  expect(mine).toMatchObject({ leads: expect.arrayContaining([expect.objectContaining({ id: lead })]) });
  const templates = await (await site.server.get('/api/reply-templates', zhang.headers)).json();
  expect(templates).toMatchObject({ firm: { en: 'Sample Ltd' }, templates: expect.any(Array) });
});

test('malformed requests are problems', async () => {
  const lead = await site.office.waiting('c_malformed');
  const get: typeof site.server.get = (path, headers) => site.server.get(path, headers);
  const post: typeof site.server.post = (path, body, headers) => site.server.post(path, body, headers);
  await expectProblem(await get('/api/leads?status=nonsense', zhang.headers), 400);
  await expectProblem(await get('/api/leads?limit=0', zhang.headers), 400);
  await expectProblem(await get('/api/stats?from=yesterday', zhang.headers), 400);
  await expectProblem(await get('/api/leads/l_nobody', zhang.headers), 404);
  await expectProblem(await post('/api/leads/l_nobody/claim', {}, zhang.headers), 404);
  await expectProblem(await post(`/api/leads/${lead}/fly`, {}, zhang.headers), 404);
  for (const body of ['{', { id: '1' }, { id: '1', text: ' ' }]) {
    await expectProblem(await post(`/api/leads/${lead}/reply`, body, zhang.headers), 400);
  }
  await expectProblem(await post(`/api/leads/${lead}/reply`, { id: '1', text: '字'.repeat(4001) }, zhang.headers), 413);
});

test('the table holds contacts only with consent, accounts for the reading, and no cell is a formula', async () => {
  const slots = { company: said('=HYPERLINK("http://evil.example","x")'), phone: said('+8613800000000') };
  const given = await site.office.waiting('c_csv-yes', { ...slots, consent: said(true) });
  await site.office.waiting('c_csv-no', { ...slots, consent: said(false) });
  const response = await site.server.get('/api/leads.csv', zhang.headers);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const table = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  expect(table.startsWith('\uFEFFid,')).toBe(true);
  const rows = table.split('\r\n');
  expect(rows.find((row) => row.startsWith(given))).toContain(`"'+8613800000000"`);
  expect(table.match(/13800000000/g)).toHaveLength(1);
  expect(table).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  expect(await site.office.store.auditTrail(given)).toMatchObject([{ what: 'read-contact', who: zhang.id }]);
  expect(['=1', '+1', '-1', '@a', '\tx', '＝1', '＠a', 'a,b', 'plain'].map(cell)).toEqual([
    `"'=1"`,
    `"'+1"`,
    `"'-1"`,
    `"'@a"`,
    `"'\tx"`,
    `"'＝1"`,
    `"'＠a"`,
    '"a,b"',
    'plain',
  ]);
});

test('a lead that is erased while the table is written is left out, and the rest is there', async () => {
  const { desk, store } = site.office;
  const [kept, gone] = [await site.office.waiting('c_csv-kept'), await site.office.waiting('c_csv-gone')];
  let table = '';
  for await (const part of leadsCsv(desk, { id: zhang.id, name: '张三', role: 'consultant' })) {
    if (table === '') await store.erase('c_csv-gone');
    table += part;
  }
  expect(table).toContain(kept);
  expect(table).not.toContain(gone);
  expect(table.endsWith('\r\n')).toBe(true);
});

test('who listens hears which lead something happened to, and no word of it', async () => {
  const lead = await site.office.waiting('c_live');
  const stop = new AbortController();
  const response = await fetch(`${site.server.url}/api/events`, { headers: zhang.headers, signal: stop.signal });
  await site.office.desk.claim(lead, { id: zhang.id, name: '张三', role: 'consultant' });
  let heard = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    heard += chunk;
    if (heard.includes('"state"')) break;
  }
  stop.abort();
  expect(heard).toContain(`event: lead\ndata: {"lead":"${lead}","type":"messages"`);
  expect(heard).not.toContain('handoff.claimed');
});

test('a login link lets one browser in once; its cookie works for our own page only', async () => {
  const lead = await site.office.waiting('c_cookie');
  const token = await site.office.staff.loginToken(zhang.id);
  const link = `/console/login?token=${token}`;
  await site.server.get(link, { 'sec-purpose': 'prefetch' });
  const entered = await site.server.get(link);
  expect(entered.status).toBe(303);
  const cookie = entered.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const again = await site.server.get(link);
  expect([again.headers.get('location'), again.headers.get('set-cookie')]).toEqual(['/console#expired', null]);

  const own = { cookie: cookie.split(';')[0] ?? '' };
  expect(await (await site.server.get('/api/staff/me', own)).json()).toMatchObject({ name: '张三' });
  const claim = (headers: Record<string, string>) => site.server.post(`/api/leads/${lead}/claim`, {}, { ...own, ...headers });
  await expectProblem(await claim({}), 403);
  await expectProblem(await claim({ 'x-yinlu-console': '1', origin: 'https://evil.example' }), 403);
  expect((await claim({ 'x-yinlu-console': '1', origin: site.server.url })).status).toBe(200);
  for (const forged of [`${own.cookie}x`, own.cookie.slice(0, -1), own.cookie.replace('v2', 'v1'), 'yinlu=v2.']) {
    await expectProblem(await site.server.get('/api/staff/me', { cookie: forged }), 401);
  }
});

test('an API token opens the console too, a wrong one does not', async () => {
  const signIn = (token: string, headers: Record<string, string> = { 'x-yinlu-console': '1' }) =>
    site.server.post('/console/sign-in', { token }, headers);
  await expectProblem(await signIn('yst.p_x.y'), 401);
  // A form on another site could send the token of its owner, and the visitor would work under that name.
  await expectProblem(await signIn(zhang.token, {}), 403);
  await expectProblem(await signIn(zhang.token, { 'x-yinlu-console': '1', origin: 'https://evil.example' }), 403);
  const entered = await signIn(zhang.token);
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect((await site.server.get('/api/leads', { cookie })).status).toBe(200);
  const left = await site.server.post('/console/sign-out', {}, { cookie, 'x-yinlu-console': '1' });
  expect(left.headers.get('set-cookie')).toContain('Max-Age=0');
});
