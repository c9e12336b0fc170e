import { setTimeout as pause } from 'node:timers/promises';
import { aesKeyOf, encrypt as seal } from '../../adapters/wechat/envelope/cipher.ts';
import { signatureOf } from '../../adapters/wechat/envelope/signature.ts';

export interface Callback {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
}

/** One event as it was pushed. */
export interface Pushed {
  readonly account: string;
  /** The status of each try; 0 when there was no answer in time. */
  readonly tries: readonly number[];
}

export interface PushManner {
  /** How often an event is pushed, for how long it is kept back, and whether at all. */
  copies: () => number;
  delayMs: () => number;
  timeoutMs: number;
  retryMs: number;
}

interface PushDeps {
  readonly now: () => number;
  readonly newToken: () => string;
  readonly callback: Callback | undefined;
  readonly corpId: string;
}

/** Tells the bot's callback, encrypted, that there is something to fetch: five seconds, three tries. */
export class WecomPush {
  readonly #deps: PushDeps;
  readonly #running = new Set<Promise<void>>();
  readonly pushed: Pushed[] = [];
  readonly manner: PushManner = { copies: () => 1, delayMs: () => 0, timeoutMs: 5000, retryMs: 0 };
  #ended = false;

  constructor(deps: PushDeps) {
    this.#deps = deps;
  }

  notify(account: string): void {
    for (let copy = 0; copy < this.manner.copies(); copy += 1) {
      const running = this.#push(account).finally(() => this.#running.delete(running));
      this.#running.add(running);
    }
  }

  /** Pushes a body of the test's own. Returns the status. */
  async raw(xml: string, { timeoutMs = this.manner.timeoutMs } = {}): Promise<number> {
    const { callback, corpId, now } = this.#deps;
    if (!callback) throw new Error('there is no callback to push to');
    const timestamp = String(Math.floor(now() / 1000));
    const nonce = String(Math.floor(Math.random() * 1e9));
    const encrypt = seal(xml, { key: aesKeyOf(callback.aesKey), receiver: corpId });
    const query = new URLSearchParams({
      msg_signature: signatureOf([callback.token, timestamp, nonce, encrypt]),
      timestamp,
      nonce,
    });
    const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>`;
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { 'content-type': 'text/xml' };
    const response = await fetch(`${callback.url}?${query}`, { method: 'POST', body, headers, signal }).catch(() => undefined);
    await response?.body?.cancel();
    return response?.status ?? 0;
  }

  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all(this.#running);
  }

  async #push(account: string): Promise<void> {
    if (!this.#deps.callback) return;
    await pause(this.manner.delayMs());
    const xml = `<xml><ToUserName><![CDATA[${this.#deps.corpId}]]></ToUserName><CreateTime>${Math.floor(this.#deps.now() / 1000)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[${this.#deps.newToken()}]]></Token><OpenKfId><![CDATA[${account}]]></OpenKfId></xml>`;
    const tries: number[] = [];
    while (tries.length < 3 && !this.#ended) {
      if (tries.length > 0) await pause(this.manner.retryMs);
      const status = await this.raw(xml);
      tries.push(status);
      if (status === 200) break;
    }
    this.pushed.push({ account, tries });
  }
}
