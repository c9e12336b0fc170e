import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as round } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDoors } from '../../adapters/web/doors.ts';

test('a crowd is let in within a few rounds of the loop, is served, and is gone when the doors are closed', async () => {
  const server = createServer((_, response) => response.end('welcome'));
  const doors = await openDoors(server, { port: 0, host: '127.0.0.1' });
  const crowd = Array.from({ length: 120 }, () => connect(doors.port, '127.0.0.1'));
  await Promise.all(crowd.map((socket) => once(socket, 'connect')));
  let rounds = 0;
  for (; (await doors.connections()) < crowd.length; rounds++) await round();
  expect(rounds).toBeLessThan(60);
  const answers = crowd.map(async (socket) => {
    socket.end('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    return String((await once(socket, 'data'))[0]);
  });
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1\.1 200 .*welcome$/s);
  await doors.close();
  expect(await doors.connections()).toBe(0);
});

test('a port that is in use is refused, though the other one would share it', async () => {
  const first = await openDoors(createServer(), { port: 0, host: '127.0.0.1' });
  await expect(openDoors(createServer(), { port: first.port, host: '127.0.0.1' })).rejects.toThrow('EADDRINUSE');
  await first.close();
  const second = await openDoors(createServer(), { port: first.port, host: '127.0.0.1' });
  expect(second.port).toBe(first.port);
  await second.close();
});
