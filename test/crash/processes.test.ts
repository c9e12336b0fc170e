import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../bot/message.ts';
import { startApp } from '../bench/app-server.ts';
import type { Daemon } from '../bench/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { HttpConnection, postOf } from '../bench/http-connection.ts';
import { startRedis } from '../bench/redis-server.ts';
import { faultsOf } from './faults.ts';
import { converse, transcriptOf, type Talk } from './prospect.ts';

describe('two servers on one Redis', () => {
  let dir = '';
  const daemons: Daemon[] = [];
  let ports: readonly [number, number] = [0, 0];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'yinlu-processes-'));
    const redis = await startRedis({ dir: join(dir, 'redis'), fsync: 'always' });
    daemons.push(redis);
    const start = async (name: string): Promise<Daemon> =>
      startApp({ port: await freePort(), dataDir: join(dir, name), redisPort: redis.port });
    const [one, other] = await Promise.all([start('one'), start('other')]);
    daemons.unshift(one, other);
    ports = [one.port, other.port];
  });

  afterAll(async () => {
    for (const daemon of daemons) await daemon.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('keep the order of conversations that come through both by turns', async () => {
    const talks = await Promise.all(Array.from({ length: 50 }, () => converse(ports, { pause: () => 0 })));
    const faults: string[] = [];
    for (const talk of talks) faults.push(...faultsOf(talk, await transcriptOf(ports[1], talk)));
    expect(faults).toEqual([]);
  });

  it('answer a message once that is sent to both at the same time, with the same words', async () => {
    const talks = await Promise.all(Array.from({ length: 20 }, () => opened(ports[0])));
    for (const talk of talks) {
      const send = (port: number): Promise<readonly Message[]> => said(port, talk, { id: 'same', text: '你好' });
      const [one, other] = await Promise.all([send(ports[0]), send(ports[1])]);
      expect(one.map(({ seq }) => seq)).toEqual(other.map(({ seq }) => seq));
      const transcript = await transcriptOf(ports[0], talk);
      expect(transcript.filter(({ from }) => from === 'prospect')).toHaveLength(1);
    }
  });

  it('keep both of two messages that are sent to one each at the same time, and answer each', async () => {
    const talks = await Promise.all(Array.from({ length: 20 }, () => opened(ports[0])));
    for (const talk of talks) {
      const texts = ['全国的', '注册资本一千万'];
      const replies = await Promise.all(
        texts.map((text, index) => said(ports[index] as number, talk, { id: `m${index}`, text })),
      );
      expect(replies.every((messages) => messages.some(({ from }) => from === 'bot'))).toBe(true);
      const transcript = await transcriptOf(ports[1], talk);
      expect(transcript.map(({ seq }) => seq)).toEqual(transcript.map((_, index) => index + 1));
      expect(
        transcript
          .filter(({ from }) => from === 'prospect')
          .map(({ text }) => text)
          .toSorted(),
      ).toEqual(texts.toSorted());
    }
  });
});

async function opened(port: number): Promise<Talk> {
  const { conversation, token, messages } = (await ask(port, postOf('/api/conversations', {}))) as Talk & { messages: Message[] };
  return { conversation, token, greeting: messages, acknowledged: [] };
}

async function said(
  port: number,
  { conversation, token }: Talk,
  message: { id: string; text: string },
): Promise<readonly Message[]> {
  const reply = await ask(port, postOf(`/api/conversations/${conversation}/messages`, message, token));
  return (reply as { messages: readonly Message[] }).messages;
}

async function ask(port: number, bytes: string): Promise<unknown> {
  const connection = new HttpConnection(port);
  try {
    return JSON.parse((await connection.request(bytes)).body.toString());
  } finally {
    connection.close();
  }
}
