import express, { type Request, type Response, type Router } from 'express';
import { openPush, type Query, sealedEcho, type Secrets } from '../envelope/envelope.ts';
import { textOf } from '../envelope/fields.ts';
import { RefusedPushError } from '../envelope/refused-push.ts';

export interface CallbackDeps {
  readonly secrets: Secrets;
  /** There is something to fetch. Kept when it resolves. */
  readonly came: (account: string, token: string) => Promise<void>;
  /** The accounts that the bot may serve have changed. */
  readonly accountsChanged: () => void;
  readonly onRefused: (reason: string) => void;
}

const maxBytes = 64 * 1024;

/** `GET` proves the address to WeCom, `POST` is told that something happened; both at once, as WeCom waits one and five seconds. */
export function callbackRoute(deps: CallbackDeps): Router {
  const router = express.Router();
  router.get('/', (request, response) => {
    guarded(deps, response, async () => void response.type('text/plain').send(sealedEcho(queryOf(request), deps.secrets)));
  });
  router.post('/', express.raw({ type: () => true, limit: maxBytes }), (request, response) => {
    guarded(deps, response, async () => {
      const { fields } = openPush(request.body as Buffer, queryOf(request), deps.secrets);
      const event = textOf(fields, 'Event');
      const account = textOf(fields, 'OpenKfId');
      if (event === 'kf_msg_or_event' && account !== '') await deps.came(account, textOf(fields, 'Token'));
      if (event === 'kf_account_auth_change') deps.accountsChanged();
      response.status(200).end();
    });
  });
  return router;
}

function guarded({ onRefused }: CallbackDeps, response: Response, answer: () => Promise<void>): void {
  answer().catch((error: unknown) => {
    // 403 for what is not WeCom's; 503 makes WeCom call again when the store is away.
    const isRefused = error instanceof RefusedPushError;
    onRefused(isRefused ? error.reason : 'failed');
    response.status(isRefused ? 403 : 503).end();
  });
}

function queryOf({ query }: Request): Query {
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]));
}
