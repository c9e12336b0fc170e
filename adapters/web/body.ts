import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';
import { Problem } from './problem.ts';

/** Reads a JSON body of at most 64 KB and checks it; an empty body is an empty object. Throws problems 400, 413, 415. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(jsonOf(await readBody(request)));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  // An issue that is about size says so by its code; everything else is malformed.
  const tooLong = issue?.code === 'custom' && issue.params?.['status'] === 413;
  throw new Problem(tooLong ? 413 : 400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'is not valid'}`);
}

/** A body of at most 64 KB. Throws problems 413 and 415. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new Problem(415, 'Compressed bodies are not taken.');
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) {
    request.resume();
    throw tooLarge();
  }
  return collect(request);
}

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // The rest is read and dropped: closing on a client that still sends would lose it the answer.
      if (bytes > maxBodyBytes) reject(tooLarge());
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // A client that goes away in the middle is an error of the stream too.
    request.on('error', (cause) => reject(new Problem(400, 'The body broke off.', { cause })));
  });
}

function jsonOf(body: Buffer): unknown {
  if (body.length === 0) return {};
  if (!isUtf8(body)) throw new Problem(400, 'The body is not UTF-8.');
  const text = body.toString('utf8');
  try {
    // `__proto__` may hide behind an escape; a plain body pays for neither the search nor the reviver.
    return suspicious.test(text) ? JSON.parse(text, withoutProto) : JSON.parse(text);
  } catch (cause) {
    throw new Problem(400, 'The body is not JSON.', { cause });
  }
}

function withoutProto(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

function tooLarge(): Problem {
  return new Problem(413, 'The body is larger than 64 KB.');
}

const maxBodyBytes = 64 * 1024;
const suspicious = /__proto__|\\u/;
