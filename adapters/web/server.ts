import type { RequestListener, Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import type { Front } from '../../bot/ports.ts';
import type { Language } from '../../bot/session/session.ts';
import { conversations } from './conversations.ts';
import type { Pace } from './event-stream.ts';
import { type Gate, gate, type GateSettings } from './gate.ts';
import { health } from './health.ts';
import { hotRoute } from './hot.ts';
import { type Doors, openDoors } from './doors.ts';
import { visitorListeners } from './listeners.ts';
import { type Metrics, metrics, type StandingAlarms } from './metrics.ts';
import { openApi } from './openapi.ts';
import { Problem } from './problem.ts';
import { isForReading, sendRefusedPage } from './refused.ts';
import { type IsStaff, type Quotes, quotePages } from './quotes.ts';
import { pageHeaders } from './security-headers.ts';
import { type Asset, site } from './site.ts';
import { createServer } from './node-http.ts';

export interface WebDeps extends GateSettings {
  readonly front: Front;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly quotes: Quotes;
  /** Whether a request comes from one of the firm's own people: what they look at is no news. */
  readonly isStaff?: IsStaff;
  /** Routes of other parts (console, WeChat), by the path under which they hang. */
  readonly routers?: readonly Routes[];
  readonly mayMeasure: (token: string) => Promise<boolean>;
  /** Waiting leads that nobody could be told about. */
  readonly alarms?: StandingAlarms;
  readonly notes?: () => readonly string[];
  readonly goOn?: (conversation: string) => Promise<void>;
  readonly speak: (conversation: string, language: Language) => Promise<unknown>;
  readonly replyWithinMs?: number;
  readonly pace?: Pace;
}

export interface Routes {
  readonly path: string;
  readonly router: Router;
  /** Ends what would otherwise stay open. */
  readonly drain?: () => void;
}

/** The web server of one process, before it listens. */
export interface WebApp {
  readonly express: Express;
  /** What a server runs for each request: the hot route, then Express. */
  readonly handle: RequestListener;
  readonly metrics: Metrics;
  /** From now on `/readyz` is 503; event streams end and tell their clients to come back. */
  drain(): void;
  /** Resolves when no turn is running whose request was answered before its end. */
  settled: () => Promise<unknown>;
}

export function webApp(deps: WebDeps): WebApp {
  let draining = false;
  const doors = gate(deps);
  const onFailure = (error: unknown): void => deps.log.error({ error }, 'an event stream could not read its transcript');
  const listeners = visitorListeners({ front: deps.front, onFailure });
  const counts = metrics({ ...deps, listening: () => listeners.count });
  const late = lateTurns(deps.log);
  const hot = hotRoute({
    ...deps,
    gate: doors,
    onTurn: (seconds) => counts.turn(seconds),
    replyWithinMs: deps.replyWithinMs ?? defaultReplyWithinMs,
    onLate: late.add,
  });
  const app = expressApp(deps, doors, (application) => {
    application.use(conversations({ ...deps, gate: doors, hot, listeners, pace: deps.pace ?? defaultPace }));
    application.use(health({ ...deps, gate: doors, metrics: counts, draining: () => draining }));
  });
  return {
    express: app,
    metrics: counts,
    handle(request, response) {
      if (draining) response.setHeader('Connection', 'close');
      if (!hot(request, response)) app(request, response);
    },
    settled: late.settled,
    drain() {
      draining = true;
      listeners.close();
      for (const routes of deps.routers ?? []) routes.drain?.();
    },
  };
}

/** Express with what is the same for every request around the given routes. */
function expressApp(deps: WebDeps, doors: Gate, addRoutes: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  addRoutes(app);
  app.get('/api/openapi.json', openApi(doors));
  app.use(withHeaders(pageHeaders(deps.publicUrl?.startsWith('https:') ?? false)));
  for (const { path, router } of deps.routers ?? []) app.use(path, router);
  app.use('/quotes', quotePages(deps.quotes, deps.isStaff));
  app.use(site(deps.assets));
  app.use((request) => {
    throw new Problem(404, `There is nothing at ${request.method} ${request.path.slice(0, 200)}.`);
  });
  app.use(refusing(doors));
  return app;
}

export interface Listening {
  readonly port: number;
  connections(): Promise<number>;
  /** Takes no new connections, lets running turns finish, and resolves when everything is closed, at the latest after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

export interface ListenAt {
  readonly port: number;
  readonly host: string;
  /** How long a client may take to send a request; half of it for the head. */
  readonly patienceMs?: number;
}

/** Binds a port. A client that sends its request drop by drop is cut off. */
export async function listen(app: WebApp, { port, host, patienceMs = requestPatienceMs }: ListenAt): Promise<Listening> {
  const server = createServer(
    {
      headersTimeout: patienceMs / 2,
      requestTimeout: patienceMs,
      connectionsCheckingInterval: patienceMs / 4,
      keepAliveTimeout: 65_000,
    },
    app.handle,
  );
  const doors = await openDoors(server, { port, host });
  return {
    port: doors.port,
    connections: () => doors.connections(),
    close: (withinMs) => close(app, { server, doors }, withinMs),
  };
}

async function close(
  app: WebApp,
  { server, doors }: { readonly server: Server; readonly doors: Doors },
  withinMs: number,
): Promise<void> {
  app.drain();
  const closed = doors.close();
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const last = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  // A message that was answered with "later" is not lost because the process ends now.
  await Promise.race([app.settled(), sleep(withinMs, undefined, { ref: false })]);
  clearInterval(sweep);
  clearTimeout(last);
}

/** Turns whose client was told that the reply comes later. Nobody else would hear of their failure. */
function lateTurns(log: WebDeps['log']): {
  add: (turn: Promise<unknown>, conversation: string) => void;
  settled: WebApp['settled'];
} {
  const running = new Set<Promise<unknown>>();
  return {
    add(turn, conversation) {
      const done = turn
        .catch((error: unknown) => log.error({ error, conversation }, 'a turn failed after its client was told to wait'))
        .finally(() => running.delete(done));
      running.add(done);
    },
    settled: () => Promise.allSettled(running),
  };
}

function withHeaders(headers: ReadonlyMap<string, string>): express.RequestHandler {
  return (_, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function refusing(doors: Gate): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  // oxlint-disable-next-line max-params
  return (error, request, response, _next) => {
    if (!isForReading(request)) return doors.refuse(error, request, response);
    const { status, headers } = doors.judge(error, request);
    response.set(headers);
    sendRefusedPage(request, response, status);
  };
}

const requestPatienceMs = 20_000;
const defaultReplyWithinMs = 25_000;
const defaultPace: Pace = { heartbeatMs: 15_000, patienceMs: 30_000 };
