import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets pages of the allowed origins read the answer. Of any other origin nothing is said, so that its browser keeps the answer from
 * it; pages of our own origin need no permission.
 */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, allowed: ReadonlySet<string>): void {
  response.appendHeader('Vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !allowed.has(origin)) return;
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
}

/** Answers a preflight. A refused one gets the same answer without the permissions. */
export function answerPreflight(response: ServerResponse): void {
  if (response.hasHeader('Access-Control-Allow-Origin')) {
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type, Last-Event-ID');
    response.setHeader('Access-Control-Max-Age', '7200');
  }
  response.writeHead(204);
  response.end();
}
