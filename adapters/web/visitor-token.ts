import { randomBytes } from 'node:crypto';
import { type Signer, signer } from './signing.ts';

export interface VisitorTokens {
  issue(conversation: string, now: number): string;
  /** The conversation that the token opens; null for a token that is forged, of an unknown version, or too old. */
  open(token: string, now: number): string | null;
}

/**
 * Tokens of the form `v1.<conversation>.<issued, seconds in base 36>.<signature>`. The version names how the rest is to be read and
 * which key signed it: a new way of signing is a new version beside the old one, until the old tokens have run out.
 */
export function visitorTokens(secret: string): VisitorTokens {
  const v1 = signer(secret, 'visitor token v1');
  // A visitor sends the same token with each message, and checking it costs as much as the flow's whole turn.
  const verified = new Map<string, Opened>();
  return {
    issue(conversation, now) {
      const signed = `v1.${conversation}.${Math.floor(now / 1000).toString(36)}`;
      return `${signed}.${v1.sign(signed)}`;
    },
    open(token, now) {
      let opened = verified.get(token) ?? null;
      if (opened === null) {
        opened = readV1(token, v1);
        if (opened === null) return null;
        if (verified.size >= maxRemembered) verified.clear();
        verified.set(token, opened);
      }
      return now / 1000 - opened.issued < maxAgeSeconds ? opened.conversation : null;
    },
  };
}

interface Opened {
  readonly conversation: string;
  /** Seconds since 1970. */
  readonly issued: number;
}

function readV1(token: string, v1: Signer): Opened | null {
  const [version, conversation, issued, signature, ...rest] = token.split('.');
  if (version !== 'v1' || !conversation || !issued || !signature || rest.length > 0) return null;
  if (!v1.verify(`v1.${conversation}.${issued}`, signature)) return null;
  return { conversation, issued: Number.parseInt(issued, 36) };
}

/** A conversation id that cannot be guessed: 128 random bits. */
export function newConversation(): string {
  return `c_${randomBytes(16).toString('base64url')}`;
}

/** The token of an `Authorization: Bearer` header; null when there is none. */
export function bearerOf(authorization: string | undefined): string | null {
  const match = /^Bearer +([\w.~+/=-]{1,512}) *$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}

// People come back to a licence question after months; half a year later they start anew.
const maxAgeSeconds = 180 * 24 * 3600;
const maxRemembered = 10_000;
