/** What a channel can carry: rendering and sending follow from it, and nothing else knows one channel from another. */
export interface Capabilities {
  /** A text's longest, in bytes of UTF-8. */
  readonly maxTextBytes: number;
  /** `menu`: a message kind of its own · `links`: words of the text that answer when they are tapped · `numbers`: "1. …" below it. */
  readonly choices: 'menu' | 'links' | 'numbers';
  readonly menu?: MenuLimits;
  /** Whether the prospect can be shown that something is being written. */
  readonly typing: boolean;
  /** Messages for each message of the prospect, and how long they may be sent. None: there are only replies. */
  readonly sends: { readonly max: number; readonly windowMs: number } | null;
  /** Whether a send that was repeated under the same id arrives once. */
  readonly idempotentSend: boolean;
}

export interface MenuLimits {
  readonly maxItems: number;
  readonly maxHeadBytes: number;
  readonly maxIdBytes: number;
  readonly maxLabelBytes: number;
}

const hourMs = 3_600_000;
/** Not all of the 2048 that WeChat has: its count and ours may differ by a line end. */
const maxTextBytes = 2000;
const window = { max: 5, windowMs: 48 * hourMs };

/** A reply to a push of an official account: one text, whatever the account. Tapped words need a verified one. */
export const officialReply = (verified: boolean): Capabilities => ({
  maxTextBytes,
  choices: verified ? 'links' : 'numbers',
  typing: verified,
  sends: null,
  idempotentSend: true,
});

/** What a verified official account sends of its own accord. */
export const officialService: Capabilities = {
  maxTextBytes,
  choices: 'menu',
  // WeChat does not tell its limit; more than six were refused.
  menu: { maxItems: 6, maxHeadBytes: 1024, maxIdBytes: 64, maxLabelBytes: 128 },
  typing: true,
  sends: window,
  idempotentSend: false,
};

/** WeChat customer service (WeCom). */
export const customerService: Capabilities = {
  maxTextBytes,
  choices: 'menu',
  menu: { maxItems: 10, maxHeadBytes: 1024, maxIdBytes: 64, maxLabelBytes: 128 },
  typing: false,
  sends: window,
  idempotentSend: true,
};

/** A personal account: no limits that anybody has written down, and no taps. */
export const personalAccount: Capabilities = {
  maxTextBytes,
  choices: 'numbers',
  typing: false,
  sends: { max: Infinity, windowMs: Infinity },
  idempotentSend: false,
};
