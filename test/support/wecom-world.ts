// What Tencent keeps of WeChat customer service: accounts, their servicers, each customer's chat with its state, quota and codes,
// and the log that sync_msg reads. Rules are those of the official pages; each refusal carries the official code.
import { randomBytes } from 'node:crypto';

/** 0 untouched, 1 with the bot, 2 in the pool, 3 with a servicer, 4 ended or not begun. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a customer sees of a message that reached them. */
export interface Received {
  readonly at: number;
  readonly msgid: string;
  readonly msgtype: string;
  readonly text: string;
  readonly choices: readonly { id: string; label: string }[];
  readonly by: 'send' | 'event';
}

export interface Chat {
  readonly account: string;
  readonly user: string;
  state: ServiceState;
  servicer: string | undefined;
  /** The customer's last message. */
  inbound: number | undefined;
  /** Sends since then. */
  sent: number;
  welcomed: number | undefined;
  active: number;
  context: { scene: string; scene_param: string } | undefined;
  readonly received: Received[];
}

export interface Account {
  readonly id: string;
  readonly name: string;
  /** By user id: whether they are serving. */
  readonly servicers: Map<string, boolean>;
  /** New chats go to whoever serves: the usual reason for a bot that is mute. */
  autoAssign: boolean;
  /** "通过API管理微信客服账号" is on. */
  managed: boolean;
  readonly log: { at: number; entry: LogEntry }[];
  readonly sentIds: Set<string>;
  readonly codes: Map<string, Code>;
}

export type LogEntry = Readonly<Record<string, unknown>> & { readonly msgid: string };
export type Occasion = 'welcome' | 'pool' | 'taken' | 'ended';

interface Code {
  readonly user: string;
  readonly occasion: Occasion;
  readonly until: number;
}

export const minute = 60_000;
export const windowMs = 48 * 60 * minute;
const codeLifeMs = { welcome: 20_000, pool: windowMs, taken: windowMs, ended: 20_000 };

export class WecomWorld {
  readonly accounts = new Map<string, Account>();
  readonly #chats = new Map<string, Chat>();
  readonly unionids = new Map<string, string>();
  /** People of the firm, and what the app told each. */
  readonly members = new Map<string, string[]>();
  agentId = 1000002;
  /** An unverified company may serve a hundred customers. */
  verified = true;
  readonly now: () => number;
  #ids = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  addAccount(id: string, { name = id, servicers = {} }: { name?: string; servicers?: Record<string, boolean> } = {}): Account {
    const account: Account = {
      id,
      name,
      servicers: new Map(Object.entries(servicers)),
      autoAssign: false,
      managed: true,
      log: [],
      sentIds: new Set(),
      codes: new Map(),
    };
    this.accounts.set(id, account);
    return account;
  }

  account(id: unknown): Account {
    if (typeof id !== 'string' || id === '') throw new Refusal(95004, 'missing open_kfid');
    const account = this.accounts.get(id);
    if (!account) throw new Refusal(95000, 'invalid open_kfid');
    if (!account.managed) throw new Refusal(95017, 'api switch of the account is off');
    return account;
  }

  /** The chat as it is now: one that nothing happened in for 48 hours is over. */
  chat(account: string, user: string): Chat {
    const key = `${account} ${user}`;
    const chat = this.#chats.get(key) ?? newChat(account, user);
    this.#chats.set(key, chat);
    if (chat.state !== 4 && this.now() - chat.active > windowMs) {
      chat.state = 4;
      chat.servicer = undefined;
    }
    return chat;
  }

  get chats(): readonly Chat[] {
    return [...this.#chats.values()];
  }

  /** Tencent's own ids are longer than those that a sender may give. */
  newId(): string {
    this.#ids += 1;
    return `4${String(this.#ids).padStart(9, '0')}${randomBytes(25).toString('base64url')}`.slice(0, 44);
  }

  append(account: Account, entry: Record<string, unknown>): string {
    const msgid = this.newId();
    const at = this.now();
    account.log.push({ at, entry: { msgid, send_time: Math.floor(at / 1000), ...entry } });
    return msgid;
  }

  appendEvent(account: Account, user: string, event: Record<string, unknown>): string {
    // Of an event the account and the customer are inside it, not beside it.
    return this.append(account, {
      origin: 4,
      msgtype: 'event',
      event: { open_kfid: account.id, external_userid: user, ...event },
    });
  }

  newCode(account: Account, user: string, occasion: Occasion): string {
    const code = randomBytes(24).toString('base64url');
    account.codes.set(code, { user, occasion, until: this.now() + codeLifeMs[occasion] });
    return code;
  }
}

function newChat(account: string, user: string): Chat {
  return {
    account,
    user,
    state: 4,
    servicer: undefined,
    inbound: undefined,
    sent: 0,
    welcomed: undefined,
    active: 0,
    context: undefined,
    received: [],
  };
}
