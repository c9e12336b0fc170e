import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Router } from 'express';
import * as z from 'zod';
import type { JobHandler } from '../../../bot/jobs.ts';
import type { Act, Front, StaffMember } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { type Secrets } from '../envelope/envelope.ts';
import { runAccount } from './account-runner.ts';
import type { WecomApi } from './api.ts';
import { arrive, type ArrivalDeps } from './arrivals.ts';
import { WecomCallError } from './call-error.ts';
import { callbackRoute } from './callback-route.ts';
import { callbacks, type Callbacks } from './callbacks.ts';
import type { Kept } from './entry.ts';
import { handoverJob } from './handover.ts';
import { type PeopleDeps, takenBy } from './people.ts';

export interface CustomerServiceDeps {
  readonly store: Store;
  readonly api: WecomApi;
  readonly secrets: Secrets;
  readonly front: Front;
  readonly act: Act;
  readonly redeliver: (conversation: string) => Promise<void>;
  readonly words: (key: string, session: Session, params: Readonly<Record<string, string>>) => string;
  /** What a message that is no text is called in a transcript. */
  readonly kinds: (kind: string) => string;
  readonly staffOf: (servicer: string) => Promise<StaffMember | null>;
  readonly carriedBy: ArrivalDeps['carriedBy'];
  readonly heardFrom?: ArrivalDeps['heardFrom'];
  readonly now: () => number;
  readonly log: ArrivalDeps['log'] & { error(details: object, message: string): void };
  readonly onEvent?: (kind: string) => void;
  readonly onRefused?: (reason: string) => void;
}

/** WeChat customer service beside its channel: the callback, the reading of all accounts, and the jobs that go with them. */
export interface CustomerService {
  readonly router: Router;
  readonly jobs: Readonly<Record<string, JobHandler>>;
  /** Reads every account that WeCom lists until the signal says stop. */
  run(signal: AbortSignal): Promise<void>;
}

const listEveryMs = 10 * 60_000;
const firstRetryMs = 2000;

export function customerService(deps: CustomerServiceDeps): CustomerService {
  const { store, api, act, now, log } = deps;
  const people: PeopleDeps = { act, words: deps.words, now, staffOf: deps.staffOf };
  const calls = callbacks(store);
  const listAgain = bell();
  return {
    router: callbackRoute({
      secrets: deps.secrets,
      came: (account, token) => calls.came(account, { token, at: now() }),
      accountsChanged: () => listAgain.ring(),
      onRefused: (reason) => {
        deps.onRefused?.(reason);
        log.warn({ reason }, 'a callback that claims to be from WeCom was refused');
      },
    }),
    jobs: {
      'wecom-handover': handoverJob({ store, api, act, people, redeliver: deps.redeliver, now }),
      'wecom-people': async ({ conversation, data }) => {
        const { servicer } = z.object({ servicer: z.string().optional() }).parse(data);
        await takenBy(people, conversation, { id: `wecom-people:${now()}`, servicer });
        return 'done';
      },
    },
    run: (signal) => serveAll({ deps, people, calls, listAgain: () => listAgain.next }, signal),
  };
}

interface Serving {
  readonly deps: CustomerServiceDeps;
  readonly people: PeopleDeps;
  readonly calls: Callbacks;
  /** Resolves when the accounts have changed. */
  readonly listAgain: () => Promise<void>;
}

async function serveAll({ deps, people, calls, listAgain }: Serving, signal: AbortSignal): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const onFailure = (error: unknown, account: string): void => complain(deps.log, error, account);
  const arriving = (account: string, burst: readonly Kept[]): Promise<void> => arrive({ ...deps, people }, account, burst);
  const runner = { ...deps, holder: randomUUID(), callbacks: calls, onFailure, arrive: arriving };
  while (!signal.aborted) {
    const changed = listAgain();
    const accounts = await listed(deps.api).catch((error: unknown) => onFailure(error, ''));
    for (const account of accounts ?? []) {
      if (!running.has(account)) running.set(account, runAccount({ ...runner, account }, signal));
    }
    const rest = pause(accounts ? listEveryMs : firstRetryMs, undefined, { signal });
    await Promise.race([rest.catch(ignoreEnd), changed]);
  }
  await Promise.all(running.values());
}

function ignoreEnd(): void {
  // The signal ended the pause, and the loop sees it.
}

/** A bell that can be waited for, again and again. */
function bell(): { next: Promise<void>; ring(): void } {
  let waiting = Promise.withResolvers<void>();
  return {
    get next() {
      return waiting.promise;
    },
    ring() {
      waiting.resolve();
      waiting = Promise.withResolvers<void>();
    },
  };
}

const listSchema = z.object({
  account_list: z.array(z.looseObject({ open_kfid: z.string(), manage_privilege: z.boolean().default(true) })).default([]),
});
const listSize = 100;

/** Every account that the bot may answer for. */
export async function listed(api: WecomApi): Promise<readonly string[]> {
  const accounts: string[] = [];
  for (let offset = 0; ; offset += listSize) {
    const { account_list: page } = await api.call('kf/account/list', { offset, limit: listSize }, listSchema);
    accounts.push(...page.filter(({ manage_privilege: may }) => may).map(({ open_kfid }) => open_kfid));
    if (page.length < listSize) return accounts;
  }
}

function complain(log: CustomerServiceDeps['log'], error: unknown, account: string): void {
  const isFirms = error instanceof WecomCallError && error.fault === 'misconfigured';
  const details = {
    error,
    ...(account !== '' && { account }),
    ...(isFirms && { alarm: true, code: error.code, address: error.address }),
  };
  if (isFirms) log.error(details, 'WeCom refuses the configuration: run `npm run doctor`');
  else log.warn(details, 'WeChat customer service could not be read; it is tried again');
}
