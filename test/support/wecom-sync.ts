import { type Account, type LogEntry, minute, Refusal, type WecomWorld } from './wecom-world.ts';
import type { Body } from './wecom-api.ts';

/** How the log is handed out, beyond what is asked. */
export interface SyncManner {
  /** Rows of a page at most, whatever limit is asked for. */
  pageCap: number;
  /** Asked before each page: whether this one comes empty although more follows. */
  comesEmpty: () => boolean;
  /** How many of the rows before the cursor come once more. */
  repeats: () => number;
  /** Whether neighbours of different customers change places. */
  swaps: () => boolean;
  /** Calls without a token are allowed as often as this. */
  tokenlessEveryMs: number;
}

const tokenLifeMs = 10 * minute;
const keptMs = 3 * 24 * 60 * minute;

/** `sync_msg`: the log of one account behind an opaque cursor, at least once. */
export class WecomSync {
  readonly #world: WecomWorld;
  readonly #tokens = new Map<string, number>();
  readonly #tokenless = new Map<string, number>();
  readonly manner: SyncManner = {
    pageCap: 1000,
    comesEmpty: () => false,
    repeats: () => 0,
    swaps: () => false,
    tokenlessEveryMs: 30_000,
  };

  constructor(world: WecomWorld) {
    this.#world = world;
  }

  newToken(): string {
    const token = `ENC${this.#world.newId()}`;
    this.#tokens.set(token, this.#world.now() + tokenLifeMs);
    return token;
  }

  call(body: Body): Record<string, unknown> {
    const account = this.#world.account(body['open_kfid']);
    const limit = Number(body['limit'] ?? 1000);
    if (!(limit >= 1 && limit <= 1000)) throw new Refusal(40058, 'invalid limit');
    const from = this.#position(account, body['cursor']);
    this.#admit(account, body['token']);
    const rest = account.log.slice(from);
    const rows = this.manner.comesEmpty() ? [] : rest.slice(0, Math.min(limit, this.manner.pageCap));
    const next = from + rows.length;
    const repeated = rows.length > 0 ? account.log.slice(Math.max(0, from - this.manner.repeats()), from) : [];
    const list = [...repeated, ...rows].map(({ entry }) => entry);
    return {
      next_cursor: cursorOf(account, next),
      has_more: next < account.log.length ? 1 : 0,
      msg_list: this.manner.swaps() ? swapped(list) : list,
    };
  }

  #admit(account: Account, token: unknown): void {
    const now = this.#world.now();
    if (token !== undefined) {
      if (!((this.#tokens.get(textOf(token)) ?? 0) >= now)) throw new Refusal(95007, 'invalid msg token');
      return;
    }
    if (now - (this.#tokenless.get(account.id) ?? -Infinity) < this.manner.tokenlessEveryMs) {
      throw new Refusal(45009, 'api freq out of limit');
    }
    this.#tokenless.set(account.id, now);
  }

  #position(account: Account, cursor: unknown): number {
    if (cursor === undefined || cursor === '') {
      const first = account.log.findIndex(({ at }) => at >= this.#world.now() - keptMs);
      return first < 0 ? account.log.length : first;
    }
    const [id, position] = Buffer.from(textOf(cursor), 'base64url').toString().split(' ');
    if (id !== account.id || !/^\d+$/.test(position ?? '')) throw new Refusal(40058, 'invalid cursor');
    return Number(position);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function cursorOf({ id }: Account, position: number): string {
  return Buffer.from(`${id} ${position}`).toString('base64url');
}

function swapped(list: readonly LogEntry[]): readonly LogEntry[] {
  const result = [...list];
  for (let at = 0; at + 1 < result.length; at += 2) {
    const [one, other] = [result[at] as LogEntry, result[at + 1] as LogEntry];
    if (customerOf(one) === customerOf(other)) continue;
    [result[at], result[at + 1]] = [other, one];
  }
  return result;
}

function customerOf(entry: LogEntry): unknown {
  return entry['external_userid'] ?? (entry['event'] as Record<string, unknown>)['external_userid'];
}
