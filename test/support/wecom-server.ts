import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Body, calls } from './wecom-api.ts';
import { Customer } from './wecom-people.ts';
import { type Callback, WecomPush } from './wecom-push.ts';
import { type SyncManner, WecomSync } from './wecom-sync.ts';
import { type Account, minute, Refusal, WecomWorld } from './wecom-world.ts';

/** How one call goes wrong. What is `after` has had its effect. */
export type Fault =
  | { type: 'delay'; ms: number }
  | { type: 'reset'; when: 'before' | 'after' }
  | { type: 'bad-gateway'; when: 'before' | 'after' }
  | { type: 'busy' }
  /** Refused with this code. */
  | { type: 'refused'; code: number }
  | { type: 'truncated' };

/** One call as it was answered. */
export interface Asked {
  readonly path: string;
  readonly body: Body;
  readonly errcode: number;
}

export interface Wecom {
  readonly baseUrl: string;
  readonly world: WecomWorld;
  readonly sync: SyncManner;
  readonly push: WecomPush;
  readonly asked: readonly Asked[];
  addAccount: WecomWorld['addAccount'];
  account(id: string): Account;
  customer(account: string, user: string): Customer;
  /** Asked before each call. */
  faults: (path: string, body: Body) => Fault | undefined;
  /** The clock goes on by so much. */
  advance(ms: number): void;
  now(): number;
  /** The token that was given out ends early. */
  revokeToken(): void;
  /** Calls come from an address that the firm did not put on its list. */
  refuseAddress: boolean;
  /** How often `gettoken` was answered with a token. */
  readonly tokensGiven: number;
  close(): Promise<void>;
}

export interface WecomSettings {
  readonly corpId: string;
  readonly secret: string;
  readonly callback?: Callback;
}

const none: Fault = { type: 'delay', ms: 0 };
const tokenLifeMs = 120 * minute;
const tokenCallsAMinute = 60;

/** A WeCom for tests: WeChat customer service over real HTTP, with a clock that can be moved, and both sides of it. */
export async function startWecom(settings: WecomSettings): Promise<Wecom> {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const world = new WecomWorld(now);
  const sync = new WecomSync(world);
  const push = new WecomPush({ now, newToken: () => sync.newToken(), callback: settings.callback, corpId: settings.corpId });
  const tokens = new Tokens(settings, now);
  const asked: Asked[] = [];
  const wecom: Wecom = {
    baseUrl: '',
    world,
    sync: sync.manner,
    push,
    asked,
    addAccount: (id, more) => world.addAccount(id, more),
    account: (id) => world.account(id),
    customer: (account, user) => new Customer(world, (id) => push.notify(id), { account, user }),
    faults: () => undefined,
    advance: (ms) => (offset += ms),
    now,
    revokeToken: () => tokens.revoke(),
    refuseAddress: false,
    get tokensGiven() {
      return tokens.given;
    },
    close: () => closed(server, push),
  };
  const answerTo = (path: string, query: URLSearchParams, body: Body): Record<string, unknown> => {
    if (path === 'gettoken') return tokens.give(query, wecom.refuseAddress);
    tokens.check(query.get('access_token'), wecom.refuseAddress);
    if (path === 'kf/sync_msg') return sync.call(body);
    const call = calls[path];
    if (!call) throw new Refusal(40058, `no such call ${path}`);
    return call(world, body);
  };
  const server = createServer((request, response) => void serve({ wecom, asked, answerTo }, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(wecom, { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

interface Serving {
  readonly wecom: Wecom;
  readonly asked: Asked[];
  readonly answerTo: (path: string, query: URLSearchParams, body: Body) => Record<string, unknown>;
}

async function serve({ wecom, asked, answerTo }: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://wecom');
  const path = url.pathname.replace(/^\/cgi-bin\//, '');
  const text = await bodyOf(request);
  const isRead = request.method === 'GET';
  const body = isRead ? Object.fromEntries(url.searchParams) : (JSON.parse(text) as Body);
  const fault = wecom.faults(path, body) ?? none;
  if (fault.type === 'delay') await pause(fault.ms);
  if (spoilt(fault, 'before', response)) return;
  const answer = answered(() => {
    if (fault.type === 'busy') throw new Refusal(-1, 'system busy');
    if (fault.type === 'refused') throw new Refusal(fault.code, 'refused');
    if (isRead !== reads.has(path)) throw new Refusal(40058, `wrong method for ${path}`);
    return answerTo(path, url.searchParams, body);
  });
  asked.push({ path, body, errcode: Number(answer['errcode']) });
  if (spoilt(fault, 'after', response)) return;
  const json = JSON.stringify(answer);
  response.setHeader('date', new Date(wecom.now()).toUTCString());
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(fault.type === 'truncated' ? json.slice(0, Math.floor(json.length / 2)) : json);
}

const reads = new Set(['gettoken', 'kf/servicer/list', 'getcallbackip']);

/** Errors of the application come with status 200. */
function answered(answer: () => Record<string, unknown>): Record<string, unknown> {
  try {
    return { errcode: 0, errmsg: 'ok', ...answer() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const more = `hint: [1700000000000000000000000], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=${error.code}`;
    return { errcode: error.code, errmsg: `${error.message}, ${more}` };
  }
}

function spoilt(fault: Fault, when: 'before' | 'after', response: ServerResponse): boolean {
  if (!('when' in fault) || fault.when !== when) return false;
  if (fault.type === 'reset') response.destroy();
  else response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body>502 Bad Gateway</body></html>');
  return true;
}

/** `gettoken`: the same token as long as it lives. */
class Tokens {
  readonly #settings: WecomSettings;
  readonly #now: () => number;
  #token: { text: string; until: number } | undefined;
  #count = 0;
  given = 0;
  #calls: number[] = [];

  constructor(settings: WecomSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  give(query: URLSearchParams, isStranger: boolean): Record<string, unknown> {
    const now = this.#now();
    this.#calls = [...this.#calls.filter((at) => now - at < minute), now];
    if (this.#calls.length > tokenCallsAMinute) throw new Refusal(45009, 'api freq out of limit');
    if (query.get('corpid') !== this.#settings.corpId) throw new Refusal(40013, 'invalid corpid');
    if (query.get('corpsecret') !== this.#settings.secret) throw new Refusal(40001, 'invalid credential');
    if (isStranger) throw new Refusal(60020, 'not allow to access from your ip');
    if (!this.#token || this.#token.until <= now) {
      this.#count += 1;
      this.#token = { text: `token-${this.#count}`.padEnd(214, 'x'), until: now + tokenLifeMs };
    }
    this.given += 1;
    return { access_token: this.#token.text, expires_in: Math.floor((this.#token.until - now) / 1000) };
  }

  check(token: string | null, isStranger: boolean): void {
    if (token === null || token === '') throw new Refusal(41001, 'access_token missing');
    if (token !== this.#token?.text) throw new Refusal(40014, 'invalid access_token');
    if (this.#token.until <= this.#now()) throw new Refusal(42001, 'access_token expired');
    if (isStranger) throw new Refusal(60020, 'not allow to access from your ip');
  }

  revoke(): void {
    this.#token = undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function closed(server: Server, push: WecomPush): Promise<void> {
  await push.end();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
