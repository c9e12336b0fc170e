import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StaffMember } from '../../bot/ports.ts';
import { Problem } from '../web/problem.ts';
import { signer } from '../web/signing.ts';
import { bearerOf } from '../web/visitor-token.ts';

/** Who may come in. */
export interface Door {
  byToken(token: string): Promise<StaffMember | null>;
  find(id: string): Promise<StaffMember | null>;
}

export interface SignIn {
  /** Who is asking: by an API token, or by the console's cookie. Throws 401, and 403 for a request that another site could have made. */
  identify(request: IncomingMessage): Promise<StaffMember>;
  /** Lets a browser in until the cookie runs out or the person is disabled. */
  admit(response: ServerResponse, who: StaffMember): void;
  leave(response: ServerResponse): void;
  /** Throws 403 when another site could have made this request: nobody is to be signed in, unnoticed, as somebody else. */
  requireOwnPage(request: IncomingMessage): void;
}

export interface SignInDeps {
  readonly door: Door;
  readonly secret: string;
  readonly publicUrl?: string;
  readonly now: () => Date;
}

export function signIn({ door, secret, publicUrl, now }: SignInDeps): SignIn {
  const v1 = signer(secret, 'console cookie v1');
  const secure = publicUrl?.startsWith('https:') ?? false;
  // With the prefix a browser takes the cookie over https only, and from no other host of the domain.
  const name = secure ? '__Host-yinlu' : 'yinlu';
  const setCookie = (response: ServerResponse, value: string, seconds: number): void => {
    const rest = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
    response.setHeader('Set-Cookie', `${name}=${value}; ${rest}`);
  };
  const byCookie = async (request: IncomingMessage): Promise<StaffMember | null> => {
    const [version, id, expires, signature] = cookieOf(request, name)?.split('.') ?? [];
    if (version !== 'v1' || !id || !expires || !signature) return null;
    if (!v1.verify(`v1.${id}.${expires}`, signature) || Number.parseInt(expires, 36) < now().getTime()) return null;
    requireOwnPage(request, publicUrl);
    return door.find(id);
  };
  return {
    async identify(request) {
      const token = bearerOf(request.headers.authorization);
      const who = token === null ? await byCookie(request) : await door.byToken(token);
      if (who === null) throw new Problem(401, 'Sign in first.', { headers: { 'WWW-Authenticate': 'Bearer' } });
      return who;
    },
    admit(response, { id }) {
      const signed = `v1.${id}.${(now().getTime() + lifeSeconds * 1000).toString(36)}`;
      setCookie(response, `${signed}.${v1.sign(signed)}`, lifeSeconds);
    },
    leave: (response) => setCookie(response, '', 0),
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

function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

// People who come once a fortnight sign in with their token again.
const lifeSeconds = 14 * 24 * 3600;
