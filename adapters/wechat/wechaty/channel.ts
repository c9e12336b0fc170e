import type { Message } from '../../../bot/message.ts';
import type { Store } from '../../../bot/store/store.ts';
import { ChannelAdapter } from '../../channel.ts';
import { bubblesOf } from '../bubbles.ts';
import { personalAccount } from '../capabilities.ts';
import type { Echoes } from './echoes.ts';
import type { Wechaty, WechatyContact } from './parts.ts';
import type { Speed } from './speed.ts';
import { amend, standingOf } from './standing.ts';

export const channelName = 'wechaty';

export interface ChannelDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly publicUrl: string;
  /** Null while nobody is signed in here. */
  readonly wechaty: () => Wechaty | null;
  readonly speed: Speed;
  readonly echoes: Echoes;
  readonly pauseMs?: number;
  readonly sayWithinMs?: number;
  readonly log: { warn(details: object, message: string): void };
}

/** The account is not signed in, or in another process: it is tried again. */
class NotSignedInError extends Error {
  override readonly name = 'NotSignedInError';
  readonly retryable = true;
}

const maxBubbles = 3;

/** One-to-one chats on a personal account. It only answers, slowly, and leaves rooms alone. */
export class PersonalAccountChannel extends ChannelAdapter {
  override readonly name = channelName;
  override readonly pauseMs: number;
  readonly #deps: ChannelDeps;

  constructor(deps: ChannelDeps) {
    super();
    this.#deps = deps;
    this.pauseMs = deps.pauseMs ?? 1500;
  }

  /** Says what waits, in one bubble where it fits; see Outlet.deliverAll. */
  async deliverAll(conversation: string, messages: readonly Message[]): Promise<number> {
    const last = messages.at(-1)?.seq ?? 0;
    const due = messages.filter(({ from, via }) => from !== 'prospect' && via === undefined);
    if (due.length === 0) return last;
    const wechaty = this.#deps.wechaty();
    if (!wechaty) throw new NotSignedInError('the personal account is not signed in here');
    const begun = await this.#begun(conversation, due[0]?.seq ?? 1, last);
    if (begun.type === 'uncertain') return this.#uncertain(conversation, begun.upTo);
    const contact = await wechaty.Contact.find({ id: begun.contact });
    const isSaid = contact !== undefined && (await this.#sayAll(contact, due));
    return isSaid ? last : this.#uncertain(conversation, last);
  }

  /** Whether all of it was certainly said. */
  async #sayAll(contact: WechatyContact, due: readonly Message[]): Promise<boolean> {
    const { publicUrl } = this.#deps;
    const bubbles = bubblesOf(due, { capabilities: personalAccount, publicUrl, max: maxBubbles, more: publicUrl });
    let isSaid = true;
    for (const { text } of bubbles) if (!(await this.#say(contact, text))) isSaid = false;
    return isSaid;
  }

  /** Writes down that it is being said, before it is. */
  async #begun(
    conversation: string,
    first: number,
    last: number,
  ): Promise<{ type: 'begun'; contact: string } | { type: 'uncertain'; upTo: number }> {
    let uncertain: number | undefined;
    const session = await amend(this.#deps.store, conversation, (before) => {
      const standing = standingOf(before);
      uncertain = standing?.saying !== undefined && standing.saying >= first ? standing.saying : undefined;
      return standing && uncertain === undefined ? { ...before, reach: { ...standing, saying: last } } : null;
    });
    if (uncertain !== undefined) return { type: 'uncertain', upTo: uncertain };
    return { type: 'begun', contact: standingOf(session)?.contact ?? '' };
  }

  /** WeChat gives no receipt: when a call fails, nobody knows whether it had been said. */
  async #say(contact: WechatyContact, text: string): Promise<boolean> {
    const { speed, echoes, sayWithinMs = 15_000, log } = this.#deps;
    await speed.turn();
    const known = echoes.expect(contact.id, text);
    try {
      await within(sayWithinMs, contact.say(text));
      return true;
    } catch (error) {
      known.forget();
      log.warn({ error }, 'nobody knows whether the personal account said something; it is not said again');
      return false;
    }
  }

  async #uncertain(conversation: string, upTo: number): Promise<number> {
    const event = { at: new Date(this.#deps.now()).toISOString(), event: 'undelivered:uncertain' };
    await amend(this.#deps.store, conversation, (before) => ({
      ...before,
      lead: { ...before.lead, events: [...before.lead.events, event] },
    }));
    return upTo;
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
