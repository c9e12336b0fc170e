import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { run } from '../../bot/commands/staff.ts';
import { loginLink } from '../../bot/leads/login-link.ts';
import { type Office, office, said } from './office.ts';

const main = fileURLToPath(new URL('../../bot/main.ts', import.meta.url));

/** The store stays open here while the commands run, as it does in a server. */
let one: Office;

beforeAll(async () => {
  one = await office();
});

afterAll(() => one.close());

async function npmRun(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], DATA_DIR: one.dir, PORT: '4000' } });
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { code, out, error };
}

/** `npm run staff -- …` without a process of its own: its exit code, and the first line of what it prints as an error. */
async function refused(...args: string[]): Promise<{ code: number; says: string | undefined }> {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  vi.stubEnv('DATA_DIR', one.dir);
  const code = await run(args).finally(() => {
    spy.mockRestore();
    vi.unstubAllEnvs();
  });
  return { code, says: lines.join('\n').split('\n')[0] };
}

test('somebody is added, listed and disabled while the server holds the store', async () => {
  const added = JSON.parse((await npmRun('staff', 'add', '--name', '张三', '--json')).out) as {
    id: string;
    token: string;
    loginLink: string;
  };
  expect(await one.staff.byToken(added.token)).toEqual({ id: added.id, name: '张三', role: 'consultant' });
  const link = new URL(added.loginLink);
  expect(link.origin + link.pathname).toBe('http://127.0.0.1:4000/console/login');
  expect(await one.staff.redeem(link.searchParams.get('token') ?? '')).toMatchObject({ id: added.id });

  const listed = await npmRun('staff', 'list');
  expect(listed.out).toContain('张三');
  expect(listed.out).not.toContain(added.token);
  expect((await npmRun('staff', 'disable', added.id)).code).toBe(0);
  expect(await one.staff.byToken(added.token)).toBeNull();
  const [mistaken, says] = [await npmRun('staff', 'raise'), 'unknown command "raise"'];
  expect([mistaken.code, mistaken.out, mistaken.error.split('\n')[0]]).toEqual([1, '', says]);
  const mistakes: readonly (readonly [readonly string[], string])[] = [
    [['add'], '--name is missing'],
    [['add', '--name', 'x', '--role', 'king'], '--role "king" is none of consultant, manager, owner'],
    [['add', '--name', 'x', '--email', 'x'], '--email "x" cannot be read; write an address such as lin@example.com'],
    [['login'], 'say whom to login by id; "npm run staff -- list" shows the ids'],
    [['disable', 'p_nobody'], 'there is nobody with the id "p_nobody"'],
  ];
  for (const [args, why] of mistakes) expect(await refused(...args)).toEqual({ code: 1, says: why });
});

test('a person is exported with everything and then erased, all but the note of it', async () => {
  const lead = await one.waiting('c_person', { phone: said('13800000000'), consent: said(true) });
  const { out } = await npmRun('export', '--lead', lead);
  expect(JSON.parse(out)).toMatchObject({
    lead,
    session: { state: { slots: { phone: { value: '13800000000' } } } },
    messages: [{ seq: 1, text: '您好' }],
    audit: [{ who: 'command line', what: 'export' }],
  });
  expect((await npmRun('erase', '--lead', lead)).code).toBe(0);
  expect((await one.store.load('c_person', [])).session).toBeNull();
  expect(await one.store.messages('c_person', 0, 10)).toEqual([]);
  expect((await one.store.leads({ limit: 10 })).leads).toEqual([]);
  expect((await one.store.auditTrail(lead)).map(({ what }) => what)).toEqual(['export', 'erase']);
  expect((await npmRun('export', '--lead', lead)).code).toBe(1);
});

test('a login link leads to where the server is reached', () => {
  expect(loginLink({ host: '0.0.0.0', port: 3000 }, 't')).toBe('http://localhost:3000/console/login?token=t');
  expect(loginLink({ host: '::1', port: 3000 }, 't')).toBe('http://[::1]:3000/console/login?token=t');
  expect(loginLink({ publicUrl: 'https://bot.example.com', host: '0.0.0.0', port: 3000 }, 't')).toBe(
    'https://bot.example.com/console/login?token=t',
  );
});
