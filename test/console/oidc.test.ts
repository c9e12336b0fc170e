import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type IdentityProvider, identityProvider } from '../support/identity-provider.ts';
import { expectProblem } from '../web/expect-problem.ts';
import { expectAccessible, openConsole, pictured } from './console-browser.ts';
import { consoleServer } from './console-server.ts';

let provider: IdentityProvider;
const house = openConsole(async () => {
  const [port, providerPort] = await Promise.all([freePort(), freePort()]);
  provider = await identityProvider({
    port: providerPort,
    redirectUri: `http://127.0.0.1:${port}/console/oidc/callback`,
    accounts: {
      zhou: { email: 'Zhou@example.com', email_verified: true },
      stranger: { email: 'stranger@example.com', email_verified: true },
      // Anybody can call themselves anything.
      fake: { email: 'zhou@example.com', email_verified: false },
    },
  });
  return { provider: { ...provider, port } };
});

beforeAll(async () => {
  await house.site.office.staff.add({ name: '周顾问', role: 'consultant', email: 'zhou@example.com' });
});

afterAll(() => provider.close());

/** Presses through the provider's own pages under a login name. */
async function comes(login: string): Promise<Page> {
  const page = await (await house.browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 780 } })).newPage();
  await page.goto(`${house.site.server.url}/console`);
  await page.getByRole('link', { name: '用公司账号登录' }).click();
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  return page;
}

test('with the firm’s own account: a colleague comes in, a stranger and an unverified address do not', async () => {
  const zhou = await comes('zhou');
  await zhou.getByRole('heading', { name: '线索' }).waitFor();
  await zhou.reload();
  await zhou.getByRole('heading', { name: '线索' }).waitFor();
  for (const login of ['stranger', 'fake']) {
    const page = await comes(login);
    await page.getByText('没能登录').waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('yinlu');
    if (login === 'fake') {
      await expectAccessible(page);
      await pictured(page, 'stranger');
    }
    await page.context().close();
  }
  await zhou.context().close();
}, 90_000);

test('an answer that this browser did not ask for lets nobody in', async () => {
  const { server } = house.site;
  const begun = await server.get('/console/oidc');
  expect(begun.status).toBe(303);
  const asked = new URL(begun.headers.get('location') ?? '');
  expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
  expect(asked.searchParams.get('scope')).toBe('openid email');
  const cookie = begun.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
  const state = asked.searchParams.get('state') ?? '';
  const own = { cookie: cookie.split(';')[0] ?? '' };
  for (const [query, headers] of [
    [`?code=x&state=${state}`, {}],
    [`?code=x&state=${state}`, own],
    ['?code=x&state=other', own],
    [`?error=access_denied&state=${state}`, own],
    ['', own],
    [`?code=x&state=${state}`, { cookie: 'yinlu-oidc=e30' }],
  ] as const) {
    const back = await server.get(`/console/oidc/callback${query}`, headers);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/console#stranger']);
    expect(back.headers.get('set-cookie')).not.toContain('yinlu=');
  }
});

test('while the provider is down the page says so, and works again when it is back', async () => {
  const port = await freePort();
  const settings = { issuer: `http://localhost:${port}`, clientId: 'yinlu', clientSecret: 'none' };
  const site = await consoleServer({ provider: { ...settings, port: await freePort() } });
  const begun = (): Promise<Response> => site.server.get('/console/oidc');
  expect((await begun()).headers.get('location')).toBe('/console#no-provider');
  const late = await identityProvider({ port, redirectUri: `${site.server.url}/console/oidc/callback`, accounts: {} });
  expect((await begun()).headers.get('location')).toContain(`${settings.issuer}/auth?`);
  // Nobody makes this server press the provider.
  for (let tries = 2; tries < 60; tries++) await site.server.get('/console/oidc/callback');
  await Promise.all(['', '/callback'].map(async (path) => expectProblem(await site.server.get(`/console/oidc${path}`), 429)));
  await Promise.all([late.close(), site.close()]);
});
