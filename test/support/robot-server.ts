import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A message that a robot showed to its group. */
export interface Shown {
  readonly at: number;
  readonly body: Record<string, unknown>;
  /** All words that the group reads, and all addresses that it can tap. */
  readonly words: string;
  readonly links: readonly string[];
}

/** What happens to the next calls instead of what should. */
export type Fault = 'hang up' | 'hang' | 'bad gateway' | 'half an answer' | 'lost answer' | Record<string, unknown>;

export interface RobotRules {
  /** Answers a call; null: the message is shown and taken. */
  judge(call: Call): Record<string, unknown> | null;
  readonly taken: Record<string, unknown>;
}

export interface Call {
  readonly url: URL;
  readonly body: Record<string, unknown>;
  readonly bytes: number;
  /** When messages were let in before, by the robot's clock. */
  readonly before: readonly number[];
  readonly now: number;
}

/** A group robot on this machine, which has its platform's rules and answers everything with HTTP 200 as they do. */
export class RobotServer {
  readonly shown: Shown[] = [];
  readonly refused: Record<string, unknown>[] = [];
  /** Faults of the next calls, or one for all calls until it is taken away. */
  faults: Fault[] = [];
  down: Fault | null = null;
  origin = '';
  readonly #rules: RobotRules;
  readonly #now: () => number;
  readonly #server = createServer((request, response) => void this.#take(request, response));

  constructor(rules: RobotRules, now: () => number) {
    this.#rules = rules;
    this.#now = now;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    const fault = this.faults.shift() ?? this.down;
    if (fault !== null && fault !== 'lost answer') return broken(fault, response);
    const body = JSON.parse(raw) as Record<string, unknown>;
    const before = this.shown.map(({ at }) => at);
    const url = new URL(request.url ?? '/', this.origin);
    const refusal = this.#rules.judge({ url, body, bytes: Buffer.byteLength(raw), before, now: this.#now() });
    if (refusal) this.refused.push(refusal);
    else this.shown.push({ at: this.#now(), body, ...readable(body) });
    if (fault === 'lost answer') return void response.destroy();
    // WeCom's own proxies label JSON as text.
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(JSON.stringify(refusal ?? this.#rules.taken));
  }
}

function broken(fault: Fault, response: ServerResponse): void {
  if (fault === 'hang') return;
  if (fault === 'hang up') return void response.destroy();
  if (fault === 'bad gateway') return void response.writeHead(502).end('<html>Bad Gateway</html>');
  if (fault === 'half an answer') return void response.writeHead(200).end('{"errcode":0,"err');
  response.writeHead(200).end(JSON.stringify(fault));
}

/** How many of these times lie within the span before `now`. */
export function within(ms: number, times: readonly number[], now: number): number {
  return times.filter((at) => at > now - ms).length;
}

/** All strings of a message: what is an address of its own, and the rest. */
function readable(body: Record<string, unknown>): Pick<Shown, 'words' | 'links'> {
  const strings = stringsIn(body);
  const words = strings.filter((each) => !/^https?:\S+$/.test(each)).join('\n');
  const inWords = [...words.matchAll(/https?:\/\/[^\s)）]+/g)].map(([link]) => link);
  return { words, links: [...strings.filter((each) => /^https?:\S+$/.test(each)), ...inWords] };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
