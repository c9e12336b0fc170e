import { aesKeyOf, decrypt, encrypt } from './cipher.ts';
import { type Push, readPush, textOf } from './fields.ts';
import { RefusedPushError } from './refused-push.ts';
import { isSignedBy, signatureOf } from './signature.ts';
import { type Node, writeXml } from './write-xml.ts';

/** What both sides know. */
export interface Secrets {
  readonly token: string;
  /** An official account's app id, or a company's corp id. */
  readonly receiver: string;
  /** The current key and, while keys are changed, the one before it. Without a key pushes are plain. */
  readonly keys: readonly Buffer[];
}

/** The query of a callback, decoded once. */
export type Query = Readonly<Record<string, string | undefined>>;

/** A push that is WeChat's own. `key` is the one that it was sealed with: the reply is sealed with it too. */
export interface Opened extends Push {
  readonly key?: Buffer;
}

export function secretsOf({
  token,
  receiver,
  aesKeys,
}: {
  token: string;
  receiver: string;
  aesKeys: readonly string[];
}): Secrets {
  return { token, receiver, keys: aesKeys.map(aesKeyOf) };
}

/** Proves a plain `echostr` (official accounts) and gives what to answer with. Throws RefusedPushError. */
export function plainEcho(query: Query, { token }: Secrets): string {
  proveQuery(query, token);
  return query['echostr'] ?? '';
}

/** Proves and opens a sealed `echostr` (WeCom). Throws RefusedPushError. */
export function sealedEcho(query: Query, secrets: Secrets): string {
  // A `+` that was not escaped arrives as a space, and base64 has none.
  const echo = (query['echostr'] ?? '').replaceAll(' ', '+');
  proveSealed(query, secrets.token, echo);
  return opened(echo, secrets).text;
}

/** Proves where a push comes from, and opens it. With a key only sealed pushes count. Throws RefusedPushError. */
export function openPush(body: Buffer, query: Query, secrets: Secrets): Opened {
  if (secrets.keys.length === 0) {
    proveQuery(query, secrets.token);
    return readPush(body);
  }
  const sealed = textOf(readPush(body).fields, 'Encrypt');
  // In compatible mode the plain fields stand beside it; whoever leaves the seal out could write anything there.
  if (sealed === '') throw new RefusedPushError('plain', 'it is not sealed, and a key is configured');
  proveSealed(query, secrets.token, sealed);
  const { text, key } = opened(sealed, secrets);
  return { ...readPush(text), key };
}

/** A reply as it goes over the wire: sealed with the key that the push was sealed with, or plain like it. */
export function sealReply(reply: Node, { push, secrets, at, nonce, random }: Replying): string {
  const text = push.format === 'json' ? JSON.stringify(reply) : writeXml(reply);
  if (!push.key) return text;
  const { key } = push;
  const sealed = encrypt(text, { key, receiver: secrets.receiver, ...(random && { random }) });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const envelope = {
    Encrypt: sealed,
    MsgSignature: signatureOf([secrets.token, timestamp, nonce, sealed]),
    TimeStamp: Number(timestamp),
    Nonce: nonce,
  };
  return push.format === 'json' ? JSON.stringify(envelope) : writeXml(envelope);
}

export interface Replying {
  readonly push: Opened;
  readonly secrets: Secrets;
  readonly at: Date;
  readonly nonce: string;
  readonly random?: Buffer;
}

function opened(sealed: string, { keys, receiver }: Secrets): { text: string; key: Buffer } {
  let refusal: unknown = new RefusedPushError('cipher', 'there is no key to open it with');
  for (const key of keys) {
    try {
      return { text: decrypt(sealed, key, receiver), key };
    } catch (error) {
      // What the current key makes of it says more than what an old one does.
      if (key === keys[0]) refusal = error;
    }
  }
  throw refusal;
}

function proveQuery(query: Query, token: string): void {
  prove(query['signature'], [token, query['timestamp'] ?? '', query['nonce'] ?? '']);
}

function proveSealed(query: Query, token: string, sealed: string): void {
  prove(query['msg_signature'], [token, query['timestamp'] ?? '', query['nonce'] ?? '', sealed]);
}

function prove(signature: string | undefined, parts: readonly string[]): void {
  if (!signature || !isSignedBy(signature, parts)) throw new RefusedPushError('signature', 'its signature is wrong');
}
