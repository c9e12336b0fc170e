import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { cookie } from '../../adapters/console/cookie.ts';

test('over https a cookie is taken from this host alone: one that another host of the domain has set is not seen', () => {
  const own = cookie({ name: 'yinlu-oidc', sameSite: 'Lax', secure: true });
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  own.set(response, 'mine', 600);
  expect(response.getHeader('Set-Cookie')).toBe('__Host-yinlu-oidc=mine; Path=/; HttpOnly; SameSite=Lax; Max-Age=600; Secure');
  request.headers.cookie = 'yinlu-oidc=theirs';
  expect(own.in(request)).toBeUndefined();
  request.headers.cookie = 'yinlu-oidc=theirs; __Host-yinlu-oidc=mine';
  expect(own.in(request)).toBe('mine');
});
