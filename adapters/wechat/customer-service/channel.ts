import type { Message } from '../../../bot/message.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { sessionOf } from '../../../bot/session/stored-session.ts';
import { ChannelAdapter } from '../../channel.ts';
import type { Bubble } from '../bubbles.ts';
import { owedFrom } from '../owed.ts';
import { amend, type Amended } from './amend.ts';
import type { WecomApi } from './api.ts';
import { bubblesFor, type Due, handoverOf, type Look, type Plan, planned, planOf, type Sending } from './plan.ts';
import { sendOnce, type Sent } from './sender.ts';
import { moveTo, stateNow } from './service-state.ts';
import { channelName, fullQuota, owedAgain, type Standing, standingOf } from './standing.ts';

export interface ChannelDeps {
  readonly store: Store;
  readonly api: WecomApi;
  readonly now: () => number;
  readonly publicUrl: string;
  /** Ends what is too long for all the sends that are left. */
  readonly more: (conversation: string, session: Session, range: { from: number; upTo: number }) => string;
  readonly pauseMs?: number;
  readonly log: { warn(details: object, message: string): void };
  readonly onSend?: (outcome: 'taken' | 'kept' | 'dropped' | 'failed') => void;
}

/** Less than the twenty seconds that WeCom gives. */
const endedCodeMs = 18_000;

/**
 * WeChat customer service. Five messages may follow each message of the prospect, for 48 hours, and none while people have the chat:
 * so all that waits goes into as few sends as it can, and a send is written down with its id before it is made.
 */
export class CustomerServiceChannel extends ChannelAdapter {
  override readonly name = channelName;
  override readonly pauseMs: number;
  readonly #deps: ChannelDeps;

  constructor(deps: ChannelDeps) {
    super();
    this.#deps = deps;
    this.pauseMs = deps.pauseMs ?? 800;
  }

  /** Takes over what it can; see Outlet.deliverAll. */
  async deliverAll(conversation: string, messages: readonly Message[]): Promise<number> {
    const last = messages.at(-1)?.seq ?? 0;
    const addressee = await this.#addressee(conversation);
    if (!addressee) return last;
    const { session, standing } = addressee;
    const due = await this.#due(conversation, messages, standing);
    if (due.messages.length === 0) return due.upTo;
    const look = { publicUrl: this.#deps.publicUrl, more: this.#deps.more(conversation, session, due) };
    const { begun } = due;
    const plan = begun ?? (await this.#reserved(conversation, due, { look, seen: standing.sending }));
    if (plan === 'kept') return this.#kept(due.cursor);
    if (plan === 'dropped') return this.#dropped(last);
    // Another process has just begun on it: its plan is followed, whatever it covers.
    if (plan === 'begun') return this.deliverAll(conversation, messages);
    return this.#send(conversation, { standing, plan, bubbles: bubblesFor(plan, due, look), isRepeated: begun !== undefined });
  }

  /** Null for who was erased meanwhile, or has gone on elsewhere since. */
  async #addressee(conversation: string): Promise<Amended | null> {
    const session = await sessionOf(this.#deps.store, conversation);
    if (session?.channel !== this.name) return null;
    const standing = await this.#freed(conversation, session);
    return standing && { session, standing };
  }

  /** What was begun, else all that waits, with what WeCom could not deliver before it. */
  async #due(conversation: string, messages: readonly Message[], standing: Standing): Promise<Waiting> {
    const first = messages[0]?.seq ?? 1;
    const begun = begunIn(standing, first);
    const again = { from: standing.again ?? first, after: standing.againAfter };
    const { from, after = 0, upTo } = begun ?? { ...again, upTo: messages.at(-1)?.seq ?? 0 };
    const earlier = from < first ? await this.#deps.store.messages(conversation, from - 1, first - from) : [];
    const all = [...earlier, ...messages].filter((message) => isDue(message) && message.seq >= from && message.seq <= upTo);
    return { from, after, upTo, begun, cursor: first - 1, messages: owedFrom(all, { seq: from, after }) };
  }

  /** Given back in the console: the session in the WeCom app ends, which lets one last message through. */
  async #freed(conversation: string, session: Session): Promise<Standing | null> {
    const standing = standingOf(session);
    if (standing?.state !== 3 || session.owner !== 'bot') return standing;
    const { store, api, now } = this.#deps;
    const moved = await moveTo(api, standing, { state: 4 });
    const real = moved.type === 'elsewhere' ? moved.real : { state: 4 as const };
    const code = moved.type === 'moved' && moved.code !== undefined ? { code: moved.code, until: now() + endedCodeMs } : null;
    const amended = await amend(store, conversation, (before) => {
      const { code: _, ...rest } = before.standing;
      return { standing: { ...rest, ...real, ...(code && { code: { ...code, occasion: 'ended' as const } }) } };
    });
    return amended.standing;
  }

  /** Writes down what will be sent, before it is: a process that dies in between leaves its ids to the next. */
  async #reserved(conversation: string, due: Due, { look, seen }: Reserving): Promise<Plan | 'begun'> {
    let outcome: Plan | 'begun' = 'kept';
    await amend(this.#deps.store, conversation, (before) => {
      const now = this.#deps.now();
      if (before.standing.sending?.ids[0] !== seen?.ids[0]) {
        outcome = 'begun';
        return null;
      }
      const plan = planOf(before, due, { look, now });
      outcome = plan;
      const handover = handoverOf(before, now);
      const jobs = handover ? [handover.job] : [];
      const standing = typeof plan === 'string' ? before.standing : planned(before, plan, now);
      return typeof plan === 'string' && !handover ? null : { standing: { ...standing, ...handover?.noted }, jobs };
    });
    return outcome;
  }

  async #send(conversation: string, { standing, plan, bubbles, isRepeated }: Sends): Promise<number> {
    for (const [index, id] of plan.ids.entries()) {
      const bubble = bubbles[index];
      if (!bubble) continue;
      const sent = await sendOnce(this.#deps.api, { ...standing, id, bubble, code: plan.code, isRepeated }).catch(
        async (error: unknown): Promise<Sent> => {
          this.#deps.onSend?.('failed');
          // Another process that had the same ids may have been first.
          if ((await this.#deps.store.deliveredUpTo(conversation)) >= plan.upTo) return { type: 'taken' };
          throw error;
        },
      );
      if (sent.type === 'later' || sent.type === 'humans') return this.#refused(conversation, plan, { sent, index });
      if (sent.type !== 'taken') await this.#lost(conversation, sent.type);
      this.#deps.onSend?.(sent.type === 'refused' ? 'dropped' : 'taken');
    }
    return plan.upTo;
  }

  /** WeCom knows better than we did where the chat stands: that is learnt, and nothing is sent against it. */
  async #refused(conversation: string, plan: Sending, { sent, index }: Refused): Promise<number> {
    const { store, api, log } = this.#deps;
    const before = await amend(store, conversation, () => null);
    const real = await stateNow(api, before.standing);
    log.warn({ conversation, state: real.state, refused: sent.type }, 'WeCom did not allow a message to this prospect');
    const isPeoples = real.state === 2 || real.state === 3;
    // What was taken is not said again: only the rest waits.
    const owed = isPeoples ? {} : owedAgain(plan, index);
    await amend(store, conversation, ({ standing }) => {
      const isQuota = sent.type === 'later' && sent.because === 'quota';
      const learnt = { ...standing, ...real, ...(isQuota && { sends: fullQuota }) };
      const jobs = real.state === 3 ? [reconcileJob(this.#deps.now(), real)] : [];
      // Another process had the same plan, and has learnt the same and gone on.
      if (standing.sending?.ids[0] !== plan.ids[0]) return { standing: learnt, jobs };
      const { sending: _, ...rest } = learnt;
      return { standing: { ...rest, ...owed }, jobs, ...(isPeoples && { event: this.#event('undelivered:taken-over') }) };
    });
    // What people answer in the meantime must not be followed by an old reply of the bot.
    return isPeoples ? this.#dropped(plan.upTo) : this.#kept((owed.again ?? plan.from) - 1);
  }

  /** Nobody knows whether WeCom took it, or it never will: it is not sent again, and whoever has the lead is told. */
  async #lost(conversation: string, how: 'uncertain' | 'refused'): Promise<void> {
    const { store, log } = this.#deps;
    log.warn({ conversation, how }, 'a message to this prospect may not have arrived, and is not sent again');
    await amend(store, conversation, ({ standing }) => ({ standing, event: this.#event(`undelivered:${how}`) }));
  }

  #event(event: string): { at: string; event: string } {
    return { at: new Date(this.#deps.now()).toISOString(), event };
  }

  #kept(upTo: number): number {
    this.#deps.onSend?.('kept');
    return upTo;
  }

  #dropped(upTo: number): number {
    this.#deps.onSend?.('dropped');
    return upTo;
  }
}

interface Waiting extends Due {
  readonly begun: Sending | undefined;
  /** The last that was taken over. */
  readonly cursor: number;
}

interface Reserving {
  readonly look: Look;
  /** The last plan that was known. */
  readonly seen: Sending | undefined;
}

interface Refused {
  readonly sent: Extract<Sent, { type: 'later' | 'humans' }>;
  /** Which of the sends it was. */
  readonly index: number;
}

interface Sends {
  readonly standing: Standing;
  readonly plan: Sending;
  readonly bubbles: readonly Bubble[];
  readonly isRepeated: boolean;
}

/** A plan that somebody began on and that still covers what is to be sent. */
function begunIn({ sending }: Standing, first: number): Sending | undefined {
  return sending && sending.upTo >= first ? sending : undefined;
}

function isDue({ from, via }: Message): boolean {
  return from !== 'prospect' && via === undefined;
}

function reconcileJob(now: number, { servicer }: { servicer?: string }) {
  return { id: 'wecom-people', type: 'wecom-people', due: now, data: { ...(servicer !== undefined && { servicer }) } };
}
