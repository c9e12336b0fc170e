import type { Puppet, Wechaty, WechatyMessage, WechatyModule } from './parts.ts';

/** `no-login`: nobody has signed in in time · `no-heartbeat`: the account was signed in, and nothing is heard of it. */
export type SignInState = 'starting' | 'signed-in' | 'signed-out' | 'no-login' | 'no-heartbeat';

export interface SignInDeps {
  readonly module: WechatyModule;
  readonly puppet: Puppet;
  readonly now: () => number;
  readonly onMessage: (message: WechatyMessage) => void;
  readonly onError: (error: unknown) => void;
  /** Shows the owner the code to scan. */
  readonly show: (code: string) => void;
  readonly loginWithinMs?: number;
  readonly heartbeatWithinMs?: number;
}

/** One Wechaty from its start to its end. `start` of Wechaty resolves even when nothing will ever come, so the events are watched. */
export interface SignIn {
  readonly wechaty: Wechaty;
  state(): SignInState;
  stop(): Promise<void>;
}

const defaultLoginMs = 120_000;
/** Wechaty's own watchdog looks every 60 seconds. */
const defaultHeartbeatMs = 100_000;

export async function signIn(deps: SignInDeps): Promise<SignIn> {
  const { module, puppet, now, loginWithinMs = defaultLoginMs, heartbeatWithinMs = defaultHeartbeatMs } = deps;
  module.log.level('error');
  const wechaty = module.WechatyBuilder.build({ puppet });
  const began = now();
  let isIn: boolean | undefined;
  let beat = now();
  const heard = (): void => void (beat = now());
  wechaty.on('heartbeat', heard);
  wechaty.on('login', () => {
    heard();
    isIn = true;
  });
  wechaty.on('logout', () => (isIn = false));
  wechaty.on('scan', deps.show);
  wechaty.on('error', deps.onError);
  wechaty.on('message', (message) => {
    heard();
    deps.onMessage(message);
  });
  await wechaty.start();
  return {
    wechaty,
    state() {
      if (isIn === undefined) return now() - began > loginWithinMs ? 'no-login' : 'starting';
      if (!isIn) return 'signed-out';
      return now() - beat > heartbeatWithinMs ? 'no-heartbeat' : 'signed-in';
    },
    stop: () => wechaty.stop(),
  };
}
