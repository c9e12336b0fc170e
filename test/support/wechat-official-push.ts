import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { decrypt, encrypt } from '../../adapters/wechat/envelope/cipher.ts';
import { type Fields, readPush, textOf } from '../../adapters/wechat/envelope/fields.ts';
import { signatureOf } from '../../adapters/wechat/envelope/signature.ts';
import { writeXml } from '../../adapters/wechat/envelope/write-xml.ts';
import type { HangUp, OfficialAccountSimulator, Tried } from './wechat-official-account.ts';

/** What came of a push. */
export interface Pushed {
  /** What the follower was shown; nothing after `success`. */
  readonly reply?: string;
  /** Milliseconds that each try took. */
  readonly tries: readonly number[];
  /** What the follower would have read as "this account is out of order". */
  readonly trouble?: string;
}

type Told = Readonly<Record<string, string | number>>;

const maxTries = 3;
const readMs = 50;

/** Pushes up to three times, each with five seconds to answer. */
export async function push(
  sim: OfficialAccountSimulator,
  told: Told,
  { hangUp }: Pick<OfficialAccountSimulator, 'hangUp'> = sim,
): Promise<Pushed> {
  const tries: number[] = [];
  const { patienceMs = 5000 } = sim.settings;
  while (tries.length < maxTries) {
    const giveUp = hangUp(tries.length + 1, String(told['MsgId'] ?? ''));
    const posting = giveUp ? hungUp(sim, told, giveUp) : post(sim, told, patienceMs);
    const at = sim.now();
    const { answer, ms } = await posting.catch((): Answered => ({ answer: null, ms: 0 }));
    tries.push(ms);
    sim.tried.push({ openid: String(told['FromUserName']), id: String(told['MsgId'] ?? ''), at, ms, how: howOf(giveUp, answer) });
    if (answer === null) continue;
    sim.answeredMs.push(ms);
    return { ...judged(sim, told, answer), tries };
  }
  return { tries, trouble: 'no answer to three tries' };
}

function howOf(giveUp: HangUp | null, answer: string | null): Tried['how'] {
  if (giveUp) return giveUp;
  if (answer === null) return 'unanswered';
  return answer === 'success' || answer === '' ? 'success' : 'answered';
}

interface Answered {
  readonly answer: string | null;
  readonly ms: number;
}

const lines = new Agent({ keepAlive: true });

/** Its patience begins when the push has left: how long this process took to send it is not the other side's doing. */
async function post(sim: OfficialAccountSimulator, told: Told, patienceMs: number): Promise<Answered> {
  const { query, body } = sealed(sim, told);
  const headers = { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) };
  const sent = request(`${sim.callback}?${query}`, { method: 'POST', agent: lines, headers });
  const arrives = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.end(body);
  await Promise.race([once(sent, 'finish'), arrives]);
  const began = performance.now();
  // What has arrived by then counts, though this process may have had too much to do to read it.
  const timer = setTimeout(() => setTimeout(() => sent.destroy(), readMs), patienceMs);
  try {
    const [response] = await arrives;
    const answer = await text(response);
    return { answer: response.statusCode === 200 ? answer : null, ms: performance.now() - began };
  } catch {
    return { answer: null, ms: performance.now() - began };
  } finally {
    clearTimeout(timer);
  }
}

/** A try that WeChat gives up; it never has an answer. */
async function hungUp(sim: OfficialAccountSimulator, told: Told, when: HangUp): Promise<Answered> {
  const began = performance.now();
  const { query, body } = sealed(sim, told);
  const agent = new Agent({ keepAlive: true });
  const sent = request(`${sim.callback}?${query}`, { method: 'POST', agent, headers: { 'content-type': 'text/xml' } });
  sent.on('error', () => {});
  if (when === 'at-once') {
    const [socket] = (await once(sent.end(body), 'socket')) as [Socket];
    await once(socket, 'connect');
    socket.destroySoon();
    await once(socket, 'close');
    return { answer: null, ms: performance.now() - began };
  }
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  sent.socket?.resetAndDestroy();
  return { answer: null, ms: performance.now() - began };
}

/** A push as it goes over the wire, signed and, with a key, sealed. */
export function sealed(sim: OfficialAccountSimulator, told: Told): { query: URLSearchParams; body: string } {
  const { token, mode, format, appId } = sim.settings;
  const timestamp = String(Math.floor(sim.now() / 1000));
  const nonce = String(randomInt(1_000_000_000));
  const written = (fields: Told): string => (format === 'json' ? jsonOf(fields) : writeXml(fields));
  const query = new URLSearchParams({ timestamp, nonce, signature: signatureOf([token, timestamp, nonce]) });
  query.set('openid', String(told['FromUserName']));
  const { key } = sim;
  if (!key) return { query, body: written(told) };
  const Encrypt = encrypt(written(told), { key, receiver: appId });
  query.set('encrypt_type', 'aes');
  query.set('msg_signature', signatureOf([token, timestamp, nonce, Encrypt]));
  const outside = mode === 'compatible' ? told : { ToUserName: String(told['ToUserName']) };
  return { query, body: written({ ...outside, Encrypt }) };
}

/** Ids stand bare, with all of their 64 bits. */
function jsonOf(fields: Told): string {
  return JSON.stringify(fields).replace(/"MsgId":"(\d+)"/, '"MsgId":$1');
}

function judged(sim: OfficialAccountSimulator, told: Told, answer: string): Pick<Pushed, 'reply' | 'trouble'> {
  if (answer === '' || answer === 'success') return {};
  try {
    return { reply: replyIn(sim, told, answer) };
  } catch (error) {
    return { trouble: `a reply that WeChat cannot read: ${(error as Error).message}` };
  }
}

function replyIn(sim: OfficialAccountSimulator, told: Told, answer: string): string {
  const outside = readPush(answer);
  must(outside.format === (sim.settings.format ?? 'xml'), 'its format is another than that of the push');
  const fields = opened(sim, outside.fields);
  must(textOf(fields, 'ToUserName') === told['FromUserName'], 'it is for somebody else');
  must(textOf(fields, 'FromUserName') === told['ToUserName'], 'it is from another account');
  must(/^\d{10}$/.test(textOf(fields, 'CreateTime')), 'CreateTime is not in seconds');
  must(textOf(fields, 'MsgType') === 'text', 'MsgType is unknown');
  const content = textOf(fields, 'Content');
  must(content !== '' && Buffer.byteLength(content) <= 2048, 'its text is empty or too long');
  return content;
}

function opened(sim: OfficialAccountSimulator, fields: Fields): Fields {
  const { key, settings } = sim;
  if (!key) return fields;
  const [Encrypt, signature, at, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map((name) => textOf(fields, name));
  must(signature === signatureOf([settings.token, at ?? '', nonce ?? '', Encrypt ?? '']), 'its signature is wrong');
  return readPush(decrypt(Encrypt ?? '', key, settings.appId)).fields;
}

function must(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem);
}
