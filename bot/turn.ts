// One turn of a conversation. A message waits in line until every earlier one of its conversation is done; then the session is
// loaded, the conversation runs with its replies held back, and one commit keeps session, transcript, jobs and "handled" together.
// Only then does anything leave. A turn that fails leaves no trace; one that lost a race against another process is done anew.
import type { Activity, MiddlewareHandler, TurnContext } from 'botbuilder-core';
import { emptyState } from '../flows/state.ts';
import type { Draft, Message } from './message.ts';
import { type Batch, type Incoming, type NewJob, type Opening, UnknownConversationError } from './ports.ts';
import type { Session } from './session/session.ts';
import type { Commit, Loaded, LeadSummary, Span, Store } from './store/store.ts';
import { commitOf, type CommitDeps, type Counted } from './turns/commit.ts';
import { keepOwn, storedSession } from './session/stored-session.ts';

/** A turn on its way through Botkit: what came in, and what the conversation made of it. */
export interface Turn {
  readonly conversation: string;
  readonly incomings: readonly Incoming[];
  /** The channel that the messages came by. */
  readonly channel: string;
  /** Present when this turn may start the conversation. */
  readonly opening?: Opening;
  /** The session as loaded, and the messages that no earlier turn took in. Set before Botkit runs. */
  session?: Session;
  fresh?: readonly Incoming[];
  /** Set by the conversation. */
  outcome?: Outcome;
  failure?: { readonly error: unknown };
  /** What was replied so far; absent outside the conversation's part of the turn. */
  replies?: Draft[];
  /** The session as committed. */
  committed?: Session;
  /** What each incoming message is answered with, in their order. Set after the commit. */
  batches?: readonly Batch[];
}

export interface Outcome {
  readonly session: Session;
  /** The fresh messages as the transcript shows them (a tap shows its label). */
  readonly heard: readonly string[];
  readonly jobs: readonly NewJob[];
  /** Questions that nothing is known to. */
  readonly questions?: NonNullable<Commit['questions']>;
}

export interface TurnDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly summaryOf: (conversation: string, session: Session) => LeadSummary;
  readonly onCommit?: (commit: Commit) => void;
  readonly deliveryJob: CommitDeps['deliveryJob'];
}

const TURN = Symbol('turn');

/** The outermost middleware of every channel: load → run → commit. Throws what the conversation threw, or ConflictError. */
export function turns(deps: TurnDeps): MiddlewareHandler {
  return async (context, next) => {
    const turn = turnOf(context);
    const ids = turn.incomings.map(({ id }) => id);
    const loaded = await deps.store.load(turn.conversation, ids);
    // One may stand in line twice, because the channel delivered it again meanwhile.
    turn.fresh = turn.incomings.filter(({ id }, index) => loaded.handled[index] === null && ids.indexOf(id) === index);
    turn.session = reached(openSession(turn, loaded, deps.now()), turn, turn.fresh);
    const done = turn.fresh.length > 0 ? await runAndCommit(context, next, { turn, loaded, deps }) : null;
    turn.batches = await Promise.all(
      loaded.handled.map(async (span) => (span ? repeated(deps.store, turn.conversation, span) : (done as Batch))),
    );
  };
}

interface Running {
  readonly turn: Turn;
  readonly loaded: Loaded;
  readonly deps: TurnDeps;
}

async function runAndCommit(context: TurnContext, next: () => Promise<void>, { turn, loaded, deps }: Running): Promise<Batch> {
  const replies: Draft[] = [];
  turn.replies = replies;
  // For what is sent past Botkit: the documented hook collects and does not call its `next`.
  context.onSendActivities(async (_, activities) => {
    for (const activity of activities) hold(context, activity);
    return activities.map(() => ({ id: '' }));
  });
  await next();
  delete turn.replies;
  // Botkit loses what its handlers throw, so the controller leaves it here.
  if (turn.failure) throw turn.failure.error;
  const { messages, session, commit } = turnCommit({ turn, loaded, deps }, replies);
  await deps.store.commit(turn.conversation, commit);
  deps.onCommit?.(commit);
  keepOwn(session);
  turn.committed = session;
  return repliesIn(messages, session.seq);
}

/** The replies of an earlier turn, word for word. */
async function repeated(store: Store, conversation: string, { from, to }: Span): Promise<Batch> {
  return repliesIn(await store.messages(conversation, from - 1, to - from + 1), to);
}

/** Lets a turn travel with its context, from the channel through Botkit to the handlers. */
export function putTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(TURN, turn);
}

/** The turn of a context. Throws TypeError for a context that no channel made. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(TURN);
  if (!turn) throw new TypeError('a context without a turn: activities enter through ChannelAdapter.receive');
  return turn;
}

/** Throws UnknownConversationError when the store has none, because it never was or was erased. */
export function parseSession(conversation: string, { session }: Loaded): Session {
  const stored = storedSession(session);
  if (!stored) throw new UnknownConversationError(conversation);
  return stored;
}

function openSession(turn: Turn, loaded: Loaded, now: Date): Session {
  if (loaded.version > 0 || !turn.opening) return parseSession(turn.conversation, loaded);
  return newSession({ ...turn.opening, channel: turn.channel }, now);
}

/** Answers go where the prospect last wrote, and the channel notes what it learns from that. */
function reached(session: Session, { channel }: Turn, fresh: readonly Incoming[]): Session {
  const here = session.channel === channel || fresh.length === 0 ? session : { ...session, channel };
  return fresh.reduce((before, incoming) => incoming.reached?.(before) ?? before, here);
}

/** A session in which nothing was said yet. */
export function newSession(
  { channel, language, page, referrer, campaign }: Opening & { readonly channel: string },
  now: Date,
): Session {
  return {
    channel,
    language,
    created: now.toISOString(),
    owner: 'bot',
    seq: 0,
    state: emptyState,
    offered: [],
    lastSaid: [],
    heard: now.toISOString(),
    quotes: [],
    lead: { status: 'open', questions: [], events: [] },
    origin: { ...(page && { page }), ...(referrer && { referrer }), ...(campaign && { campaign: { ...campaign } }) },
  };
}

/** Keeps a reply back until the commit. Throws when the turn is over: whatever is said then belongs in a turn of its own. */
export function hold(context: TurnContext, activity: Partial<Activity>): void {
  const { replies } = turnOf(context);
  if (!replies) throw new Error('the turn is over; use Conversations.act to say something outside a turn');
  replies.push(draftOf(activity));
}

/** A reply travels through Botkit as an activity; `value` carries what an activity has no place for. */
export function activityOf(draft: Draft): Partial<Activity> {
  return { type: 'message', text: draft.text, value: draft };
}

function draftOf({ text, value }: Partial<Activity>): Draft {
  // Botkit's send middleware may have changed the text.
  return { ...(value as Draft | undefined), text: text ?? '' };
}

/** The prospect's messages, then the replies, in one commit. */
function turnCommit({ turn, loaded, deps }: Running, replies: readonly Draft[]): Counted {
  const { outcome, fresh = [], conversation } = turn;
  if (!outcome) throw new TypeError('no handler took the turn: controller.on("message") is missing');
  const { heard, questions } = outcome;
  const at = deps.now().toISOString();
  const said = heard.map((text, index) => ({ from: 'prospect' as const, text, at: fresh[index]?.at ?? at }));
  const counted = commitOf(
    {
      conversation,
      expected: loaded.version,
      session: outcome.session,
      entries: [...said, ...replies.map((draft) => ({ ...draft, from: 'bot' as const }))],
      handled: fresh.map(({ id }) => id),
      jobs: outcome.jobs,
      isToDeliver: replies.length > 0,
    },
    { at, deliveryJob: deps.deliveryJob },
  );
  return {
    ...counted,
    commit: {
      ...counted.commit,
      ...(questions?.length && { questions }),
      // Who only opened the widget is no lead yet.
      ...(heard.length > 0 && { lead: deps.summaryOf(conversation, counted.session) }),
    },
  };
}

function repliesIn(messages: readonly Message[], cursor: number): Batch {
  return { messages: messages.filter(({ from }) => from !== 'prospect'), cursor };
}
