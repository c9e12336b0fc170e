// WeChat's AES: random(16) + length(4) + message + receiver, padded to blocks of 32 (PKCS#7), AES-256-CBC with the first half of the
// key as its start. CBC notices no change by itself: the signature is checked before anything is opened, and every byte here after.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RefusedPushError } from './refused-push.ts';

const paddedTo = 32;
const headBytes = 20;

/** The key that an EncodingAESKey (43 characters) stands for. Throws RangeError. */
export function aesKeyOf(encodingAesKey: string): Buffer {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) throw new RangeError('an EncodingAESKey is 43 letters and digits');
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/** Opens what WeChat sealed for this receiver (an app id or a corp id). Throws RefusedPushError. */
export function decrypt(sealed: string, key: Buffer, receiver: string): string {
  const { message, receiver: named } = partsOf(unpadded(decipher(sealed, key)));
  // Else whoever has an account of their own under the same key could replay what was sealed for it.
  if (!named.equals(Buffer.from(receiver))) throw new RefusedPushError('receiver', 'it was sealed for another receiver');
  return message.toString('utf8');
}

/** Seals a message. `random` is 16 bytes that nobody can guess. */
export function encrypt(message: string, { key, receiver, random = randomBytes(16) }: Sealing): string {
  const body = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([random, length, body, Buffer.from(receiver)]);
  const pad = paddedTo - (plain.length % paddedTo);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64');
}

export interface Sealing {
  readonly key: Buffer;
  readonly receiver: string;
  readonly random?: Buffer;
}

function decipher(sealed: string, key: Buffer): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(sealed) || bytes.length === 0 || bytes.length % 16 > 0) {
    throw new RefusedPushError('cipher', 'what was sealed is not whole');
  }
  const decipherer = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([decipherer.update(bytes), decipherer.final()]);
}

function unpadded(plain: Buffer): Buffer {
  const pad = plain.at(-1) ?? 0;
  const isWhole = pad >= 1 && pad <= paddedTo && pad <= plain.length && plain.subarray(-pad).every((byte) => byte === pad);
  if (!isWhole) throw new RefusedPushError('cipher', 'its padding is wrong');
  return plain.subarray(0, -pad);
}

function partsOf(plain: Buffer): { message: Buffer; receiver: Buffer } {
  const length = plain.length >= headBytes ? plain.readUInt32BE(16) : Infinity;
  if (headBytes + length > plain.length) throw new RefusedPushError('cipher', 'its length is wrong');
  return { message: plain.subarray(headBytes, headBytes + length), receiver: plain.subarray(headBytes + length) };
}
