import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import type { Oidc, OidcAttempt } from '../../bot/leads/oidc.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { cookieOf, type SignIn } from './sign-in.ts';

export interface OidcDeps {
  readonly oidc: Oidc;
  readonly doors: SignIn;
  readonly byEmail: (email: string) => Promise<StaffMember | null>;
  readonly secure: boolean;
  readonly onFailure: (error: unknown) => void;
}

/** There and back: the provider says who it is, and only a colleague with that address comes in. Under `/console`. */
export function oidcRoutes({ oidc, doors, byEmail, secure, onFailure }: OidcDeps): Router {
  const router = Router();
  const keep = (response: Response, value: string, seconds: number): void => {
    // Lax: the browser brings it along when the provider sends it back here.
    const rest = `Path=/console/oidc; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
    response.append('Set-Cookie', `${cookie}=${value}; ${rest}`);
  };
  const enter = async (request: Request, response: Response): Promise<boolean> => {
    const kept = attemptIn(request);
    const search = new URL(request.originalUrl, 'http://here').search;
    const email = kept && (await oidc.finish(search, kept));
    const who = email === null ? null : await byEmail(email);
    if (who) await doors.admit(request, response, who);
    return who !== null;
  };
  const unreachable = (error: unknown): null => {
    onFailure(error);
    return null;
  };
  router.get('/oidc', async (_, response) => {
    const begun = await oidc.begin().catch(unreachable);
    if (begun) keep(response, Buffer.from(JSON.stringify(begun.kept)).toString('base64url'), attemptSeconds);
    response.set('Cache-Control', 'no-store').redirect(303, begun ? begun.url : '/console#no-provider');
  });
  router.get('/oidc/callback', async (request, response) => {
    const isIn = await enter(request, response).catch((error: unknown) => {
      onFailure(error);
      return false;
    });
    keep(response, '', 0);
    response.set('Cache-Control', 'no-store').redirect(303, isIn ? '/console' : '/console#stranger');
  });
  return router;
}

/** Null when this browser has not begun, or not lately. */
function attemptIn(request: Request): OidcAttempt | null {
  try {
    const text = Buffer.from(cookieOf(request, cookie) ?? '', 'base64url').toString();
    return attemptSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const cookie = 'yinlu-oidc';
const attemptSeconds = 10 * 60;
const attemptSchema = z.object({ verifier: z.string(), state: z.string(), nonce: z.string() });
