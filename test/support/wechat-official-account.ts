// A WeChat official account, as strict as WeChat is by its documents, with both of its sides: the API that is called, and the pushes
// that it makes. Its clock can be moved, and it can be told to fail.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aesKeyOf } from '../../adapters/wechat/envelope/cipher.ts';
import { serveOfficialApi } from './wechat-official-api.ts';
import { follower, type Follower } from './wechat-official-follower.ts';
import { type Pushed, push } from './wechat-official-push.ts';

export interface OfficialSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  /** Pushes are sealed when there is one. */
  readonly aesKey?: string;
  /** `compatible` pushes carry the plain fields beside the seal. */
  readonly mode?: 'secure' | 'compatible';
  readonly format?: 'xml' | 'json';
  /** `unverified` may only answer; `subscription` has no menus in messages. */
  readonly kind: 'unverified' | 'subscription' | 'service';
  /** How long it waits for an answer to a push. */
  readonly patienceMs?: number;
}

/** What goes wrong with one call: before it has an effect, or after. */
export type Fault =
  | 'reset-after'
  | 'bad-gateway'
  | 'busy'
  | 'truncated'
  | 'token-expired'
  | 'ip-refused'
  | { readonly delayMs: number }
  /** Refused with this code. */
  | { readonly code: number };

/** `at-once`: nothing can be answered any more · `mid-reply`: the line is reset when the answer begins to come. */
export type HangUp = 'at-once' | 'mid-reply';

/** One try of a push, and what came of it after so many milliseconds. */
export interface Tried {
  readonly openid: string;
  readonly id: string;
  readonly at: number;
  readonly ms: number;
  readonly how: HangUp | 'unanswered' | 'success' | 'answered';
}

export const samples = {
  appId: 'wx0123456789abcdef',
  appSecret: 'a-secret-of-the-simulator',
  token: 'simulated',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const;

/** What the owner of a verified account sets. */
export function officialEnv(apiBase: string): Readonly<Record<string, string>> {
  return {
    WECHAT_OA_APP_ID: samples.appId,
    WECHAT_OA_APP_SECRET: samples.appSecret,
    WECHAT_OA_TOKEN: samples.token,
    WECHAT_OA_AES_KEY: samples.aesKey,
    WECHAT_OA_VERIFIED: 'true',
    WECHAT_OA_API_BASE: apiBase,
  };
}

export class OfficialAccountSimulator {
  readonly settings: OfficialSettings;
  readonly account = 'gh_0123456789ab';
  readonly followers = new Map<string, Follower>();
  /** Of an account that is bound to an open platform: by openid, the id on all of its accounts. */
  readonly unionids = new Map<string, string>();
  /** Where pushes go. */
  callback = '';
  /** Asked before each try of a push, counted from 1: whether WeChat hangs up on it, and the answer counts as none. */
  hangUp: (attempt: number, id: string) => HangUp | null = () => null;
  /** Asked before each call. */
  fault: (path: string) => Fault | null = () => null;
  /** Everything that a real account would have shown its owner as a fault. */
  readonly troubles: string[] = [];
  /** How long each answer to a push took, in milliseconds. */
  readonly answeredMs: number[] = [];
  readonly tried: Tried[] = [];
  readonly calls: { path: string; code: number }[] = [];
  readonly tokens = { current: '', until: 0, old: '', oldUntil: 0, forcedAt: -Infinity, forced: 0 };
  #server: Server | undefined;
  readonly #answered = new Set<string>();
  #offsetMs = 0;
  #ids = 22_876_340_532_172_987n;

  constructor(settings: OfficialSettings) {
    this.settings = settings;
  }

  async start(): Promise<string> {
    this.#server = createServer((request, response) => void serveOfficialApi(this, request, response)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  get key(): Buffer | undefined {
    return this.settings.aesKey === undefined ? undefined : aesKeyOf(this.settings.aesKey);
  }

  /** The token is no longer good, before its time. */
  revoke(): void {
    Object.assign(this.tokens, { current: '', until: 0, old: '' });
  }

  person(openid: string): Follower {
    const found = this.followers.get(openid) ?? follower(openid);
    this.followers.set(openid, found);
    return found;
  }

  /** A follower writes. `again` pushes a message that was pushed before. */
  say(openid: string, content: string, { menu, again }: { menu?: string; again?: string } = {}): Promise<Pushed> {
    const person = this.person(openid);
    person.following = true;
    person.heard(this.now(), 'message');
    const id = again ?? String(this.#ids++);
    return this.send(openid, { MsgType: 'text', Content: content, MsgId: id, ...(menu !== undefined && { bizmsgmenuid: menu }) });
  }

  follow(openid: string, scene?: string): Promise<Pushed> {
    const person = this.person(openid);
    person.following = true;
    person.heard(this.now(), 'event');
    const key = scene === undefined ? '' : `qrscene_${scene}`;
    return this.send(openid, {
      MsgType: 'event',
      Event: 'subscribe',
      EventKey: key,
      ...(scene !== undefined && { Ticket: 'ticket' }),
    });
  }

  scan(openid: string, scene: string): Promise<Pushed> {
    this.person(openid).heard(this.now(), 'event');
    return this.send(openid, { MsgType: 'event', Event: 'SCAN', EventKey: scene, Ticket: 'ticket' });
  }

  tap(openid: string, key: string): Promise<Pushed> {
    this.person(openid).heard(this.now(), 'event');
    return this.send(openid, { MsgType: 'event', Event: 'CLICK', EventKey: key });
  }

  unfollow(openid: string): Promise<Pushed> {
    this.person(openid).following = false;
    return this.send(openid, { MsgType: 'event', Event: 'unsubscribe', EventKey: '' });
  }

  /** Pushes fields, as often as it takes, and gives what came of it. */
  async send(openid: string, fields: Readonly<Record<string, string>>): Promise<Pushed> {
    const told = { ToUserName: this.account, FromUserName: openid, CreateTime: Math.floor(this.now() / 1000), ...fields };
    const pushed = await push(this, told);
    if (pushed.trouble !== undefined) this.troubles.push(pushed.trouble);
    this.#show(openid, fields['MsgId'], pushed);
    return pushed;
  }

  /** Pushes a message that is or was pushed already, as a copy of it that was under way. Whichever is answered first is shown. */
  async repeat(openid: string, content: string, id: string): Promise<Pushed> {
    const fields = { MsgType: 'text', Content: content, MsgId: id };
    const told = { ToUserName: this.account, FromUserName: openid, CreateTime: Math.floor(this.now() / 1000), ...fields };
    const pushed = await push(this, told, { hangUp: () => null });
    this.#show(openid, id, pushed);
    return pushed;
  }

  /** Nobody sees two answers to one message. */
  #show(openid: string, id: string | undefined, { reply, tries }: Pushed): void {
    if (reply === undefined || (id !== undefined && this.#answered.has(id))) return;
    if (id !== undefined) this.#answered.add(id);
    this.person(openid).got({ text: reply, way: 'reply', at: this.now(), to: `${id ?? 'an event'}, try ${tries.length}` });
  }

  newToken(): string {
    return randomBytes(96).toString('base64url');
  }
}
