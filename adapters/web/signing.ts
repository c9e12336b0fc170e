import { keyedHash } from '../../bot/keyed-hash.ts';

export interface Signer {
  sign(text: string): string;
  /** Takes the same time wherever a forged signature differs. */
  verify(text: string, signature: string): boolean;
}

/** Signs with a key that is derived for one purpose, so that a signature made for another is worth nothing here. */
export function signer(secret: string, purpose: string): Signer {
  const hash = keyedHash(secret, purpose);
  const sign = (text: string): string => hash.of(text).toString('base64url');
  return {
    sign,
    verify(text, signature) {
      const given = Buffer.from(signature, 'base64url');
      // Base64 has room for more spellings of the same bytes: only our own is taken.
      return given.toString('base64url') === signature && hash.matches(text, given);
    },
  };
}
