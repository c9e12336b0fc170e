import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The headers that let pages of the allowed origins read the answer, names and values in turn. Of any other origin nothing is said, so
 * that its browser keeps the answer from it; pages of our own origin need no permission.
 */
export function originHeaders({ headers: { origin } }: IncomingMessage, allowed: ReadonlySet<string>): readonly string[] {
  if (origin === undefined || !allowed.has(origin)) return forNobody;
  return [...forNobody, 'Access-Control-Allow-Origin', origin, 'Access-Control-Expose-Headers', 'Retry-After'];
}

const forNobody = ['Vary', 'Origin'];

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
