import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from './client-address.ts';
import { originHeaders } from './cors.ts';
import type { Log } from './log.ts';
import { problemOf } from './problem-of.ts';
import { Problem, sendProblem } from './problem.ts';
import { type RateLimit, rateLimit } from './rate-limit.ts';
import { apiHeaders } from './security-headers.ts';
import { bearerOf, type VisitorTokens, visitorTokens } from './visitor-token.ts';

/** What each API route does before and after its own work, inside Express and before it. */
export interface Gate {
  readonly tokens: VisitorTokens;
  readonly limit: RateLimit;
  /** The headers that every API answer has, names and values in turn. */
  headers(request: IncomingMessage): readonly string[];
  /** Sets them one by one, for Express. */
  prepare(request: IncomingMessage, response: ServerResponse): void;
  /** Throws 401 without a good token, 404 when it opens another conversation. */
  admit(request: IncomingMessage, conversation: string): void;
  address(request: IncomingMessage): string;
  /** The problem that an error amounts to; what is our own fault is logged. */
  judge(error: unknown, request: IncomingMessage): Problem;
  /** Answers with that problem. */
  refuse(error: unknown, request: IncomingMessage, response: ServerResponse): void;
}

export interface GateSettings {
  readonly secret: string;
  readonly publicUrl?: string;
  readonly allowedOrigins: readonly string[];
  readonly rateLimit: number;
  readonly log: Log;
  readonly now: () => Date;
}

export function gate(settings: GateSettings): Gate {
  const { publicUrl, log, now } = settings;
  const tokens = visitorTokens(settings.secret);
  const always = [...apiHeaders(publicUrl?.startsWith('https:') ?? false)].flat();
  const origins = new Set(settings.allowedOrigins);
  const headers = (request: IncomingMessage): readonly string[] => [...always, ...originHeaders(request, origins)];
  const judge: Gate['judge'] = (error, request) => {
    const problem = problemOf(error);
    // The path without its query: a key may stand there.
    const path = request.url?.split('?')[0];
    if (problem.status >= 500) log.error({ error, method: request.method, path }, 'a request failed');
    return problem;
  };
  return {
    tokens,
    limit: rateLimit(settings.rateLimit),
    headers,
    prepare(request, response) {
      const list = headers(request);
      for (let index = 0; index < list.length; index += 2) response.appendHeader(list[index] ?? '', list[index + 1] ?? '');
    },
    admit(request, conversation) {
      const token = bearerOf(request.headers.authorization);
      const opened = token === null ? null : tokens.open(token, now().getTime());
      if (opened === null)
        throw new Problem(401, 'The token is missing or not valid.', { headers: { 'WWW-Authenticate': 'Bearer' } });
      if (opened !== conversation) throw new Problem(404, 'There is no such conversation.');
    },
    // Without a public address there is no proxy in front of us whose word could be taken.
    address: (request) => clientAddress(request, publicUrl !== undefined),
    judge,
    refuse: (error, request, response) => sendProblem(response, judge(error, request)),
  };
}
