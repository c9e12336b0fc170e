import { createHash, timingSafeEqual } from 'node:crypto';

/** WeChat's signature: SHA-1 in hex over the parts in the order of their bytes. */
export function signatureOf(parts: readonly string[]): string {
  const sorted = parts.map((part) => Buffer.from(part)).toSorted((one, other) => one.compare(other));
  return createHash('sha1').update(Buffer.concat(sorted)).digest('hex');
}

/** Takes the same time whether the signature is nearly right or not at all. */
export function isSignedBy(signature: string, parts: readonly string[]): boolean {
  const given = Buffer.from(signature);
  const right = Buffer.from(signatureOf(parts));
  return given.length === right.length && timingSafeEqual(given, right);
}
