import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import type { Oidc, OidcAttempt } from '../../bot/leads/oidc.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { clientAddress } from '../web/client-address.ts';
import { addressLimit } from '../web/rate-limit.ts';
import { cookie } from './cookie.ts';
import type { SignIn } from './sign-in.ts';

export interface OidcDeps {
  readonly oidc: Oidc;
  readonly doors: SignIn;
  readonly byEmail: (email: string) => Promise<StaffMember | null>;
  readonly secure: boolean;
  readonly publicUrl?: string;
  readonly onFailure: (error: unknown) => void;
}

/** There and back: the provider says who it is, and only a colleague with that address comes in. Under `/console`. */
export function oidcRoutes({ oidc, doors, byEmail, secure, publicUrl, onFailure }: OidcDeps): Router {
  const router = Router();
  const limit = addressLimit(triesPerAddress, tryingSeconds);
  // Lax: the browser brings it along when the provider sends it back here.
  const attempt = cookie({ name: 'yinlu-oidc', sameSite: 'Lax', secure });
  const enter = async (request: Request, response: Response): Promise<boolean> => {
    const kept = attemptIn(attempt.in(request));
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
  // Either makes this server ask something of the provider.
  router.use('/oidc', async (request, _, next) => {
    await limit(clientAddress(request, publicUrl !== undefined));
    next();
  });
  router.get('/oidc', async (_, response) => {
    const begun = await oidc.begin().catch(unreachable);
    if (begun) attempt.set(response, Buffer.from(JSON.stringify(begun.kept)).toString('base64url'), attemptSeconds);
    response.set('Cache-Control', 'no-store').redirect(303, begun ? begun.url : '/console#no-provider');
  });
  router.get('/oidc/callback', async (request, response) => {
    const isIn = await enter(request, response).catch((error: unknown) => {
      onFailure(error);
      return false;
    });
    attempt.set(response, '', 0);
    response.set('Cache-Control', 'no-store').redirect(303, isIn ? '/console' : '/console#stranger');
  });
  return router;
}

/** Null when this browser has not begun, or not lately. */
function attemptIn(kept = ''): OidcAttempt | null {
  try {
    return attemptSchema.parse(JSON.parse(Buffer.from(kept, 'base64url').toString()));
  } catch {
    return null;
  }
}

const attemptSeconds = 10 * 60;
/** An office shares an address. */
const triesPerAddress = 60;
const tryingSeconds = 15 * 60;
const attemptSchema = z.object({ verifier: z.string(), state: z.string(), nonce: z.string() });
