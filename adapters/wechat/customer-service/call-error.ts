/** What a call that failed means for whoever made it. */
export type CallFault =
  /** Nobody knows whether it had an effect. */
  | 'unknown'
  /** It had none, and may be tried again later. */
  | 'busy'
  /** The firm must change something before any call can succeed. */
  | 'misconfigured'
  | 'refused';

/** A call to WeCom that did not succeed. The words carry nothing that a prospect wrote. */
export class WecomCallError extends Error {
  override readonly name = 'WecomCallError';
  readonly fault: CallFault;
  readonly call: string;
  /** WeCom's errcode; 0 when there was no answer to read. */
  readonly code: number;
  /** The address that WeCom saw, when it says that it is not on the firm's list. */
  readonly address: string | undefined;

  constructor(call: string, { fault, code = 0, message, cause }: Failure) {
    super(`${call}: ${code === 0 ? '' : `${code} `}${message}`, { cause });
    this.call = call;
    this.fault = fault;
    this.code = code;
    this.address = code === 60020 ? /from ip: ([\d.a-f:]+)/i.exec(message)?.[1] : undefined;
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

/** WeCom decides by code alone: the words beside it may change. */
export function faultOf(code: number): CallFault {
  if (passing.has(code)) return 'busy';
  return misconfigured.has(code) ? 'misconfigured' : 'refused';
}

/** Busy, too often, or the token ended twice while it was tried. */
const passing = new Set([-1, 6000, 45009, 45033, 40014, 42001]);

/** Secret, corp id, granted interfaces, address list, accounts, edition, API switch, verification. */
const misconfigured = new Set([40001, 40013, 48002, 60020, 95000, 95003, 95004, 95011, 95012, 95017, 95023]);
