import { setTimeout as sleep } from 'node:timers/promises';
import { Router } from 'express';
import type { Front } from '../../bot/ports.ts';
import { isLoopback } from './client-address.ts';
import type { Gate } from './gate.ts';
import type { Metrics, StandingAlarms } from './metrics.ts';
import { Problem } from './problem.ts';
import { sendJson } from './reply.ts';
import { bearerOf } from './visitor-token.ts';

export interface HealthDeps {
  readonly front: Front;
  readonly gate: Gate;
  readonly metrics: Metrics;
  readonly draining: () => boolean;
  /** Lines that `/readyz` adds about parts without which the server still works, such as a channel that is signed out. */
  readonly notes?: () => readonly string[];
  /** Whether a bearer token may read the metrics from elsewhere. */
  readonly mayMeasure: (token: string) => Promise<boolean>;
  /** Waiting leads that nobody could be told about. */
  readonly alarms?: StandingAlarms;
}

/** What an operator's tools ask: `/healthz`, `/readyz`, `/metrics`. */
export function health(deps: HealthDeps): Router {
  const router = Router();
  const ready = readiness(deps.front);
  router.use((request, response, next) => {
    deps.gate.prepare(request, response);
    next();
  });
  router.get('/healthz', (_, response) => void response.type('text/plain').send('ok\n'));
  router.get('/readyz', async (request, response) => {
    if (deps.draining()) throw new Problem(503, 'The server is about to stop.');
    await ready();
    const { count, since } = (await deps.alarms?.().catch(() => null)) ?? { count: 0 };
    const notes = deps.notes?.() ?? [];
    if (request.accepts(['text', 'json']) === 'json')
      return sendJson(response, 200, { status: 'ready', alarms: { count, since }, ...(notes.length > 0 && { notes }) });
    // Messages are taken all the same: a load balancer must not send people elsewhere because a chat group is away.
    const alarm = count === 0 ? [] : [`alarms: ${count} since ${since}`];
    response.type('text/plain').send(['ready', ...alarm, ...notes, ''].join('\n'));
  });
  router.get('/metrics', async (request, response) => {
    const token = bearerOf(request.headers.authorization);
    // A proxy on this machine makes everybody loopback; its header gives it away.
    const local = isLoopback(deps.gate.address(request)) && request.headers['x-forwarded-for'] === undefined;
    if (!local && !(token && (await deps.mayMeasure(token)))) {
      throw new Problem(401, 'A token is needed from here.', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    const { body, type } = await deps.metrics.render();
    response.type(type).send(body);
  });
  return router;
}

/** Anybody may ask, and the store writes to answer: so it is asked once a second at most. */
function readiness(front: Front): () => Promise<void> {
  let asked = { at: -Infinity, answer: Promise.resolve() };
  return () => {
    const at = performance.now();
    if (at - asked.at > askedAgainMs) asked = { at, answer: askStore(front) };
    return asked.answer;
  };
}

async function askStore(front: Front): Promise<void> {
  const silent = sleep(readyWithinMs, undefined, { ref: false }).then(() => {
    throw new Error('the store does not answer');
  });
  try {
    await Promise.race([front.ready(), silent]);
  } catch (cause) {
    throw new Problem(503, 'The store cannot take messages now.', { cause });
  }
}

const readyWithinMs = 2000;
const askedAgainMs = 1000;
