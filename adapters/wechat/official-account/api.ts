import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { faultOf, OfficialCallError } from './call-error.ts';
import { tokenKeeper } from '../token.ts';

export interface ApiSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly apiBase: string;
}

export interface ApiDeps extends ApiSettings {
  readonly now: () => number;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  /** Told of each call: its path and what became of it (`ok` or a code). */
  readonly onCall?: (call: string, outcome: string) => void;
}

/** The calls that an official account needs. They reject with OfficialCallError. */
export interface OfficialApi {
  post(path: string, body: object): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

const retries = 3;

/**
 * Calls WeChat with a stable token: several programs may use the account without taking it from each other. A token that WeChat no
 * longer takes is fetched anew and the call made again, once. What WeChat was too busy for had no effect and is tried again; what it
 * may have done already is never repeated here.
 */
export function officialApi(deps: ApiDeps): OfficialApi {
  const tokens = tokenKeeper(() => fetchToken(deps), deps.now);
  const authorised = async (path: string, body?: object): Promise<unknown> => {
    const token = await tokens.get();
    try {
      return await insisting(deps, path, { token, body });
    } catch (error) {
      if (!(error instanceof OfficialCallError) || error.fault !== 'token') throw error;
      tokens.drop(token);
      return insisting(deps, path, { token: await tokens.get(), body });
    }
  };
  return { post: authorised, get: (path) => authorised(path) };
}

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number() });

async function fetchToken(deps: ApiDeps): Promise<{ token: string; expiresInMs: number }> {
  const { appId: appid, appSecret: secret } = deps;
  const body = { grant_type: 'client_credential', appid, secret, force_refresh: false };
  const answer = tokenSchema.parse(await insisting(deps, 'stable_token', { body }).catch(withoutEffect));
  return { token: answer.access_token, expiresInMs: answer.expires_in * 1000 };
}

/** Asked for twice, a token is the same: whatever was to be called with it was not. */
function withoutEffect(cause: unknown): never {
  if (!(cause instanceof OfficialCallError) || cause.fault !== 'unknown') throw cause;
  throw new OfficialCallError(cause.call, { fault: 'busy', message: 'there was no token', cause });
}

interface Asking {
  readonly token?: string;
  readonly body?: object | undefined;
}

async function insisting(deps: ApiDeps, path: string, asking: Asking): Promise<unknown> {
  // What stands behind it says who somebody is.
  const [call = path] = path.split('?');
  for (let tries = 1; ; tries++) {
    try {
      const answer = await ask(deps, path, asking);
      deps.onCall?.(call, 'ok');
      return answer;
    } catch (error) {
      const code = error instanceof OfficialCallError ? error.code : 0;
      deps.onCall?.(call, code === 0 ? 'no-answer' : String(code));
      if (code !== -1 || tries > retries) throw error;
      await pause(50 * 2 ** tries * (0.5 + Math.random()));
    }
  }
}

async function ask(deps: ApiDeps, path: string, { token, body }: Asking): Promise<unknown> {
  const answer = await exchanged(
    deps,
    `${path}${token ? `${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}` : ''}`,
    body,
  );
  const { errcode, errmsg } = statusSchema.parse(answer);
  if (errcode === 0) return answer;
  throw new OfficialCallError(path.split('?')[0] ?? path, { fault: faultOf(errcode), code: errcode, message: errmsg });
}

async function exchanged(
  { apiBase, fetch: send = fetch, timeoutMs = 8000 }: ApiDeps,
  path: string,
  body?: object,
): Promise<unknown> {
  try {
    const response = await send(`${apiBase}/cgi-bin/${path}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      // JSON as UTF-8: WeChat would show `\uXXXX` as it stands.
      ...(body && {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json; charset=utf-8' },
      }),
    });
    // The content type is sometimes text/plain.
    return z.looseObject({}).parse(JSON.parse(await response.text()));
  } catch (cause) {
    const [call = path] = path.split('?');
    const fault = isNeverSent(cause) ? 'busy' : 'unknown';
    throw new OfficialCallError(call, { fault, message: 'there was no readable answer', cause });
  }
}

/** No connection, so WeChat cannot have seen anything of it. */
function isNeverSent(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  const code = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code);
}

const statusSchema = z.object({ errcode: z.number().default(0), errmsg: z.string().default('') });
