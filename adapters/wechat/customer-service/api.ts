import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type Token, tokenKeeper } from '../token.ts';
import { faultOf, WecomCallError } from './call-error.ts';

export interface WecomSettings {
  readonly corpId: string;
  readonly secret: string;
  readonly apiBase: string;
}

export interface ApiDeps extends WecomSettings {
  readonly now: () => number;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Told of each call: its path and what became of it (`ok` or a code). */
  readonly onCall?: (call: string, outcome: string) => void;
}

/** The calls of WeCom that customer service needs. Rejects with WecomCallError. */
export interface WecomApi {
  call<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T>;
  get<T>(path: string, query: Readonly<Record<string, string>>, schema: z.ZodType<T>): Promise<T>;
}

const retries = 3;

/** Calls WeCom with a token that is fetched once for all who need it, and anew, once, when WeCom no longer knows it. */
export function wecomApi(deps: ApiDeps): WecomApi {
  const tokens = tokenKeeper(() => fetchToken(deps), deps.now);
  const authorised = async (path: string, asking: Asking): Promise<unknown> => {
    const token = await tokens.get();
    const withToken = (access_token: string): Asking => ({ ...asking, query: { ...asking.query, access_token } });
    try {
      return await insisting(deps, path, withToken(token));
    } catch (error) {
      if (!(error instanceof WecomCallError) || !staleToken.has(error.code)) throw error;
      // Only the one that was refused: another call has perhaps fetched a new one already.
      tokens.drop(token);
      return insisting(deps, path, withToken(await tokens.get()));
    }
  };
  return {
    call: async (path, body, schema) => schema.parse(await authorised(path, { body })),
    get: async (path, query, schema) => schema.parse(await authorised(path, { query })),
  };
}

const staleToken = new Set([40014, 42001]);
const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

async function fetchToken(deps: ApiDeps): Promise<Token> {
  const query = { corpid: deps.corpId, corpsecret: deps.secret };
  const answer = tokenSchema.parse(await insisting(deps, 'gettoken', { query }));
  return { token: answer.access_token, expiresInMs: answer.expires_in * 1000 };
}

const passing = new Set([-1, 6000]);

interface Asking {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Tries again what had no effect because WeCom was busy. */
async function insisting(deps: ApiDeps, path: string, asking: Asking): Promise<unknown> {
  for (let tries = 1; ; tries++) {
    try {
      const answer = await ask(deps, path, asking);
      deps.onCall?.(path, 'ok');
      return answer;
    } catch (error) {
      if (!(error instanceof WecomCallError)) throw error;
      deps.onCall?.(path, error.code === 0 ? 'no-answer' : String(error.code));
      if (!passing.has(error.code) || tries > retries) throw error;
      await pause(50 * 2 ** tries * (0.5 + Math.random()));
    }
  }
}

async function ask({ apiBase, fetch: send = fetch, timeoutMs = 8000 }: ApiDeps, path: string, asking: Asking): Promise<unknown> {
  const query = new URLSearchParams(asking.query);
  let answer: unknown;
  try {
    const response = await send(`${apiBase}/cgi-bin/${path}?${query}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      // JSON as UTF-8: WeCom would show `\uXXXX` as it stands.
      ...(asking.body && {
        method: 'POST',
        body: JSON.stringify(asking.body),
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
    });
    answer = await response.json();
  } catch (cause) {
    throw new WecomCallError(path, { fault: 'unknown', message: 'there was no readable answer', cause });
  }
  const { errcode, errmsg } = statusSchema.parse(answer);
  if (errcode === 0) return answer;
  throw new WecomCallError(path, { fault: faultOf(errcode), code: errcode, message: errmsg });
}

const statusSchema = z.object({ errcode: z.number().default(0), errmsg: z.string().default('') });
