import type { ServerResponse } from 'node:http';

/** Writes a JSON answer beside the headers that are set already. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  reply({ response, headers: [] }, status, value);
}

/**
 * Writes a JSON answer with these headers, names and values in turn. Given with the status they cost little; set one by one before
 * it, more than all else about the answer.
 */
export function reply(
  { response, headers }: { response: ServerResponse; headers: readonly string[] },
  status: number,
  value: unknown,
): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify(value);
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, [...headers, 'Content-Type', 'application/json; charset=utf-8', 'Content-Length', length]);
  response.end(body);
}
