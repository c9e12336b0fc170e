import type { SlotValue, SmallTalk, Topic } from './command.ts';

/** What must happen after an advance, in the order in which the prospect should read it. */
export type Effect =
  /** A known value changed: name what changed before what follows from it. */
  | { type: 'noted'; changes: readonly Change[] }
  /** A value did not pass its slot's validation (a phone number one digit short). */
  | { type: 'invalid'; slot: string; value: SlotValue }
  | { type: 'declined'; slot: string }
  | { type: 'answer'; topic: Topic; text: string; written?: string; listed?: true }
  | { type: 'say'; say: string; changed: boolean }
  /** Both sides of a what-if; `before` and `after` are all slot values. */
  | { type: 'compare'; values: Values; before: Values; after: Values }
  /** A question came between: shall what was compared be taken? */
  | { type: 'compare-again'; values: Values }
  | { type: 'ask'; slot: string; variant: AskVariant; choices: boolean }
  /** Asks whether this was meant: nothing of it is taken for known before. */
  | { type: 'read-back'; values: Values }
  | { type: 'offer-human' }
  /** Contact data was removed, if there was any; shall the whole talk be deleted? */
  | { type: 'offer-erase'; contact: boolean }
  | { type: 'handoff'; reason: string }
  | { type: 'notice'; notice: Notice }
  | { type: 'repeat' };

export type Values = Readonly<Record<string, SlotValue>>;

export interface Change {
  readonly slot: string;
  readonly from: SlotValue | null;
  readonly to: SlotValue | null;
}

/** Why the question is put: the texts have other words for each. */
export type AskVariant = 'first' | 'again' | 'digression' | 'last';

export type Notice =
  | SmallTalk
  /** The whole talk is to be deleted. */
  | 'erased'
  | 'stopped'
  | 'restarted'
  | 'resumed'
  | 'not-understood'
  /** What was read back was not meant. */
  | 'misread'
  | 'already-handed'
  | 'kept'
  | 'dropped'
  /** A value was taken and there is nothing to ask or say after it. */
  | 'noted'
  /** The same of how to reach somebody who is with the people already. */
  | 'reachable'
  /** What was left may be used. */
  | 'allowed'
  /** Nothing is open: whatever was said ("yes", with no question put) has nothing to answer. */
  | 'all-set'
  /** Not understood while a consultant is awaited: the consultant will read it. */
  | 'passed-on';
