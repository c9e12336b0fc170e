import * as z from 'zod';
import { NotTakenError } from '../../bot/leads/notifier.ts';

/** What a robot's platform answers: always with HTTP 200, its own code says what became of the message. */
export interface Answer {
  readonly code: number;
  readonly message: string;
}

export interface Robot {
  readonly name: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** Posts JSON to a robot and reads its answer. Rejects with NotTakenError, which never tells the address: that is the password. */
export async function postJson(
  { name, fetch: send = fetch, timeoutMs = 8000 }: Robot,
  url: string,
  body: string,
): Promise<Answer> {
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return answerSchema.parse(await response.json());
    await response.body?.cancel();
    // Before its own code a platform's proxies may answer; they are mended without us.
    throw new NotTakenError(`${name} answered HTTP ${response.status}`, { retryable: response.status !== 410 });
  } catch (cause) {
    if (cause instanceof NotTakenError) throw cause;
    const what =
      cause instanceof SyntaxError || cause instanceof z.ZodError ? 'gave no answer that it should' : 'could not be reached';
    throw new NotTakenError(`${name} ${what}`, { retryable: true, cause: withoutAddress(cause) });
  }
}

/** What the codes of a platform mean; one that is in neither list may be mended while we try. */
export interface Codes {
  /** It will never be taken as it is: the robot is gone, or its settings differ from ours. */
  readonly final: ReadonlyMap<number, string>;
  /** Too fast, and how long the platform then takes nothing. */
  readonly tooFast: ReadonlyMap<number, number>;
}

/** Throws unless the answer says that the message was taken. */
export function requireTaken(name: string, { code, message }: Answer, { final, tooFast }: Codes): void {
  if (code === 0) return;
  const reason = final.get(code);
  throw new NotTakenError(`${name} answered ${code}: ${reason ?? message.slice(0, 120)}`, {
    retryable: reason === undefined,
    retryAfterMs: tooFast.get(code) ?? 0,
  });
}

/** A title with the keyword without which the robot takes nothing. */
export function keyedBy(keyword: string | undefined): (title: string) => string {
  return (title) => (keyword && !title.includes(keyword) ? `${keyword} ${title}` : title);
}

interface Forms<T> {
  readonly card: (only: T) => Promise<void>;
  /** Tells how many of them fitted in. */
  readonly list: (some: readonly T[]) => Promise<number>;
}

/** One is a card, several are a list. Resolves to how many were in it. */
export async function cardOrList<T>(all: readonly T[], { card, list }: Forms<T>): Promise<number> {
  const [only] = all;
  if (only === undefined || all.length !== 1) return list(all);
  await card(only);
  return 1;
}

/** The first of these that make a message of at most so many bytes, and that message; at least one. */
export function fitting<T>(
  all: readonly T[],
  mostBytes: number,
  made: (some: readonly T[]) => string,
): { body: string; count: number } {
  for (let count = all.length; ; count -= 1) {
    const body = made(all.slice(0, count));
    if (count <= 1 || Buffer.byteLength(body) <= mostBytes) return { body, count };
  }
}

const answerSchema = z.union([
  z
    .object({ errcode: z.number(), errmsg: z.string().default('') })
    .transform(({ errcode, errmsg }) => ({ code: errcode, message: errmsg })),
  z.object({ code: z.number(), msg: z.string().default('') }).transform(({ code, msg }) => ({ code, message: msg })),
]);

/** Errors of fetch quote the address that they were given. */
function withoutAddress(cause: unknown): Error {
  const { name, message } = cause instanceof Error ? cause : new Error('unknown');
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : message;
  return new Error(`${name}: ${inner.replaceAll(/https?:\/\/\S+/g, 'the address')}`);
}
