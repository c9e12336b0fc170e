import { createHash, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bot } from '../../../bot/bot.ts';
import type { HeldFeed } from '../../../bot/store/feed.ts';
import type { Store } from '../../../bot/store/store.ts';
import type { WechatyConfig } from '../../../bot/settings/wechat-settings.ts';
import { kindIn } from '../texts.ts';
import { arrive } from './arrivals.ts';
import { channelName, PersonalAccountChannel } from './channel.ts';
import { echoes } from './echoes.ts';
import { loadPuppet, loadWechaty } from './load.ts';
import type { Puppet, WechatyMessage } from './parts.ts';
import { type SignIn, signIn, type SignInState } from './sign-in.ts';
import { speed, type SpeedDeps } from './speed.ts';

export interface PersonalAccountDeps {
  readonly config: WechatyConfig;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly store: Store;
  readonly bot: Pick<Bot, 'conversations' | 'join'>;
  readonly now: () => number;
  readonly show: (code: string) => void;
  readonly log: Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;
  /** Instead of the puppet that the settings name. */
  readonly puppet?: () => Promise<Puppet>;
  readonly pace?: Pick<SpeedDeps, 'gapMs' | 'maxADay'> & { readonly pauseMs?: number };
  readonly loginWithinMs?: number;
  readonly heartbeatWithinMs?: number;
}

export interface PersonalAccount {
  /** Has the account signed in here as long as no other process does, until the signal says stop. */
  run(signal: AbortSignal): Promise<void>;
  /** `elsewhere`: another process has it. */
  state(): SignInState | 'elsewhere';
}

const leaseMs = 30_000;
const lookMs = 1000;

/** Lets a personal account in. Nothing of Wechaty is loaded before `run`. */
export function openPersonalAccount(deps: PersonalAccountDeps): PersonalAccount {
  const { store, bot, now, publicUrl, log, pace } = deps;
  const own = echoes(now);
  const held: Held = { signIn: null };
  const wechaty = (): SignIn['wechaty'] | null => (held.signIn?.state() === 'signed-in' ? held.signIn.wechaty : null);
  const speaking = speed({ now, pause, random: Math.random, ...pace });
  const { pauseMs } = pace ?? {};
  const speech = { store, now, publicUrl, log, wechaty, speed: speaking, echoes: own };
  bot.join(new PersonalAccountChannel({ ...speech, ...(pauseMs !== undefined && { pauseMs }) }));
  const arriving = {
    front: bot.conversations.front(channelName),
    act: bot.conversations.act,
    echoes: own,
    now,
    kinds: kindIn('zh-Hans'),
  };
  const onMessage = (message: WechatyMessage): void => {
    // An event emitter drops the promise of an async listener, so failures are caught here.
    arrive(arriving, message).catch((error: unknown) =>
      log.error({ error }, 'a message on the personal account was not taken in'),
    );
  };
  return {
    run: (signal) => keepSignedIn({ deps, held, onMessage }, signal),
    state: () => held.signIn?.state() ?? 'elsewhere',
  };
}

interface Held {
  signIn: SignIn | null;
}

interface Keeping {
  readonly deps: PersonalAccountDeps;
  readonly held: Held;
  readonly onMessage: (message: WechatyMessage) => void;
}

async function keepSignedIn(keeping: Keeping, signal: AbortSignal): Promise<void> {
  const { deps } = keeping;
  const { puppet, token = '' } = deps.config;
  deps.log.warn(
    { puppet },
    'a personal WeChat account is in use through Wechaty: this is not an official way, and WeChat may ban the account for good. Use a spare one.',
  );
  await cleanHome(deps.dataDir);
  const feed = `wechaty:${createHash('sha256').update(`${puppet} ${token}`).digest('base64url').slice(0, 12)}`;
  const holder = randomUUID();
  const lease = (): Promise<HeldFeed | null> =>
    deps.store.leaseFeed(feed, { holder, now: deps.now(), leaseMs }).catch((error: unknown) => {
      deps.log.warn({ error }, 'it is not known which process has the personal account');
      return null;
    });
  while (!signal.aborted) {
    const got = await lease();
    if (got) await whileHeld(keeping, { signal, fence: got.fence, lease });
    if (got && signal.aborted) await deps.store.releaseFeed(feed, got.fence).catch(() => {});
    await pause(lookMs, undefined, { signal }).catch(() => {});
  }
}

interface Holding {
  readonly signal: AbortSignal;
  readonly fence: number;
  readonly lease: () => Promise<HeldFeed | null>;
}

async function whileHeld({ deps, held, onMessage }: Keeping, { signal, fence, lease }: Holding): Promise<void> {
  const { log } = deps;
  const onError = (error: unknown): void => log.warn({ error }, 'Wechaty reports a fault');
  const module = await loadWechaty();
  const signed = await signIn({ ...deps, module, puppet: await puppetOf(deps), onMessage, onError });
  held.signIn = signed;
  let before: SignInState = 'starting';
  let leasedAt = deps.now();
  try {
    while (!signal.aborted) {
      await pause(lookMs / 4, undefined, { signal }).catch(() => {});
      before = told(log, before, signed.state());
      if (deps.now() - leasedAt < leaseMs / 3) continue;
      if ((await lease())?.fence !== fence) return;
      leasedAt = deps.now();
    }
  } finally {
    held.signIn = null;
    await signed.stop().catch(onError);
  }
}

function told(log: PersonalAccountDeps['log'], before: SignInState, state: SignInState): SignInState {
  if (state === before) return state;
  if (state === 'signed-in') log.info({ state }, 'the personal account is signed in');
  else log.error({ state, alarm: true }, 'the personal account cannot be used: sign in again, and look at /readyz');
  return state;
}

async function puppetOf({ config, puppet }: PersonalAccountDeps): Promise<Puppet> {
  if (puppet) return puppet();
  const Puppet = await loadPuppet(config.puppet);
  const { token, endpoint } = config;
  const isLocal = endpoint !== undefined && /^(localhost|127(\.\d+){3}|\[::1\]):/.test(endpoint);
  return new Puppet({ ...(token && { token }), ...(endpoint && { endpoint }), ...(isLocal && { tls: { disable: true } }) });
}

/** Puppets keep what they know in the home folder, under a path that holds the token: they get one of their own. */
async function cleanHome(dataDir: string): Promise<void> {
  const home = join(dataDir, 'wechaty');
  await mkdir(home, { recursive: true, mode: 0o700 });
  process.env['HOME'] = home;
}
