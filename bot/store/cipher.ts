import { createCipheriv, createDecipheriv } from 'node:crypto';
import { derivedKey, keyedHash, type KeyedHash } from '../keyed-hash.ts';
import { documentFrom, shortDocument } from './short-document.ts';

/** Encrypts documents where they are kept. `place` names where one is kept; at another place it does not decrypt. */
export interface Cipher {
  /** The ids of all keys; the first one's key encrypts. */
  readonly keyIds: readonly string[];
  /** The same document at the same place gives the same text: jobs and records are compared as they are kept. */
  encrypt(document: unknown, place: string): string;
  /** What no key of ours has encrypted is given back as it is. Throws when the text was changed or moved. */
  decrypt(kept: unknown, place: string): unknown;
}

interface Key {
  readonly id: string;
  readonly content: Buffer;
  readonly nonce: KeyedHash;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
const form = /^enc1\.([\w-]{8})\./;

/** A cipher (AES-256-GCM) for the values of `DATA_KEY`: the first encrypts, the others still decrypt. */
export function cipherOf(secrets: readonly string[]): Cipher {
  const keys = secrets.map(keyOf);
  const [current] = keys;
  if (!current) throw new Error('a cipher needs a key');
  return {
    keyIds: keys.map(({ id }) => id),
    encrypt: (document, place) => encrypted(current, shortDocument(document), place),
    decrypt: (kept, place) => {
      const id = typeof kept === 'string' ? form.exec(kept)?.[1] : undefined;
      const key = keys.find((each) => each.id === id);
      return key ? documentFrom(decrypted(key, kept as string, place)) : kept;
    },
  };
}

function keyOf(secret: string): Key {
  const id = derivedKey(secret, 'key id').toString('base64url').slice(0, 8);
  return { id, content: derivedKey(secret, 'content'), nonce: keyedHash(secret, 'nonce', nonceBytes) };
}

function encrypted({ id, content, nonce }: Key, text: string, place: string): string {
  // From the text itself, so that no nonce ever serves two texts, whichever process encrypts them.
  const once = nonce.of(`${place}\n${text}`);
  const cipher = createCipheriv(algorithm, content, once).setAAD(Buffer.from(place));
  const bytes = [cipher.update(text, 'utf8'), cipher.final()];
  return `enc1.${id}.${Buffer.concat([once, cipher.getAuthTag(), ...bytes]).toString('base64url')}`;
}

function decrypted({ id, content }: Key, kept: string, place: string): string {
  const bytes = Buffer.from(kept.slice(`enc1.${id}.`.length), 'base64url');
  const decipher = createDecipheriv(algorithm, content, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8');
}
