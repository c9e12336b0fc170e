import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from './node-http.ts';

/** A refusal as the client sees it (RFC 9457). Its words are for the client: no stack, no secret, no message text. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly retryable: boolean;
  readonly status: number;
  readonly kind: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, detail: string, more: ProblemDetails = {}) {
    super(detail, { cause: more.cause });
    this.status = status;
    this.kind = more.kind ?? kinds[status] ?? 'refused';
    this.headers = more.headers ?? {};
    this.extra = more.extra ?? {};
    this.retryable = status === 429 || status === 503;
  }
}

export interface ProblemDetails {
  /** The last part of the problem's type, when the status alone does not say it. */
  readonly kind?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, such as the owner of a lead. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Writes a problem; does nothing when an answer has begun already. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify({
    ...problem.extra,
    type: `urn:yinlu:problem:${problem.kind}`,
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
  });
  response.writeHead(problem.status, {
    ...problem.headers,
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

const kinds: Readonly<Record<number, string>> = {
  400: 'malformed',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'too-large',
  415: 'unsupported-encoding',
  429: 'too-fast',
  500: 'internal',
  503: 'unavailable',
};
