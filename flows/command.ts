/** What a message means, as data: the only way in which anything said can change a conversation. */
export type Command =
  /** `besides`: it comes to what was given before, and corrects nothing. */
  | { type: 'set'; slot: string; value: SlotValue; by: Provenance; besides?: true }
  /** The prospect says that an earlier value was wrong; without a value the slot is asked anew. */
  | { type: 'correct'; slot: string; value?: SlotValue; by: Provenance }
  /** Will not or cannot say; without a slot the pending one is meant. */
  | { type: 'decline'; slot?: string; reason: DeclineReason }
  /** `written` is how the prospect put it, where `text` says in full what was meant; `listed` is one of several that were numbered. */
  | { type: 'question'; topic: Topic; text: string; written?: string; listed?: true }
  /** "改成只做广东呢?": compare, change nothing. */
  | { type: 'what-if'; values: Readonly<Record<string, SlotValue>> }
  /** A model's reading: it counts once the prospect has said yes to it. */
  | { type: 'propose'; values: Readonly<Record<string, SlotValue>> }
  | { type: 'affirm' }
  | { type: 'deny' }
  /** "哦", "？": it was heard, no more. */
  | { type: 'nod' }
  | { type: 'human' }
  | { type: 'stop' }
  | { type: 'restart' }
  /** Take back the contact data; the whole talk goes when that is confirmed. */
  | { type: 'erase' }
  | { type: 'repeat' }
  | { type: 'small-talk'; kind: SmallTalk }
  /** Nothing was understood of this text. */
  | { type: 'unknown'; text: string };

/** How a value came to be known. */
export type Provenance = 'said' | 'chosen' | 'assumed' | 'link' | 'consultant' | 'model';

export type DeclineReason = 'unsure' | 'refused';

/** What a question is about, as far as flows and answers tell questions apart. */
export const topics = ['price', 'timeline', 'documents', 'requirements', 'process', 'explain', 'other'] as const;
export type Topic = (typeof topics)[number];

export type SmallTalk =
  | 'greet'
  | 'thanks'
  | 'bye'
  | 'abuse'
  | 'offtopic'
  | 'injection'
  | 'objection'
  | 'trust'
  /** Would rather talk here than be called. */
  | 'here'
  /** Wants another service besides. */
  | 'also'
  /** Does not want to be called. */
  | 'no-calls'
  /** Does not want a person yet. */
  | 'no-person'
  /** Has signed or paid already: what becomes of that is not known here. */
  | 'client'
  /** Complains. */
  | 'complaint'
  /** Asks when somebody answers. */
  | 'wait'
  /** Asks what is known of them. */
  | 'known'
  /** Tells when to be called, and takes leave until then. */
  | 'timed'
  /** Wants nothing besides. */
  | 'only-this'
  /** Talks it over with others first. */
  | 'consults'
  /** Knows nothing of licences yet. */
  | 'novice'
  /** Is about to put questions. */
  | 'listening'
  /** Too many words. */
  | 'shorter'
  /** Asks for another language. */
  | 'language';

/** JSON only, so that a state survives any store. */
export type SlotValue = string | number | boolean | Money;

/**
 * An amount in units of the currency (not 万). Equal ends are one amount; `null` is an open end ("at least", "at most").
 * `below`: less than `max`.
 * `kind` tells subscribed (认缴) from paid-in (实缴) capital.
 */
export interface Money {
  readonly min: number | null;
  readonly max: number | null;
  readonly below?: true | undefined;
  readonly currency: string;
  readonly kind: 'subscribed' | 'paid-in' | null;
}
