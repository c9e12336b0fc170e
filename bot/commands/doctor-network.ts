import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '../config.ts';
import { createClient } from '../store/redis-client.ts';
import { problemOf, type Finding } from './doctor-finding.ts';

const deadlineMs = 5000;
/** A second is what two machines with NTP never reach. */
const skewMs = 1000;

/** How far this machine's clock is from that of Redis; nothing without Redis, or when it cannot be asked (the store's check says so). */
export async function clockOf({ redisUrl }: Config): Promise<readonly Finding[]> {
  if (!redisUrl) return [];
  const url = redisUrl.split(',')[0]?.trim() ?? redisUrl;
  const client = createClient({ url, socket: { connectTimeout: deadlineMs, reconnectStrategy: false } });
  // The client also emits what its calls reject with, and an error event that nobody hears ends the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const asked = Date.now();
    const [seconds, microseconds] = await client.sendCommand<[string, string]>(['TIME']);
    const here = (asked + Date.now()) / 2;
    const ms = Math.round(Math.abs(Number(seconds) * 1000 + Number(microseconds) / 1000 - here));
    const right = ms <= skewMs;
    return [{ name: 'clock', level: right ? 'ok' : 'warn', outcome: right ? 'right' : 'off', values: { ms } }];
  } catch {
    return [];
  } finally {
    if (client.isOpen) client.destroy();
  }
}

/** Whether the server could listen, or does so already. */
export async function portOf({ host, port }: Config): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    return { name: 'port', level: 'ok', outcome: 'free', values: { host, port } };
  } catch (error) {
    const answer = await ask(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/healthz`, 'GET');
    if (answer.status === 200) return { name: 'port', level: 'ok', outcome: 'ours', values: { host, port } };
    return { name: 'port', level: 'fail', outcome: 'taken', values: { host, port, problem: problemOf(error) } };
  }
}

/** A warning at most: the server need not be running while this is asked. */
export async function publicUrlOf({ publicUrl }: Config): Promise<Finding> {
  if (!publicUrl) return { name: 'public-url', level: 'ok', outcome: 'unset', values: {} };
  const { status, problem } = await ask(`${publicUrl}/healthz`, 'GET');
  if (status === 200) return { name: 'public-url', level: 'ok', outcome: 'reached', values: { url: publicUrl } };
  return { name: 'public-url', level: 'warn', outcome: 'astray', values: { url: publicUrl, problem } };
}

/** The list of models costs nothing to ask for. A service without such a list answers 404 and may be as good as any. */
export async function modelOf({ model: service }: Config): Promise<Finding> {
  if (!service) return { name: 'model', level: 'ok', outcome: 'unset', values: {} };
  const { apiKey, model, baseUrl = 'https://api.openai.com/v1' } = service;
  const { status, problem } = await ask(`${baseUrl}/models`, 'GET', { authorization: `Bearer ${apiKey}` });
  const values = { model, url: new URL(baseUrl).origin, problem };
  if (status === 200 || status === 404) return { name: 'model', level: 'ok', outcome: 'reached', values };
  const outcome = status === 401 || status === 403 ? 'refused' : 'unreachable';
  // The bot works without it.
  return { name: 'model', level: 'warn', outcome, values };
}

async function ask(
  url: string,
  method: 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; problem: string }> {
  try {
    const response = await fetch(url, { method, headers, redirect: 'manual', signal: AbortSignal.timeout(deadlineMs) });
    await response.body?.cancel();
    return { status: response.status, problem: `HTTP ${response.status}` };
  } catch (error) {
    return { status: 0, problem: problemOf(error) };
  }
}
