import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';
import * as z from 'zod';

/** A service that speaks OpenAI's protocol. */
export interface Service {
  readonly apiKey: string;
  readonly model: string;
  readonly baseUrl?: string | undefined;
}

export interface Prompt {
  readonly instructions: string;
  readonly data: string;
  /** How long the answer may be, in tokens. */
  readonly longest: number;
}

/** Why there is no answer; what the service or the prospect wrote is not in it. */
export class CompletionError extends Error {
  override readonly name = 'CompletionError';
  readonly kind: 'late' | 'too-large' | 'unreadable' | 'failed';
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: CompletionError['kind'], about: { status?: number | undefined; retryAfterMs?: number | undefined } = {}) {
    super(`the model gave no answer: ${kind}${about.status === undefined ? '' : ` (HTTP ${about.status})`}`);
    this.kind = kind;
    this.status = about.status;
    this.retryAfterMs = about.retryAfterMs;
    this.retryable = kind === 'failed' && (about.status === undefined || about.status === 429 || about.status >= 500);
  }

  /** The service does not know something that was asked of it. */
  get isRefusal(): boolean {
    return this.status === 400 || this.status === 422;
  }
}

export interface Patience {
  /** Over everything, the second try included. */
  readonly deadlineMs: number;
  /** Asked before the second try: each costs. */
  readonly mayRetry: () => boolean;
  /** Ends it earlier. */
  readonly signal?: AbortSignal | undefined;
}

/** Asks for one completion and gives its text. Throws CompletionError, at the deadline at the latest. */
export type Complete = (prompt: Prompt, patience: Patience) => Promise<string>;

/** The door to one service. It is asked for JSON and a short answer until it refuses those wishes, then without them. */
export function completions(service: Service): Complete {
  const ask = askingOf(service);
  let plain = false;
  return async (prompt, { deadlineMs, mayRetry, signal: earlier }) => {
    const signal = endOf(deadlineMs, earlier);
    const attempt = (): Promise<string> => ask(prompt, { plain, signal });
    try {
      return await attempt();
    } catch (error) {
      const failure = told(error, signal);
      const refused = !plain && failure.isRefusal;
      plain ||= refused;
      const waitMs = refused ? 0 : (failure.retryAfterMs ?? restMs);
      // Waiting longer than the deadline leaves is not waiting at all.
      if (!(refused || failure.retryable) || waitMs >= deadlineMs || !mayRetry()) throw failure;
      return await pause(waitMs, undefined, { signal })
        .then(attempt)
        .catch((again: unknown) => {
          throw told(again, signal);
        });
    }
  };
}

function endOf(deadlineMs: number, earlier: AbortSignal | undefined): AbortSignal {
  const deadline = AbortSignal.timeout(deadlineMs);
  return earlier ? AbortSignal.any([deadline, earlier]) : deadline;
}

type Ask = (prompt: Prompt, how: { plain: boolean; signal: AbortSignal }) => Promise<string>;

function askingOf({ apiKey, baseUrl, model }: Service): Ask {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    // Else the SDK takes them from the environment, as it does its log level.
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 0,
    fetch: wholeResponse,
  });
  return async ({ instructions, data, longest }, { plain, signal }) => {
    const completion: unknown = await client.chat.completions.create(
      {
        model,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: data },
        ],
        ...(!plain && { response_format: { type: 'json_object' }, temperature: 0, max_tokens: longest }),
      },
      { signal },
    );
    return textOf(completion);
  };
}

const restMs = 50;

const completionSchema = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** A refusal, a call of a tool and an empty list have no text. */
function textOf(completion: unknown): string {
  const parsed = completionSchema.safeParse(completion);
  if (!parsed.success) throw new CompletionError('unreadable');
  return parsed.data.choices[0]?.message.content ?? '';
}

function told(error: unknown, signal: AbortSignal): CompletionError {
  if (error instanceof CompletionError) return error;
  if (signal.aborted) return new CompletionError('late');
  const cause = (error as Error).cause;
  if (cause instanceof CompletionError) return cause;
  // The SDK could not read the body: it said JSON and was none.
  if (error instanceof SyntaxError) return new CompletionError('unreadable');
  const { status, headers } = error as { status?: number; headers?: Headers };
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return new CompletionError('failed', { status, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined });
}

const largestBytes = 64 * 1024;

/** Reads the whole response under the caller's signal and no more than a completion can need. A redirect would carry the key elsewhere. */
async function wholeResponse(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (bytes > largestBytes) throw new CompletionError('too-large');
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(Buffer.concat(chunks), { status, headers });
}
