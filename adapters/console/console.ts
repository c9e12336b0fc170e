import { Router } from 'express';
import type { Front } from '../../bot/ports.ts';
import type { Pace } from '../web/event-stream.ts';
import { securityHeaders } from '../web/security-headers.ts';
import type { ConsoleFiles } from './build.ts';
import type { CareApiDeps } from './care-api.ts';
import { live } from './live.ts';
import { type EntranceDeps, entranceRoutes } from './entrance.ts';
import { type OidcDeps, oidcRoutes } from './oidc-routes.ts';
import { signIn, type SignIn } from './sign-in.ts';
import { staffApi, type StaffApiDeps } from './staff-api.ts';

export interface ConsoleDeps extends Omit<StaffApiDeps, 'signIn' | 'secure' | 'ways'> {
  readonly staff: CareApiDeps['staff'] & EntranceDeps['staff'] & { byEmail: OidcDeps['byEmail'] };
  readonly post: EntranceDeps['post'];
  /** The firm's own accounts, where they are configured. */
  readonly oidc?: Pick<OidcDeps, 'oidc' | 'onFailure'>;
  readonly subscribe: Front['subscribe'];
  /** Asked for with the first page: a start does not wait for what only the firm's own people look at. */
  readonly files: () => Promise<ConsoleFiles>;
  readonly secret: string;
  readonly publicUrl?: string;
  readonly now: () => Date;
  readonly pace?: Pace;
}

/** The consultants' side of the web server: the staff API and the page that uses it. `drain` ends its event streams. */
export function consoleRoutes(deps: ConsoleDeps): { path: string; router: Router; drain: () => void } {
  const secure = deps.publicUrl?.startsWith('https:') ?? false;
  const doors = signIn({ ...deps, door: deps.staff });
  const router = Router();
  const events = live({
    ...deps,
    seen: (person) => deps.presence.seen(person),
    signIn: doors,
    secure,
    pace: deps.pace ?? defaultPace,
    lifeMs: streamLifeMs,
  });
  router.get('/api/events', (request, response) => events.handle(request, response));
  router.use('/api', staffApi({ ...deps, ways: deps.post.ways, signIn: doors, secure }));
  router.use('/console', pages(deps, doors, secure));
  return { path: '/', router, drain: () => events.drain() };
}

function pages(deps: ConsoleDeps, doors: SignIn, secure: boolean): Router {
  const files = kept(deps.files);
  const router = Router();
  const headers = pageHeaders(secure);
  router.use((_, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  });
  // What a claim link leads to is asked for, and done, by the page: whoever only opens the link claims nothing.
  router.get(['/', '/claim/:token'], async (_, response) => {
    const { page } = await files();
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  router.use(entranceRoutes({ ...deps, doors }));
  if (deps.oidc) router.use(oidcRoutes({ ...deps, ...deps.oidc, byEmail: (email) => deps.staff.byEmail(email), doors, secure }));
  router.get('/:file', async (request, response, next) => {
    const { assets } = await files();
    const asset = assets.get(request.params.file);
    if (!asset) return next();
    response.set('Cache-Control', 'public, max-age=31536000, immutable');
    response.type(asset.type).send(Buffer.from(asset.body));
  });
  return router;
}

/** Made once; what failed is tried again with the next page. */
function kept<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

/** The page shows what strangers typed: nothing but our own two files may run or style it. */
function pageHeaders(secure: boolean): ReadonlyMap<string, string> {
  const self = ["'self'"];
  const none = ["'none'"];
  return securityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        connectSrc: self,
        imgSrc: [...self, 'data:'],
        baseUri: none,
        formAction: self,
        frameAncestors: none,
        requireTrustedTypesFor: ["'script'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
  });
}

const defaultPace: Pace = { heartbeatMs: 15_000, patienceMs: 30_000 };
const streamLifeMs = 15 * 60 * 1000;
