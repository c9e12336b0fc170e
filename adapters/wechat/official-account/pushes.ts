import type { Request, Response } from 'express';
import { Router } from 'express';
import type { Act, Batch, Front, Opening } from '../../../bot/ports.ts';
import { type Session } from '../../../bot/session/session.ts';
import { readBody } from '../../web/body.ts';
import { Problem } from '../../web/problem.ts';
import type { Routes } from '../../web/server.ts';
import { type Opened, openPush, plainEcho, type Query, sealReply, type Secrets } from '../envelope/envelope.ts';
import { RefusedPushError } from '../envelope/refused-push.ts';
import { kindIn } from '../texts.ts';
import { type AnswerDeps, answerPush, unanswered } from './answers.ts';
import { type Arrival, arrivalOf, conversationOf } from './arrival.ts';
import type { Kept, LatePushes } from './late.ts';
import { heardAt, standingOf } from './standing.ts';
import { sessionWithEvent } from '../../../bot/leads/lead-events.ts';

export interface PushDeps extends AnswerDeps {
  readonly appId: string;
  readonly secrets: Secrets;
  readonly front: Front;
  readonly act: Act;
  readonly late: LatePushes;
  /** Told whom a conversation is with, when they have written. */
  readonly heardFrom?: (conversation: string, openid: string) => void;
  /** Told of each push: its kind, or why it was refused. */
  readonly onPush?: (kind: string) => void;
}

const language = 'zh-Hans';

/** What WeChat calls: it proves the address with GET and pushes with POST. */
export function officialAccountRoutes(deps: PushDeps): Routes {
  const router = Router();
  router.get('/', (request, response) => {
    response.type('text/plain').send(refusing(deps, () => plainEcho(queryOf(request), deps.secrets)));
  });
  // Each message is one turn, however often it is pushed while that runs.
  const turns = new Map<string, Promise<Batch>>();
  const waits = waiting();
  router.post('/', async (request, response) => {
    const arrivedMs = deps.now();
    const body = await readBody(request);
    const push = refusing(deps, () => openPush(body, queryOf(request), deps.secrets));
    const arrival = arrivalOf(push.fields, { now: deps.now(), kinds: kindIn(language) });
    deps.onPush?.(arrival?.kind ?? 'nothing');
    response.type(push.format === 'json' ? 'application/json' : 'application/xml');
    if (!arrival || arrival.kind === 'nothing') response.type('text/plain').send('success');
    else await take({ deps, turns, waits }, arrival, { push, request, response, arrivedMs });
  });
  return { path: '/wechat/official-account', router };
}

interface Taking {
  readonly deps: PushDeps;
  readonly turns: Map<string, Promise<Batch>>;
  readonly waits: (signedMs: number, arrivedMs: number) => number;
}

/** How long pushes lay before this process took them up. Its clock may differ from WeChat's, so the quickest push is the measure. */
function waiting(): Taking['waits'] {
  let least = Infinity;
  return (signedMs, arrivedMs) => {
    least = Math.min(least, arrivedMs - signedMs);
    return arrivedMs - signedMs - least;
  };
}

interface Exchange {
  readonly push: Opened;
  readonly request: Request;
  readonly response: Response;
  readonly arrivedMs: number;
}

async function take({ deps, turns, waits }: Taking, arrival: Arrival, exchange: Exchange): Promise<void> {
  const { push, request, response, arrivedMs } = exchange;
  const conversation = conversationOf(deps.appId, arrival.openid);
  const turn = turns.get(keyOf(arrival)) ?? inOrder(deps, arrival, turns);
  turns.set(keyOf(arrival), turn);
  const forget = (): boolean => turns.delete(keyOf(arrival));
  void turn.then(forget, forget);
  const keep = async (): Promise<void> => {
    if (arrival.kind === 'said') await deps.late.keep(arrival, arrivedMs);
  };
  const done = async (): Promise<void> => {
    if (arrival.kind === 'said') await deps.late.done(arrival);
  };
  const { nonce = '', timestamp } = queryOf(request);
  const pushedMs = arrivedMs - waits(Number(timestamp) * 1000 || arrivedMs, arrivedMs);
  const seal = (text: string): string => {
    const at = new Date(deps.now());
    const seconds = Math.floor(at.getTime() / 1000);
    const { openid, account } = arrival;
    const reply = { ToUserName: openid, FromUserName: account, CreateTime: seconds, MsgType: 'text', Content: text };
    return sealReply(reply, { push, secrets: deps.secrets, at, nonce });
  };
  if (arrival.kind === 'said') void turn.then(() => deps.heardFrom?.(conversation, arrival.openid)).catch(() => {});
  await answerPush(deps, { id: arrival.id, pushedMs, arrivedMs, conversation, response, seal, keep, done }, turn);
}

function keyOf({ openid, id }: Arrival): string {
  return `${openid} ${id}`;
}

/** What somebody said before, and another process has acknowledged and not come to yet, is heard first. */
async function inOrder(deps: PushDeps, arrival: Arrival, turns: Taking['turns']): Promise<Batch> {
  const conversation = conversationOf(deps.appId, arrival.openid);
  const kept = deps.hasService && arrival.kind === 'said' ? await deps.late.before(arrival) : [];
  // What fails stays kept, and is tried again.
  for (const earlier of kept.filter((each) => !turns.has(keyOf(each.arrival)))) void takeUp(deps, conversation, earlier);
  return turnOf(deps, conversation, arrival);
}

/** Runs the turns of pushes that were acknowledged by a process that is gone. */
export async function takeUpLate(deps: PushDeps): Promise<void> {
  // One that fails again and again keeps nobody else waiting.
  for (const kept of await deps.late.left(deps.now())) await takeUp(deps, conversationOf(deps.appId, kept.arrival.openid), kept);
}

async function takeUp(deps: PushDeps, conversation: string, { arrival, at }: Kept): Promise<void> {
  try {
    await turnOf(deps, conversation, arrival);
    await unanswered(deps, conversation, { id: arrival.id, arrivedMs: at });
    await deps.late.done(arrival);
  } catch (error) {
    deps.log.warn({ error, conversation }, 'a late turn failed; it is run again');
  }
}

function turnOf(deps: PushDeps, conversation: string, arrival: Arrival): Promise<Batch> {
  const { openid, id, at } = arrival;
  switch (arrival.kind) {
    case 'said': {
      const { text, choice, gives: by } = arrival;
      const reached = (session: Session): Session => heardAt(session, { openid, at, by });
      const incoming = { id, at: new Date(at).toISOString(), text, ...(choice !== undefined && { choice }), reached };
      return deps.front.receive(conversation, incoming, { language });
    }
    case 'came':
      return came(deps, conversation, arrival);
    case 'left':
      return noted(deps, conversation, { id, event: eventOf(arrival, 'unfollowed'), change: leave });
    case 'nothing':
      return Promise.resolve(nothing);
    default:
      return arrival satisfies never;
  }
}

/** A new follower is greeted; of one whom we know it is noted where they came from now. */
async function came(deps: PushDeps, conversation: string, arrival: Arrival & { kind: 'came' }): Promise<Batch> {
  const { openid, at, scene, id } = arrival;
  const reached = (session: Session): Session => heardAt(session, { openid, at, by: 'event' });
  const opening: Opening = { language, ...(scene !== undefined && { campaign: { scene } }) };
  const { version } = await deps.store.load(conversation, []);
  if (version === 0) return deps.front.open(conversation, opening, reached);
  const change = (session: Session): Session => {
    const campaign = { ...session.origin.campaign, ...opening.campaign };
    return reached({ ...session, origin: { ...session.origin, ...(scene !== undefined && { campaign }) } });
  };
  return noted(deps, conversation, {
    id,
    event: eventOf(arrival, scene === undefined ? 'followed' : `scanned:${scene}`),
    change,
  });
}

function leave(session: Session): Session {
  const standing = standingOf(session);
  return standing ? { ...session, reach: { ...standing, unreachable: true } } : session;
}

interface Noting {
  readonly id: string;
  readonly event: { readonly at: string; readonly event: string };
  readonly change: (session: Session) => Session;
}

async function noted({ act }: PushDeps, conversation: string, { id, event, change }: Noting): Promise<Batch> {
  await act(
    conversation,
    (before, handled) => {
      if (handled) return { result: null };
      return { result: null, session: sessionWithEvent(change(before), event) };
    },
    id,
  ).catch((error: unknown) => {
    // Nothing to note about somebody of whom nothing is kept.
    if (!(error instanceof Error && error.name === 'UnknownConversationError')) throw error;
  });
  return nothing;
}

const nothing: Batch = { messages: [], cursor: 0 };

function eventOf({ at }: Arrival, event: string): Noting['event'] {
  return { at: new Date(at).toISOString(), event };
}

function queryOf({ originalUrl }: Request): Query {
  return Object.fromEntries(new URL(originalUrl, 'http://localhost').searchParams);
}

const statuses: Readonly<Record<RefusedPushError['reason'], number>> = {
  signature: 403,
  plain: 403,
  cipher: 403,
  receiver: 403,
  malformed: 400,
  'too-large': 413,
};

function refusing<T>({ onPush, log }: PushDeps, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RefusedPushError)) throw error;
    onPush?.(`refused:${error.reason}`);
    log.warn({ reason: error.reason }, 'a push to the official account was refused');
    throw new Problem(statuses[error.reason], `The push was refused: ${error.message}.`);
  }
}
