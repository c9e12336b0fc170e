import { chinaDay } from '../../knowledge/china-day.ts';
import { Allowance } from './allowance.ts';
import { Circuit } from './circuit.ts';
import { CompletionError, type Patience } from './completion.ts';
import { defaultLimits, type Limits } from './limits.ts';

/** What became of one wish to ask the model. The last three made no call. */
export type Outcome =
  | 'proposed'
  | 'worded'
  | 'nothing'
  | 'ungrounded'
  | 'unreadable'
  | 'too-large'
  | 'failed'
  | 'late'
  | 'busy'
  | 'resting'
  | 'spent';

export interface Called<T> {
  readonly outcome: Outcome;
  readonly value?: T;
}

export interface CallsDeps {
  readonly now: () => Date;
  /** For counting; it is told nothing of what was said. */
  readonly onCall?: (outcome: Outcome) => void;
  readonly limits?: Partial<Limits>;
}

export interface Call {
  readonly conversation: string;
  /** Ends it before its own deadline: what a turn may take is shared by its calls. */
  readonly signal?: AbortSignal | undefined;
}

/** Whatever is asked of one service goes through here: few calls at once, counted out, and none while the service fails. */
export class Calls {
  readonly #deps: CallsDeps;
  readonly #limits: Limits;
  readonly #circuit: Circuit;
  readonly #allowance: Allowance;
  #running = 0;

  constructor(deps: CallsDeps) {
    this.#deps = deps;
    this.#limits = { ...defaultLimits, ...deps.limits };
    this.#circuit = new Circuit({ ...this.#limits, now: () => deps.now().getTime() });
    this.#allowance = new Allowance({ ...this.#limits, today: () => chinaDay(deps.now()) });
  }

  /** Makes the call when it may be made. Ends within the deadline and never rejects for what the service does; null without a value. */
  async make<T>(call: Call, ask: (patience: Patience) => Promise<Called<T>>): Promise<T | null> {
    const { outcome, value } = await this.#make(call, ask);
    this.#deps.onCall?.(outcome);
    return value ?? null;
  }

  async #make<T>({ conversation, signal }: Call, ask: (patience: Patience) => Promise<Called<T>>): Promise<Called<T>> {
    if (signal?.aborted) return { outcome: 'busy' };
    if (this.#running >= this.#limits.atOnce) return { outcome: 'busy' };
    if (!this.#allowance.allows(conversation)) return { outcome: 'spent' };
    if (!this.#circuit.enter()) return { outcome: 'resting' };
    this.#running += 1;
    const mayCall = (): boolean => this.#allowance.take(conversation);
    mayCall();
    let isSound = false;
    try {
      const done = await ask({ deadlineMs: this.#limits.deadlineMs, mayRetry: mayCall, signal }).catch(failed);
      isSound = !faults.includes(done.outcome);
      return done;
    } finally {
      this.#running -= 1;
      this.#circuit.report(isSound);
    }
  }
}

/** Outcomes that speak against the service. */
const faults: readonly Outcome[] = ['failed', 'late', 'too-large', 'unreadable'];

function failed(error: unknown): { outcome: Outcome } {
  if (error instanceof CompletionError) return { outcome: error.kind };
  throw error;
}
