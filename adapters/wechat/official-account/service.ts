import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../../../bot/message.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { type Bubble, bubblesOf } from '../bubbles.ts';
import { type Capabilities, officialService } from '../capabilities.ts';
import { type Owed, placeAfter } from '../owed.ts';
import { amend, type Amended } from './amend.ts';
import type { OfficialApi } from './api.ts';
import { type CallFault, OfficialCallError } from './call-error.ts';
import { isDue, messagesIn, uncertainAt } from './answer-claims.ts';
import { claiming, endOf, freeIn, givenBack, known, rangesFrom, without } from './claims.ts';
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

/** What is to be sent now, and under which claim. */
interface Plan {
  readonly bubbles: readonly Bubble[];
  readonly openid: string;
  readonly by: string;
  /** What the bubbles say, and its places. */
  readonly due: readonly Owed[];
  readonly ranges: readonly Range[];
}

type Planned = Plan | 'kept' | 'nothing' | readonly Range[];

/** Messages after the cursor `before`, up to `last`; and those that were given back, with their places. */
interface Sending {
  readonly before: number;
  readonly last: number;
  readonly messages: readonly Message[];
  readonly again: { readonly ranges: readonly Range[]; readonly messages: readonly Owed[] };
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

  /** Sends messages that follow each other, and what was given back; the last seq that WeChat has, or that it will never take. */
  async send(conversation: string, messages: readonly Message[]): Promise<number> {
    const before = (messages[0]?.seq ?? 1) - 1;
    const last = messages.at(-1)?.seq ?? before;
    return messages.some(isDue) ? this.#sent(conversation, { before, last, messages }) : last;
  }

  /** Sends what was given back. What cannot be sent now goes along with the next answer. */
  async sendAgain(conversation: string): Promise<void> {
    const before = await this.#deps.store.deliveredUpTo(conversation);
    await this.#sent(conversation, { before, last: before, messages: [] });
  }

  async #sent(conversation: string, sending: Omit<Sending, 'again'>): Promise<number> {
    const { before, last } = sending;
    if (!this.#permitted) return before;
    let again: Sending['again'] = { ranges: [], messages: [] };
    for (;;) {
      const plan = await this.#plan(conversation, { ...sending, again });
      if (plan === 'kept') return before;
      if (plan === 'nothing') return last;
      if ('bubbles' in plan) return this.#hand(conversation, plan, { before, last });
      again = { ranges: plan, messages: await messagesIn(this.#deps.store, conversation, plan) };
    }
  }

  /** Claims what is free; the places of what was given back when that is more than what was read, so that it is read first. */
  async #plan(conversation: string, sending: Sending): Promise<Planned> {
    const now = this.#deps.now();
    return amend<Planned>(this.#deps.store, conversation, (held, session) => {
      const { again = [] } = held;
      if (!isDeepStrictEqual(again, sending.again.ranges)) return { result: again };
      const { standing, isUncertain } = known(held, { cursor: sending.before, now });
      if (sending.messages.length > 0) mustBeFree(standing, { before: sending.before, now, conversation });
      const planned = this.#claimed(conversation, { standing, session, now }, sending);
      return isUncertain ? { standing, ...planned, event: uncertainAt(now) } : planned;
    });
  }

  #claimed(
    conversation: string,
    { standing, session, now }: { standing: Standing; session: Session; now: number },
    { before, last, messages, again }: Sending,
  ): Amended<Planned> {
    const fresh = messages.filter(({ seq }) => seq > (standing.upTo ?? 0));
    const due = [...again.messages, ...fresh].filter(isDue).toSorted((one, other) => one.seq - other.seq);
    if (due.length === 0) return { result: 'nothing' };
    if (standing.unreachable) return { result: 'nothing', standing: { ...standing, again: undefined } };
    const max = Math.min(maxBubbles, sendsLeft(standing, now, { isHandover: session.owner !== 'bot' }));
    if (max === 0) return { result: 'kept' };
    const more = this.#deps.moreOf(conversation, session, { from: due[0]?.seq ?? 1, upTo: due.at(-1)?.seq ?? 1 });
    const bubbles = bubblesOf(due, { capabilities: this.#capabilities(), publicUrl: this.#deps.publicUrl, max, more });
    const by = `service:${randomUUID()}`;
    const ranges = freeIn(standing, { cursor: before, last });
    const claimed = claiming(standing, { by, ranges, tries: [], until: now + claimMs, now });
    return { result: { bubbles, openid: standing.openid, by, due, ranges }, standing: withSends(claimed, bubbles.length, now) };
  }

  async #hand(conversation: string, plan: Plan, { before, last }: { before: number; last: number }): Promise<number> {
    const { store, log } = this.#deps;
    const { bubbles, openid, by } = plan;
    for (const [sent, bubble] of bubbles.entries()) {
      const fault = await this.#send(openid, bubble);
      if (fault === null) continue;
      if (fault.fault !== 'unknown') return this.#refused(conversation, fault, { plan, before, last, sent });
      // WeChat knows no ids of ours: to send it again could be to say it twice.
      log.warn({ conversation, error: fault }, 'nobody knows whether WeChat took a message; it is not sent again');
      await this.#note(conversation, 'undelivered:uncertain');
    }
    await amend(store, conversation, (standing) => ({ result: null, standing: without(standing, by) }));
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

  /** What a refusal teaches. What was not taken stays owed, be it half a message, unless nothing will ever be taken. */
  async #refused(conversation: string, fault: OfficialCallError, { plan, before, last, sent }: Refused): Promise<number> {
    const { store, log, now, publicUrl } = this.#deps;
    const { by, bubbles, due, ranges } = plan;
    log.warn({ conversation, error: fault }, 'WeChat did not take a message');
    if (fault.fault === 'not-permitted') this.#permitted = false;
    const isOver = fault.fault === 'unreachable';
    const place = placeAfter(due, bubbles.slice(0, sent), publicUrl);
    const event = noted.get(fault.fault);
    await amend(store, conversation, (standing, { lead }) => {
      const left = isOver ? without(standing, by) : givenBack(standing, { by, ranges: rangesFrom(ranges, place) });
      const learntNow = learnt(left, fault, { unsent: bubbles.length - sent, now: now() });
      // The same, tried again, is no news.
      const isNews = event !== undefined && lead.events.at(-1)?.event !== event;
      return { result: null, standing: learntNow, ...(isNews && { event: { at: new Date(now()).toISOString(), event } }) };
    });
    if (isOver) return last;
    if (waiting.has(fault.fault)) return Math.max(before, place.seq - 1);
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

interface Refused {
  readonly plan: Plan;
  readonly before: number;
  readonly last: number;
  /** How many of its bubbles WeChat has, or may have. */
  readonly sent: number;
}

/** Nothing would change by trying again: it goes along with the next answer, which WeChat takes whatever it says. */
const waiting: ReadonlySet<CallFault> = new Set(['window-closed', 'quota-exhausted', 'not-permitted', 'refused', 'too-long']);
/** What whoever has the lead should know. */
const noted: ReadonlyMap<CallFault, string> = new Map([
  ['unreachable', 'undelivered:unreachable'],
  ['refused', 'undelivered:refused'],
  ['too-long', 'undelivered:refused'],
]);

/** What follows the cursor may wait for somebody who is handing it over: nothing overtakes it. */
function mustBeFree(
  { claims = [] }: Standing,
  { before, now, conversation }: { before: number; now: number; conversation: string },
): void {
  const isUnderWay = claims.some((claim) => !claim.settled && claim.until > now && endOf(claim) > before);
  if (isUnderWay) throw new UnderWayError(`messages of ${conversation} are on their way already`);
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
