import type { StaffLanguage } from './lead-reading.ts';
import type { Session } from '../session/session.ts';

/** What is told about a lead outside the house. No contact data. */
export interface Notification {
  /** The same for each try, so that a receiver can drop what it has. */
  readonly id: string;
  readonly event: string;
  readonly reason: string;
  readonly lead: string;
  readonly status: Session['lead']['status'];
  readonly score: number;
  readonly grade: string;
  /** Headline and first view in the prospect's language; no word that they typed. */
  readonly summary: string;
  readonly headline: Readonly<Record<StaffLanguage, string>>;
  readonly verdict: Readonly<Record<StaffLanguage, string>>;
  /** As the prospect typed it: to be made harmless by whoever shows it. */
  readonly company?: string;
  /** How they can be reached besides the chat: only of which kind, never the number. */
  readonly contact: 'phone' | 'wechat' | 'email' | 'messenger' | null;
  readonly channel: string;
  /** Where a consultant opens the lead. */
  readonly url: string;
  /** Where a consultant claims it with one tap, for a few days. */
  readonly claimUrl: string;
}

/** How many messages a receiver lets in: `burst` at once, and one more each `everyMs`. */
export interface Pace {
  readonly burst: number;
  readonly everyMs: number;
}

export const notifierNames = ['wecom', 'dingtalk', 'feishu', 'email', 'webhook'] as const;
export type NotifierName = (typeof notifierNames)[number];

/** One way to tell people, or another system, about leads. */
export interface Notifier {
  readonly name: NotifierName;
  /** For people several leads are one message when they come fast; a system gets each by itself, and all of them. */
  readonly tells: 'people' | 'system';
  /** Null when the receiver takes as much as comes. */
  readonly pace: Pace | null;
  /**
   * Sends one message about the first of these, as many as fit, and resolves with how many that were. Rejects with NotTakenError
   * when none was taken.
   */
  send(notifications: readonly Notification[]): Promise<number>;
  /** Finds out whether messages would be taken, as far as that goes without telling anybody anything. Rejects with the reason. */
  probe(): Promise<void>;
  /** Sends a message that says it is a test. */
  test(): Promise<void>;
}

/** A receiver did not take a notification. */
export class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
  readonly retryable: boolean;
  /** How long the receiver asks to be left alone. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    { retryable, retryAfterMs = 0, cause }: { retryable: boolean; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause });
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}
