import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA-256 under a key that is derived for one purpose, so that a hash made for another is worth nothing here. */
export interface KeyedHash {
  of(text: string): Buffer;
  /** Takes the same time wherever a forged hash differs. */
  matches(text: string, given: Buffer): boolean;
}

/** 32 bytes of a secret for one purpose (HKDF with SHA-256): what is known of one such key tells nothing of another. */
export function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `yinlu ${purpose}`, 32));
}

/** `bytes`: how much of each hash is kept, where it has to be short. */
export function keyedHash(secret: string, purpose: string, bytes = 32): KeyedHash {
  // A key object: given bytes, each HMAC would make one anew, which costs more than the HMAC.
  const key = createSecretKey(derivedKey(secret, purpose));
  const of = (text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, bytes);
  return {
    of,
    // The length of a hash is no secret, its content is.
    matches: (text, given) => given.length === bytes && timingSafeEqual(given, of(text)),
  };
}
