import { type Request, type Response, Router } from 'express';
import type { LoginPost } from '../../bot/leads/login-post.ts';
import type { StaffMember } from '../../bot/ports.ts';
import { readJson } from '../web/body.ts';
import { clientAddress } from '../web/client-address.ts';
import { Problem } from '../web/problem.ts';
import { addressLimit } from '../web/rate-limit.ts';
import { sendJson } from '../web/reply.ts';
import { loginRequestSchema, tokenSchema } from './schemas.ts';
import type { Door, SignIn } from './sign-in.ts';

export interface EntranceDeps {
  readonly staff: Door & { redeem(loginToken: string): Promise<StaffMember | null> };
  readonly post: Pick<LoginPost, 'ways' | 'ask'>;
  readonly doors: SignIn;
  readonly publicUrl?: string;
  readonly oidc?: object;
}

/** How one comes into the console, and out again. Under `/console`. */
export function entranceRoutes(deps: EntranceDeps): Router {
  const { staff, doors } = deps;
  const router = Router();
  const enter = async (request: Request, response: Response, who: StaffMember | null): Promise<void> => {
    if (!who) throw new Problem(401, 'This does not let anybody in.');
    await doors.admit(request, response, who);
    sendJson(response, 200, who);
  };
  router.get('/login', async (request, response) => {
    response.set('Cache-Control', 'no-store');
    // A chat program that looks ahead at the link must not use it up.
    const isLookingAhead = request.method === 'HEAD' || /prefetch|preview/i.test(purposeOf(request.headers));
    const { token } = request.query;
    const who = typeof token === 'string' && !isLookingAhead ? await staff.redeem(token) : null;
    if (who) await doors.admit(request, response, who);
    response.redirect(303, who ? '/console' : '/console#expired');
  });
  // The page asks for this on a press: programs that open every link of a mail press nothing.
  router.post('/enter', async (request, response) => {
    doors.requireOwnPage(request);
    await enter(request, response, await staff.redeem((await readJson(request, tokenSchema)).token));
  });
  router.post('/sign-in', async (request, response) => {
    doors.requireOwnPage(request);
    await enter(request, response, await staff.byToken((await readJson(request, tokenSchema)).token));
  });
  router.post('/sign-out', async (request, response) => {
    await doors.identify(request);
    await doors.leave(request, response);
    response.status(204).end();
  });
  askingRoutes(router, deps);
  return router;
}

/** A link on demand. The answer is the same for everybody: nobody finds out who works here. */
function askingRoutes(router: Router, { post, doors, publicUrl, oidc }: EntranceDeps): void {
  const limit = addressLimit(asksPerAddress, askingSeconds);
  router.get('/login-ways', (_, response) => sendJson(response, 200, { ways: post.ways, oidc: oidc !== undefined }));
  router.post('/login-link', async (request, response) => {
    doors.requireOwnPage(request);
    await limit(clientAddress(request, publicUrl !== undefined));
    const { address, language } = await readJson(request, loginRequestSchema);
    post.ask(address, language);
    response.status(202).end();
  });
}

function purposeOf(headers: Record<string, string | string[] | undefined>): string {
  return ['sec-purpose', 'purpose', 'x-purpose'].map((name) => String(headers[name] ?? '')).join(' ');
}

const asksPerAddress = 10;
const askingSeconds = 15 * 60;
