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
  readonly status: number;
  /** How long the server asks us to wait. */
  readonly waitMs: number | undefined;

  constructor({ status, headers }: Response) {
    super();
    this.status = status;
    this.waitMs = Number(headers.get('retry-after')) * 1000 || undefined;
  }
}

/** The conversation is not ours, or not there (any more). */
export function isGone(status: number): boolean {
  return [401, 403, 404].includes(status);
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
  /** Has the bot speak another language from now on; it puts its open question again. */
  speak(access: Access, language: Language): Promise<unknown>;
  /** Has a way into WeChat put into the conversation. */
  goOn(access: Access): Promise<unknown>;
}

export function apiOf(origin: string): Api {
  const base = `${origin}/api/conversations`;
  // The server's ids need no escaping.
  const at = ({ conversation }: Access, path: string): string => `${base}/${conversation}/${path}`;
  return {
    async open(opening) {
      return (await post(base, opening, {})).json();
    },
    async send(access, message) {
      const response = await post(at(access, 'messages'), message, key(access), 40_000);
      return { ...((await response.json()) as Batch), replied: response.status !== 202 };
    },
    async messages(access, after) {
      return (await answer(`${at(access, 'messages')}?after=${after}`, { headers: key(access) })).json();
    },
    async events(access, after, signal) {
      const headers = { ...key(access), accept: 'text/event-stream', 'last-event-id': String(after) };
      return accepted(await fetch(at(access, 'events'), { headers, signal }));
    },
    speak: (access, language) => post(at(access, 'language'), { language }, key(access)),
    goOn: (access) => post(at(access, 'wechat'), {}, key(access)),
  };
}

function key({ token }: Access): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

// oxlint-disable-next-line max-params -- one line each where it is called
function post(url: string, body: object, headers: Record<string, string>, timeoutMs?: number): Promise<Response> {
  return answer(
    url,
    { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) },
    timeoutMs,
  );
}

async function answer(url: string, request: RequestInit, timeoutMs = 15_000): Promise<Response> {
  return accepted(await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutMs) }));
}

function accepted(response: Response): Response {
  if (!response.ok) throw new RefusedError(response);
  return response;
}
