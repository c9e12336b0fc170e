/** A callback that is not, or not readably, from WeChat. The words carry nothing of what was sent. */
export class RefusedPushError extends Error {
  override readonly name = 'RefusedPushError';
  readonly retryable = false;
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

export type RefusalReason = 'signature' | 'plain' | 'cipher' | 'receiver' | 'malformed' | 'too-large';
