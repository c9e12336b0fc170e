import type { Message } from '../../../bot/message.ts';
import type { Language } from '../../../bot/session/session.ts';

export interface Batch {
  readonly messages: readonly Message[];
  readonly cursor: number;
}

export interface Access {
  readonly conversation: string;
  readonly token: string;
}

export interface Opening {
  readonly language: Language;
  readonly page: string;
  readonly referrer: string;
  readonly campaign: Readonly<Record<string, string>>;
}

/** The server said no. Without a connection, `fetch` rejects with its own TypeError. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  /** How long the server asks us to wait. */
  readonly waitMs: number | undefined;

  constructor({ status, headers }: Response) {
    super(`${status}`);
    this.status = status;
    this.waitMs = Number(headers.get('retry-after')) * 1000 || undefined;
  }
}

/** The conversation is not ours, or not there (any more). */
export function isGone(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}

/** The web API as the widget uses it. */
export interface Api {
  open(opening: Opening): Promise<Access & Batch>;
  /** `replied` is false when the reply takes longer and will come as an event. */
  send(
    access: Access,
    message: { id: string; text: string } | { id: string; choice: string },
  ): Promise<Batch & { replied: boolean }>;
  messages(access: Access, after: number): Promise<Batch>;
  events(access: Access, after: number, signal: AbortSignal): Promise<Response>;
  /** Has a way into WeChat put into the conversation. */
  goOn(access: Access): Promise<unknown>;
}

export function apiOf(origin: string): Api {
  const base = `${origin}/api/conversations`;
  // The server's ids need no escaping.
  const at = ({ conversation }: Access, path: string): string => `${base}/${conversation}/${path}`;
  return {
    async open(opening) {
      return (await answer(base, { method: 'POST', headers: json, body: JSON.stringify(opening) }, 15_000)).json();
    },
    async send(access, message) {
      const request = { method: 'POST', headers: { ...json, ...key(access) }, body: JSON.stringify(message) };
      const response = await answer(at(access, 'messages'), request, 40_000);
      return { ...((await response.json()) as Batch), replied: response.status !== 202 };
    },
    async messages(access, after) {
      return (await answer(`${at(access, 'messages')}?after=${after}`, { headers: key(access) }, 15_000)).json();
    },
    async events(access, after, signal) {
      const headers = { ...key(access), accept: 'text/event-stream', 'last-event-id': String(after) };
      return accepted(await fetch(at(access, 'events'), { headers, signal }));
    },
    goOn: (access) => answer(at(access, 'wechat'), { method: 'POST', headers: key(access) }, 15_000),
  };
}

const json = { 'content-type': 'application/json' };

function key({ token }: Access): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

async function answer(url: string, request: RequestInit, timeoutMs: number): Promise<Response> {
  return accepted(await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) }));
}

function accepted(response: Response): Response {
  if (!response.ok) throw new RefusedError(response);
  return response;
}
