import type { Message } from '../../../bot/message.ts';
import type { Session } from '../../../bot/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { type Bubble, bubblesOf } from '../bubbles.ts';
import { type Capabilities, officialService } from '../capabilities.ts';
import { amend } from './amend.ts';
import type { OfficialApi } from './api.ts';
import { OfficialCallError } from './call-error.ts';
import { isDue, messagesIn } from './claims.ts';
import { type Range, sendsLeft, type Standing, withoutSends, withSends, withUnsent } from './standing.ts';

export interface ServiceDeps {
  readonly store: Store;
  readonly api: OfficialApi;
  readonly now: () => number;
  readonly publicUrl: string;
  /** The line that leads to the page where messages stand whole. */
  readonly moreOf: (conversation: string, session: Session, range: { from: number; upTo: number }) => string;
  readonly log: { warn(details: object, message: string): void };
}

/** Another process, or the answer to a push, is at it: to be looked at again. */
export class UnderWayError extends Error {
  override readonly name = 'UnderWayError';
  readonly retryable = true;
}

const claimMs = 20_000;
/** More bubbles than this nobody reads. */
const maxBubbles = 3;

interface Plan {
  readonly bubbles: readonly Bubble[];
  readonly openid: string;
}

/** Customer-service messages: what a verified account sends that is no answer to a push. Never more than WeChat allows. */
export class Service {
  readonly #deps: ServiceDeps;
  /** Learnt from WeChat's refusals: whether this account has menus, and whether it may send at all. */
  #menus = true;
  #permitted = true;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /** Sends messages that follow each other; the last seq that WeChat has, or that it will never take. */
  async send(conversation: string, messages: readonly Message[]): Promise<number> {
    return this.#sent(conversation, messages, { isAgain: false });
  }

  async #sent(conversation: string, messages: readonly Message[], { isAgain }: { isAgain: boolean }): Promise<number> {
    const due = messages.filter(isDue);
    const last = messages.at(-1)?.seq ?? 0;
    const first = messages[0]?.seq ?? 1;
    if (due.length === 0) return last;
    const plan = this.#permitted ? await this.#plan(conversation, due, { upTo: last, isAgain }) : 'kept';
    if (plan === 'kept') return first - 1;
    if (plan === 'dropped') return last;
    if (typeof plan === 'number') return this.#uncertain(conversation, messages, plan);
    return this.#hand(conversation, plan, { before: first - 1, last });
  }

  /** Sends what was counted as said and was not taken. What cannot be sent now goes along with the next answer. */
  async sendAgain(conversation: string): Promise<void> {
    const { store } = this.#deps;
    const ranges = await amend<readonly Range[]>(store, conversation, ({ again = [], ...standing }) =>
      again.length === 0 ? { result: [] } : { result: again, standing },
    );
    const messages = await messagesIn(store, conversation, ranges);
    const last = messages.at(-1)?.seq;
    if (last === undefined) return;
    const keep = (): Promise<null> =>
      amend(store, conversation, (standing) => ({
        result: null,
        standing: { ...standing, again: [...ranges, ...(standing.again ?? [])] },
      }));
    const sent = await this.#sent(conversation, messages, { isAgain: true }).catch(async (error: unknown) => {
      await keep();
      throw error;
    });
    if (sent < last) await keep();
  }

  async #plan(
    conversation: string,
    due: readonly Message[],
    { upTo, isAgain }: { upTo: number; isAgain: boolean },
  ): Promise<Plan | 'kept' | 'dropped' | number> {
    const from = due[0]?.seq ?? 1;
    const now = this.#deps.now();
    return amend<Plan | 'kept' | 'dropped' | number>(this.#deps.store, conversation, (standing, session) => {
      const { claim } = standing;
      // What is said again was claimed before, and let go: the claim that stands is for something else.
      if (!isAgain && claim && claim.upTo >= from) {
        if (claim.until > now) throw new UnderWayError(`messages of ${conversation} are on their way already`);
        return { result: claim.upTo };
      }
      if (standing.unreachable) return { result: 'dropped' };
      const max = Math.min(maxBubbles, sendsLeft(standing, now, { isHandover: session.owner !== 'bot' }));
      if (max === 0) return { result: 'kept' };
      const more = this.#deps.moreOf(conversation, session, { from, upTo });
      const bubbles = bubblesOf(due, { capabilities: this.#capabilities(), publicUrl: this.#deps.publicUrl, max, more });
      const counted = withSends(standing, bubbles.length, now);
      return {
        result: { bubbles, openid: standing.openid },
        standing: isAgain ? counted : { ...counted, claim: { by: 'service', from, upTo, until: now + claimMs } },
      };
    });
  }

  /** Whoever claimed them is gone, and WeChat cannot be asked: said twice is worse than noted once. */
  async #uncertain(conversation: string, messages: readonly Message[], upTo: number): Promise<number> {
    await this.#note(conversation, 'undelivered:uncertain');
    const rest = messages.filter(({ seq }) => seq > upTo);
    return rest.length > 0 ? this.send(conversation, rest) : upTo;
  }

  async #hand(
    conversation: string,
    { bubbles, openid }: Plan,
    { before, last }: { before: number; last: number },
  ): Promise<number> {
    for (const [index, bubble] of bubbles.entries()) {
      const fault = await this.#send(openid, bubble);
      if (fault === null) continue;
      if (fault.fault === 'unknown') {
        // WeChat knows no ids of ours: to send it again could be to say it twice.
        this.#deps.log.warn({ conversation, error: fault }, 'nobody knows whether WeChat took a message; it is not sent again');
        await this.#note(conversation, 'undelivered:uncertain');
        continue;
      }
      const sent = index;
      await this.#learn(conversation, fault, bubbles.length - sent);
      return this.#after(fault, { before, last, sent });
    }
    return last;
  }

  /** Null when WeChat took it. */
  async #send(openid: string, bubble: Bubble): Promise<OfficialCallError | null> {
    try {
      await this.#deps.api.post('message/custom/send', { touser: openid, ...contentOf(bubble) });
      return null;
    } catch (error) {
      if (!(error instanceof OfficialCallError)) throw error;
      if (error.code !== 40_200 || bubble.choices.length === 0) return error;
      this.#menus = false;
      const numbers = bubble.choices.map(({ label }, index) => `${index + 1}. ${label}`).join('\n');
      return this.#send(openid, { text: `${bubble.text}\n\n${numbers}`, choices: [] });
    }
  }

  /** What a refusal teaches, and that the messages are nobody's again. */
  async #learn(conversation: string, fault: OfficialCallError, unsent: number): Promise<void> {
    const { store, log } = this.#deps;
    log.warn({ conversation, error: fault }, 'WeChat did not take a message');
    if (fault.fault === 'not-permitted') this.#permitted = false;
    await amend(store, conversation, (standing) => ({
      result: null,
      standing: learnt(unclaimed(standing), fault, { unsent, now: this.#deps.now() }),
    }));
    if (fault.fault === 'unreachable') await this.#note(conversation, 'undelivered:unreachable');
  }

  #after(fault: OfficialCallError, { before, last, sent }: { before: number; last: number; sent: number }): number {
    // Half of it is there: the page has the rest, and beginning anew would say the first half twice.
    if (sent > 0 || fault.fault === 'unreachable' || fault.fault === 'refused') return last;
    const waits = ['window-closed', 'quota-exhausted', 'not-permitted'].includes(fault.fault);
    if (waits) return before;
    throw fault;
  }

  async #note(conversation: string, event: string): Promise<void> {
    const at = new Date(this.#deps.now()).toISOString();
    await amend(this.#deps.store, conversation, (standing) => ({ result: null, standing, event: { at, event } }));
  }

  #capabilities(): Capabilities {
    return this.#menus ? officialService : { ...officialService, choices: 'numbers' };
  }
}

function unclaimed(standing: Standing): Standing {
  const { claim, ...rest } = standing;
  return claim?.by === 'service' ? rest : standing;
}

function learnt(standing: Standing, { fault }: OfficialCallError, { unsent, now }: { unsent: number; now: number }): Standing {
  if (fault === 'unreachable') return { ...standing, unreachable: true };
  if (fault === 'window-closed' || fault === 'quota-exhausted') return withoutSends(standing);
  return withUnsent(standing, unsent, now);
}

function contentOf({ text, choices }: Bubble): object {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map(({ value, label }) => ({ id: value, content: label }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list, tail_content: '' } };
}
