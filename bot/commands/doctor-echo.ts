import { randomBytes, randomInt } from 'node:crypto';
import { encrypt } from '../../adapters/wechat/envelope/cipher.ts';
import type { Secrets } from '../../adapters/wechat/envelope/envelope.ts';
import { signatureOf } from '../../adapters/wechat/envelope/signature.ts';
import { problemOf, type Finding } from './doctor-finding.ts';

export interface Echo {
  /** Of the finding. */
  readonly name: string;
  readonly publicUrl: string | undefined;
  readonly path: string;
  readonly secrets: Secrets;
  /** WeCom seals what is to be echoed, official accounts do not. */
  readonly isSealed: boolean;
}

/** WeCom waits one second for the echo, and the way there is longer than from here. */
const slowMs = 800;
const deadlineMs = 5000;

/** Asks our own public address as WeChat does when the address is saved in its console. */
export async function echoOf({ name, publicUrl, path, secrets, isSealed }: Echo): Promise<Finding> {
  if (!publicUrl) return { name, level: 'fail', outcome: 'unset', values: { path } };
  const url = `${publicUrl}${path}`;
  const word = String(randomInt(2 ** 47));
  const began = performance.now();
  try {
    const response = await fetch(`${url}?${queryOf(secrets, word, isSealed)}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    });
    const text = await response.text();
    const ms = Math.round(performance.now() - began);
    const found = foundBy(response.status, { isEcho: text === word, isSlow: ms > slowMs });
    return { name, ...found, values: { url, ms, problem: `HTTP ${response.status}` } };
  } catch (error) {
    return { name, level: 'fail', outcome: 'astray', values: { url, problem: problemOf(error) } };
  }
}

function queryOf({ token, keys, receiver }: Secrets, word: string, isSealed: boolean): URLSearchParams {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(5).readUInt32BE().toString();
  const [key] = keys;
  if (!isSealed || !key) {
    return new URLSearchParams({ timestamp, nonce, echostr: word, signature: signatureOf([token, timestamp, nonce]) });
  }
  const echostr = encrypt(word, { key, receiver });
  return new URLSearchParams({ timestamp, nonce, echostr, msg_signature: signatureOf([token, timestamp, nonce, echostr]) });
}

function foundBy(status: number, { isEcho, isSlow }: { isEcho: boolean; isSlow: boolean }): Pick<Finding, 'level' | 'outcome'> {
  if (status === 200 && isEcho) return isSlow ? { level: 'warn', outcome: 'slow' } : { level: 'ok', outcome: 'reached' };
  if (status === 403) return { level: 'fail', outcome: 'other-settings' };
  return { level: 'fail', outcome: status === 200 ? 'changed' : 'astray' };
}
