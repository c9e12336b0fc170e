import { type Listening, listen, webApp, type WebApp, type WebDeps } from '../../adapters/web/server.ts';
import { EchoFront } from './echo-front.ts';

export const secret = 'a secret for tests that is long enough to be one';

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly app: WebApp;
  readonly front: EchoFront;
  readonly listening: Listening;
  readonly errors: object[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  open(): Promise<Visitor>;
  close(): Promise<void>;
}

export interface Visitor {
  readonly conversation: string;
  readonly token: string;
  readonly path: string;
  readonly headers: { readonly authorization: string };
  say(id: string, text: string): Promise<Response>;
}

/** A real server on a free port, in front of the echo bot. */
export async function running({
  patienceMs,
  port = 0,
  ...more
}: Partial<WebDeps> & { patienceMs?: number; port?: number } = {}): Promise<Running> {
  const front = new EchoFront();
  const errors: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (details: object) => void errors.push(details) };
  const app = webApp({
    front,
    secret,
    allowedOrigins: [],
    rateLimit: 0,
    log,
    now: () => new Date(),
    assets: new Map(),
    quotes: { find: async () => null, render: async () => ({ body: '', type: 'text/plain' }) },
    speak: async () => {},
    mayMeasure: async (token) => token === 'measure',
    ...more,
  });
  const listening = await listen(app, { port, host: '127.0.0.1', ...(patienceMs !== undefined && { patienceMs }) });
  const url = `http://127.0.0.1:${listening.port}`;
  const post: Running['post'] = (path, body, headers = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get: Running['get'] = (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' });
  const open = async (): Promise<Visitor> => {
    const opened = await post('/api/conversations', { language: 'zh-Hans' });
    const { conversation, token } = (await opened.json()) as { conversation: string; token: string };
    const headers = { authorization: `Bearer ${token}` };
    const path = `/api/conversations/${conversation}`;
    return { conversation, token, path, headers, say: (id, text) => post(`${path}/messages`, { id, text }, headers) };
  };
  return { url, port: listening.port, app, front, listening, errors, post, get, open, close: () => listening.close(500) };
}
