import { keyedHash } from '../keyed-hash.ts';
import { conversationOf } from './lead-id.ts';

/** Makes and opens the addresses by which notifications lead to a claim. They say which lead, and until when; who claims signs in. */
export interface ClaimLinks {
  /** `/console/claim/{token}` */
  readonly path: (lead: string, now: Date) => string;
  /** Null when the token is none of ours. */
  readonly open: (token: string, now: Date) => { readonly lead: string; readonly isExpired: boolean } | null;
}

const macBytes = 16;
/** A weekend and a day. */
const lifeSeconds = 3 * 24 * 3600;

/** Signs with a key derived from `secret`: links of one installation are worth nothing to another. */
export function claimLinks(secret: string): ClaimLinks {
  const hash = keyedHash(secret, 'claim link', macBytes);
  return {
    path(lead, now) {
      conversationOf(lead);
      const until = (Math.floor(now.getTime() / 1000) + lifeSeconds).toString(36);
      return `/console/claim/${lead}.${until}.${hash.of(`${lead}\n${until}`).toString('base64url')}`;
    },
    open(token, now) {
      const [lead = '', until = '', mac = '', ...rest] = token.split('.');
      if (rest.length > 0 || !hash.matches(`${lead}\n${until}`, Buffer.from(mac, 'base64url'))) return null;
      return { lead, isExpired: Number.parseInt(until, 36) * 1000 <= now.getTime() };
    },
  };
}
