import { createHmac, createSecretKey, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Signer {
  sign(text: string): string;
  /** Takes the same time wherever a forged signature differs. */
  verify(text: string, signature: string): boolean;
}

/** Signs with a key that is derived for one purpose, so that a signature made for another is worth nothing here. */
export function signer(secret: string, purpose: string): Signer {
  // A key object: given bytes, each HMAC would make one anew, which costs more than the HMAC.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `yinlu ${purpose}`, 32)));
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return { sign, verify: (text, signature) => isSame(Buffer.from(sign(text)), Buffer.from(signature)) };
}

/** The length of a signature is no secret, its content is. */
function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
