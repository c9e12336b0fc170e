import type { AfterSale } from '../knowledge/hours-file.ts';
import type { Draft, Message } from './message.ts';
import type { Language, Session } from './session/session.ts';
import type { AuditEntry, LeadPage, LeadQuery, Span, StoreEvent } from './store/store.ts';

/** One message as a channel took it in. `id` is the same each time the channel delivers the same message. */
export interface Incoming {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text?: string;
  /** The `value` of a choice that was tapped. */
  readonly choice?: string;
  /** Too old to be answered (a channel's history, read at its first start): it is only taken down. */
  readonly past?: true;
  /** What this message changes in how the channel reaches the prospect. Pure: a turn may be run again. */
  readonly reached?: (session: Session) => Session;
}

export interface Opening {
  readonly language: Language;
  readonly page?: string;
  readonly referrer?: string;
  readonly campaign?: Readonly<Record<string, string>>;
}

/** Messages with the cursor to ask for the next ones by. */
export interface Batch {
  readonly messages: readonly Message[];
  readonly cursor: number;
}

/** What a channel asks of the bot. */
export interface Front {
  /** Starts a conversation under an id that the channel chose; the batch is the greeting. */
  open(conversation: string, opening: Opening, reached?: Incoming['reached']): Promise<Batch>;
  /**
   * Takes a message in and resolves after the commit with the replies of the turn that took it in; the same for an id that was
   * handled before. A conversation that does not exist is begun with the opening; without one it is UnknownConversationError.
   */
  receive(conversation: string, incoming: Incoming, opening?: Opening): Promise<Batch>;
  messages(conversation: string, after: number): Promise<Batch>;
  owner(conversation: string): Promise<{ readonly owner: string; readonly name?: string }>;
  /** Every event of every conversation, of all processes. `missed` is called whenever some may have been missed: read again. */
  subscribe(listener: (event: StoreEvent) => void, missed?: () => void): () => void;
  publish(event: StoreEvent): Promise<void>;
  ready(): Promise<void>;
}

export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly role: 'consultant' | 'manager' | 'owner';
}

/** What the consultants' side asks of the bot. Errors: NoSuchLeadError, DeskConflictError. */
export interface Desk {
  leads(query: LeadQuery): Promise<LeadPage>;
  lead(id: string, who: StaffMember): Promise<LeadView>;
  transcript(id: string, who: StaffMember): Promise<readonly Message[]>;
  /** One winner; DeskConflictError with the owner for everybody else. Claiming one's own lead again succeeds. */
  claim(id: string, who: StaffMember): Promise<LeadView>;
  release(id: string, who: StaffMember): Promise<LeadView>;
  returnToBot(id: string, who: StaffMember): Promise<LeadView>;
  close(id: string, who: StaffMember, outcome: { outcome: 'won' | 'lost'; reason: string }): Promise<LeadView>;
  /** Speaks to the prospect; the same `id` again has no second effect. */
  reply(id: string, who: StaffMember, reply: { id: string; text: string }): Promise<Batch>;
  typing(id: string, who: StaffMember): Promise<void>;
  /** Puts a fact right as if the prospect had said `text`; they are told, and what follows from it. UnreadableValueError. */
  correct(id: string, who: StaffMember, fact: { slot: string; text: string }): Promise<LeadView>;
  /** A manager gives it to somebody who is there; DeskConflictError with the reason when they are not. */
  assign(id: string, who: StaffMember, to: string): Promise<LeadView>;
  /** Closes it as a duplicate: `into`, a lead of the same prospect, goes on in its place. DeskConflictError with the reason. */
  merge(id: string, who: StaffMember, into: string): Promise<LeadView>;
  /** Only colleagues see it. */
  note(id: string, who: StaffMember, text: string): Promise<LeadView>;
  /** How far the cooperation has come: a step of the knowledge. */
  stage(id: string, who: StaffMember, step: string): Promise<LeadView>;
  /** A day that the consultant of a won lead is reminded of; null takes it away. */
  date(id: string, who: StaffMember, date: { kind: AfterSale; day: string | null }): Promise<LeadView>;
  /** Who read and changed what, for managers. */
  trail(id: string, who: StaffMember): Promise<readonly AuditEntry[]>;
  /** Asks a manager for a discount of the price book on this lead. */
  askDiscount(id: string, who: StaffMember, wish: { discount: string; note: string }): Promise<LeadView>;
  /** A manager or the owner decides; from an approval on the quotes of this lead have it. */
  decideDiscount(id: string, who: StaffMember, decision: { approve: boolean; reason: string; asked?: string }): Promise<LeadView>;
  /** Discounts that wait for a manager's word, the oldest first. */
  askedDiscounts(who: StaffMember): Promise<readonly PendingDiscount[]>;
  /** Sends a quote for what is known; DeskConflictError where the price book has no price. */
  quote(id: string, who: StaffMember): Promise<LeadView>;
}

export interface PendingDiscount {
  readonly lead: string;
  readonly id: string;
  readonly percent: number;
  readonly asked: { readonly at: string; readonly name: string; readonly note: string };
  readonly headline: Readonly<Record<'zh-Hans' | 'en', string>>;
}

/** A lead as the Staff API shows it. */
export interface LeadView {
  readonly id: string;
  readonly status: Session['lead']['status'];
  readonly score: number;
  readonly grade: 'A' | 'B' | 'C' | 'D';
  /** Personal slots only after consent. */
  readonly slots: Readonly<Record<string, { value: unknown; by: string; at: string } | { declined: string; at: string }>>;
  readonly verdict: unknown;
  readonly quote?: string;
  /** How much of the papers that this company hands in is ready, in percent; absent while it is open which they are. */
  readonly readiness?: number;
  readonly owner?: { readonly id: string; readonly name: string };
  readonly channel: string;
  readonly conversation: string;
  readonly events: readonly { at: string; event: string; who?: string }[];
  readonly summary: string;
  /** The lead that it was merged into. */
  readonly merged?: string;
  /** Leads that may be of the same prospect. */
  readonly duplicates?: readonly { readonly lead: string; readonly because: 'phone' | 'company' }[];
  /** Where the channel limits what may be written to the prospect. */
  readonly window?: ReplyWindow;
}

/** How many messages the channel takes now, and the last moment for them: both are new when the prospect writes. */
export interface ReplyWindow {
  readonly left: number;
  readonly until?: string;
}

/**
 * Changes a conversation outside the prospect's turns (claim, reply, a timer) with the turn's promises: in line, once, all or
 * nothing. With an `id` the act is idempotent: `handled` is what came of it the first time, or null. `change` may be called again
 * after a conflict, so it must be pure.
 */
export type Act = <T>(
  conversation: string,
  change: (session: Session, handled: Span | null) => Acted<T>,
  id?: string,
) => Promise<T>;

export interface Acted<T> {
  readonly result: T;
  /** Absent: nothing changes and nothing is committed. */
  readonly session?: Session;
  /** Appended to the transcript. */
  readonly drafts?: readonly (Draft & { from: Message['from'] })[];
  readonly jobs?: readonly NewJob[];
  readonly audit?: readonly AuditEntry[];
}

/** A job as a turn or an act asks for it; the commit knows whose it is. `due` is in milliseconds since 1970. */
export interface NewJob {
  readonly id: string;
  readonly type: string;
  readonly due: number;
  readonly data: unknown;
}

/** There is none with this id, because it never was or was erased. */
export class UnknownConversationError extends Error {
  override readonly name = 'UnknownConversationError';
  readonly retryable = false;

  constructor(conversation: string) {
    super(`there is no conversation ${conversation}`);
  }
}

/** There is no lead with this id, because it never was or was erased. */
export class NoSuchLeadError extends Error {
  override readonly name = 'NoSuchLeadError';
  readonly retryable = false;

  constructor(lead: string) {
    super(`there is no lead ${lead}`);
  }
}

/** Nobody of the staff has this id. */
export class NoSuchPersonError extends Error {
  override readonly name = 'NoSuchPersonError';
  readonly retryable = false;

  constructor(person: string) {
    super(`there is nobody with the id "${person}"`);
  }
}

/** Somebody signed in asks for what is not theirs to do or see. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly retryable = false;
}

/** A value that a consultant typed is none of its kind. */
export class UnreadableValueError extends Error {
  override readonly name = 'UnreadableValueError';
  readonly retryable = false;
}

/** The lead is not in a state that allows it; `owner` is who has it. */
export class DeskConflictError extends Error {
  override readonly name = 'DeskConflictError';
  readonly retryable = false;
  readonly owner: { id: string; name: string } | null;
  readonly reason: ConflictReason;

  constructor(message: string, owner: { id: string; name: string } | null, reason: ConflictReason = 'changed') {
    super(message);
    this.owner = owner;
    this.reason = reason;
  }
}

/** Somebody else has claimed it; it is another's; it is closed; it was taken back a while ago; who is to have it is not there; the channel
 * is shut; anything else that is no longer as it was. */
export type ConflictReason = 'taken' | 'owned' | 'closed' | 'cooling' | 'away' | 'shut' | 'changed';
