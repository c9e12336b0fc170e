/** What a call to WeChat that failed means for whoever made it. */
export type CallFault =
  /** Nobody knows whether it had an effect. */
  | 'unknown'
  /** It had none, and may be tried again later. */
  | 'busy'
  /** The token is no longer good. */
  | 'token'
  /** The owner must change something before any call can succeed. */
  | 'misconfigured'
  /** This kind of account may not do this at all. */
  | 'not-permitted'
  /** Too long since the prospect was last heard. */
  | 'window-closed'
  /** As many messages as are allowed were sent since. */
  | 'quota-exhausted'
  /** This person cannot be written to: no follower, or has blocked the account. */
  | 'unreachable'
  | 'too-long'
  /** Of no consequence. */
  | 'harmless'
  | 'refused';

/** A call that did not succeed. The words carry nothing that a prospect wrote, and no secret. */
export class OfficialCallError extends Error {
  override readonly name = 'OfficialCallError';
  readonly fault: CallFault;
  readonly call: string;
  /** WeChat's errcode; 0 when there was no answer to read. */
  readonly code: number;
  /** The address that WeChat saw, when it says that it is not on the account's list. */
  readonly address: string | undefined;

  constructor(call: string, { fault, code = 0, message, cause }: Failure) {
    super(`${call}: ${code === 0 ? '' : `${code} `}${message}`, { cause });
    this.call = call;
    this.fault = fault;
    this.code = code;
    this.address = code === 40164 ? /invalid ip ([\d.a-f:]+)/i.exec(message)?.[1] : undefined;
  }

  get retryable(): boolean {
    return this.fault === 'busy' || this.fault === 'unknown';
  }
}

interface Failure {
  readonly fault: CallFault;
  readonly code?: number;
  readonly message: string;
  readonly cause?: unknown;
}

/** WeChat decides by code alone: the words beside it may change. */
export function faultOf(code: number): CallFault {
  return faults.get(code) ?? 'refused';
}

const faults: ReadonlyMap<number, CallFault> = new Map([
  ...codes('busy', [-1, 45_009, 45_011]),
  ...codes('token', [40_001, 40_014, 42_001]),
  // App id or secret, address list, and an account that WeChat has shut.
  ...codes('misconfigured', [40_013, 40_125, 40_164, 48_004, 50_002]),
  ...codes('not-permitted', [40_200, 48_001]),
  ...codes('unreachable', [40_003, 46_004, 43_004, 50_005, 43_019, 48_002]),
  ...codes('too-long', [45_002]),
  ...codes('window-closed', [45_015]),
  ...codes('quota-exhausted', [45_047]),
  ...codes('harmless', [45_072, 45_080, 45_081]),
]);

function codes(fault: CallFault, list: readonly number[]): readonly (readonly [number, CallFault])[] {
  return list.map((code) => [code, fault] as const);
}
