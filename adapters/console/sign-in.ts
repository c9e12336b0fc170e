import type { IncomingMessage, ServerResponse } from 'node:http';
import { sessionSeconds, type Sessions } from '../../bot/leads/sessions.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { Problem } from '../web/problem.ts';
import { bearerOf } from '../web/visitor-token.ts';
import { cookie } from './cookie.ts';

/** Who may come in. */
export interface Door {
  byToken(token: string): Promise<StaffMember | null>;
  find(id: string): Promise<StaffMember | null>;
}

export interface SignIn {
  /** Who is asking: by an API token, or by the console's cookie. Throws 401, and 403 for a request that another site could have made. */
  identify(request: IncomingMessage): Promise<StaffMember>;
  /** Lets a browser in until its session is ended or runs out, or the person is disabled. */
  admit(request: IncomingMessage, response: ServerResponse, who: StaffMember): Promise<void>;
  leave(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The id of the session that a request comes by; null for one with a token. */
  sessionOf(request: IncomingMessage): Promise<string | null>;
  /** Throws 403 when another site could have made this request: nobody is to be signed in, unnoticed, as somebody else. */
  requireOwnPage(request: IncomingMessage): void;
}

export interface SignInDeps {
  readonly door: Door;
  readonly sessions: Sessions;
  readonly publicUrl?: string;
}

export function signIn({ door, sessions, publicUrl }: SignInDeps): SignIn {
  const secure = publicUrl?.startsWith('https:') ?? false;
  const own = cookie({ name: 'yinlu', sameSite: 'Strict', secure });
  const sessionIn = async (request: IncomingMessage): ReturnType<Sessions['who']> => {
    const [version, secret, ...rest] = own.in(request)?.split('.') ?? [];
    return version === 'v2' && secret && rest.length === 0 ? sessions.who(secret) : null;
  };
  const byCookie = async (request: IncomingMessage): Promise<StaffMember | null> => {
    const session = await sessionIn(request);
    if (!session) return null;
    requireOwnPage(request, publicUrl);
    return door.find(session.person);
  };
  return {
    async identify(request) {
      const token = bearerOf(request.headers.authorization);
      const who = token === null ? await byCookie(request) : await door.byToken(token);
      if (who === null) throw new Problem(401, 'Sign in first.', { headers: { 'WWW-Authenticate': 'Bearer' } });
      return who;
    },
    async admit(request, response, { id }) {
      const secret = await sessions.begin(id, request.headers['user-agent'] ?? '');
      own.set(response, `v2.${secret}`, sessionSeconds);
    },
    async leave(request, response) {
      const session = await sessionIn(request);
      if (session) await sessions.end(session.person, session.id);
      own.set(response, '', 0);
    },
    sessionOf: async (request) => (await sessionIn(request))?.id ?? null,
    requireOwnPage: (request) => requireOwnPage(request, publicUrl),
  };
}

/** A browser sends the cookie with requests that other pages make; only our own page can add the header. */
function requireOwnPage(request: IncomingMessage, publicUrl: string | undefined): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, host } = request.headers;
  const isOwn = origin === undefined || origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOwn || request.headers['x-yinlu-console'] === undefined)
    throw new Problem(403, 'This must come from the console itself.');
}
