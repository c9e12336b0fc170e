import { setTimeout as pause } from 'node:timers/promises';
import { Admission } from './admission.ts';
import { commitOf, type CommitDeps } from './commit.ts';
import { deliver, deliveryJob, type Outlet } from './delivery.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Message } from '../message.ts';
import type { Act, Acted, Batch, Front, Incoming, Opening } from '../ports.ts';
import type { Session } from '../session/session.ts';
import { type Commit, ConflictError, type LeadSummary, type Span, type Store } from '../store/store.ts';
import { keepOwn } from '../session/stored-session.ts';
import { parseSession, type Turn } from '../turn.ts';

/** A channel as the conversations need it: turns go in, messages go out. */
export interface Channel extends Outlet {
  readonly pauseMs: number;
  run(turn: Turn): Promise<void>;
}

export interface ConversationsDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly summaryOf: (conversation: string, session: Session) => LeadSummary;
  /** Told when a channel did not take a reply; it is kept and sent later. */
  readonly onUndelivered: (error: unknown, conversation: string) => void;
}

const maxTries = 8;
/** Enough to keep a store and a processor busy. */
const admitted = { atOnce: 24, countedMs: 150, patientMs: 3000 };
const openingId = 'opening';

/** All conversations of this process: whatever changes one waits in the same queue. */
export class Conversations {
  readonly #deps: ConversationsDeps;
  readonly #channels = new Map<string, Channel>();
  readonly #queue = new KeyedQueue<Incoming, Batch>();
  readonly #admission = new Admission(admitted);
  readonly #observers: ((commit: Commit) => void)[] = [];

  constructor(deps: ConversationsDeps) {
    this.#deps = deps;
  }

  add(channel: Channel): void {
    this.#channels.set(channel.name, channel);
  }

  /** Told of each commit of this process, after it; for counting. */
  observe(observer: (commit: Commit) => void): void {
    this.#observers.push(observer);
  }

  committed(commit: Commit): void {
    for (const observer of this.#observers) observer(commit);
  }

  /** What a commit must add so that replies reach a channel that has to be called. */
  readonly deliveryJob: CommitDeps['deliveryJob'] = (channel, upTo) =>
    deliveryJob(this.#channels.get(channel), upTo, this.#deps.now().getTime());

  /** What the named channel asks of the bot. */
  front(name: string): Front {
    const { store } = this.#deps;
    return {
      open: (conversation, opening, reached) => this.#open(name, conversation, { opening, reached }),
      receive: (conversation, incoming, opening) => this.#receive(name, conversation, { incoming, opening }),
      messages: (conversation, after) => this.#messages(conversation, after),
      owner: async (conversation) => ownerOf(parseSession(conversation, await store.load(conversation, [])).owner),
      subscribe: (listener, missed) => store.subscribe(listener, missed),
      publish: (event) => store.publish(event),
      ready: () => store.ready(),
    };
  }

  readonly act: Act = <T>(conversation: string, change: Change<T>, id?: string): Promise<T> =>
    this.#queue.run(conversation, async () => {
      const acted = await retried(() => this.#act(conversation, change, id));
      await this.#deliver(conversation, acted.channel);
      return acted.result;
    });

  /** Sends what a channel has not taken yet, or could not hand on; in line, so that nothing overtakes it. */
  async redeliver(conversation: string): Promise<void> {
    await this.#queue.run(conversation, async () => {
      const session = parseSession(conversation, await this.#deps.store.load(conversation, []));
      const channel = this.#channels.get(session.channel);
      if (!channel) throw new Error(`channel ${session.channel} of conversation ${conversation} is not configured here`);
      await deliver(this.#deps.store, channel, conversation);
      await channel.sendAgain?.(conversation);
    });
  }

  async #messages(conversation: string, after: number): Promise<Batch> {
    const { store } = this.#deps;
    const messages = await store.messages(conversation, after, 500);
    // Nothing new, or no such conversation (any more)?
    if (messages.length === 0) parseSession(conversation, await store.load(conversation, []));
    return batchOf(messages, after);
  }

  async #open(
    name: string,
    conversation: string,
    { opening, reached }: { opening: Opening; reached: Incoming['reached'] },
  ): Promise<Batch> {
    const incoming = { id: openingId, at: this.#deps.now().toISOString(), ...(reached && { reached }) };
    const work = (): Promise<readonly Batch[]> =>
      this.#turn(name, { conversation, channel: name, incomings: [incoming], opening });
    return this.#queue.run(conversation, async () => (await work())[0] as Batch);
  }

  #receive(
    name: string,
    conversation: string,
    { incoming, opening }: { incoming: Incoming; opening: Opening | undefined },
  ): Promise<Batch> {
    return this.#queue.join(conversation, incoming, {
      pauseMs: this.#channels.get(name)?.pauseMs ?? 0,
      work: (incomings) => this.#turn(name, { conversation, channel: name, incomings, ...(opening && { opening }) }),
    });
  }

  async #turn(name: string, turn: Turn): Promise<readonly Batch[]> {
    const channel = this.#channels.get(name);
    if (!channel) throw new Error(`there is no channel ${name}`);
    // Each try is a turn of its own: a context that failed is closed.
    const done = await retried(async () => {
      const attempt: Turn = { ...turn };
      await this.#admission.run(() => channel.run(attempt));
      return attempt;
    });
    await this.#announceOwner(turn.conversation, done.session?.owner, done.committed);
    await this.#deliver(turn.conversation, name);
    return done.batches ?? [];
  }

  async #act<T>(conversation: string, change: Change<T>, id?: string): Promise<{ result: T; channel: string }> {
    const { store, now, summaryOf } = this.#deps;
    const loaded = await store.load(conversation, id === undefined ? [] : [id]);
    const before = parseSession(conversation, loaded);
    const acted = change(before, loaded.handled[0] ?? null);
    if (!acted.session) return { result: acted.result, channel: before.channel };

    const { drafts = [], jobs = [], audit } = acted;
    const { session, commit: plain } = commitOf(
      {
        conversation,
        expected: loaded.version,
        session: acted.session,
        entries: drafts,
        handled: id === undefined ? [] : [id],
        jobs,
        isToDeliver: drafts.length > 0,
      },
      { at: now().toISOString(), deliveryJob: this.deliveryJob },
    );
    const commit: Commit = { ...plain, lead: summaryOf(conversation, session), ...(audit && { audit }) };
    await store.commit(conversation, commit);
    keepOwn(session);
    this.committed(commit);
    await this.#announceOwner(conversation, before.owner, session);
    return { result: acted.result, channel: session.channel };
  }

  async #announceOwner(conversation: string, before: Session['owner'] | undefined, session: Session | undefined): Promise<void> {
    if (!before || !session || isSameOwner(before, session.owner)) return;
    await this.#deps.store.publish({ type: 'state', conversation, ...ownerOf(session.owner) });
  }

  async #deliver(conversation: string, name: string): Promise<void> {
    const channel = this.#channels.get(name);
    if (!channel || channel.mailbox) return;
    // The turn itself has succeeded by now: failing it would only make the channel deliver its message again.
    await deliver(this.#deps.store, channel, conversation).catch((error: unknown) =>
      this.#deps.onUndelivered(error, conversation),
    );
  }
}

type Change<T> = (session: Session, handled: Span | null) => Acted<T>;

function ownerOf(owner: Session['owner']): { owner: string; name?: string } {
  return typeof owner === 'string' ? { owner } : { owner: 'consultant', name: owner.name };
}

function isSameOwner(one: Session['owner'], other: Session['owner']): boolean {
  return one === other || (typeof one === 'object' && typeof other === 'object' && one.consultant === other.consultant);
}

function batchOf(messages: readonly Message[], after: number): Batch {
  return { messages, cursor: messages.at(-1)?.seq ?? after };
}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ConflictError) || tries >= maxTries) throw error;
      // Two processes that lost against each other must not meet again at the same moment.
      await pause(Math.random() * 4 * 2 ** tries);
    }
  }
}
