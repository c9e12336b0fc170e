import type { Front, Incoming, Opening } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import type { Store } from '../../../bot/store/store.ts';
import { sessionOf } from '../../../bot/session/stored-session.ts';
import { bringTo, conversationAt } from './address.ts';
import { customerOf, type Entry, type EntryEvent, type Kept, saidIn } from './entry.ts';
import { givenBack, type PeopleDeps, takenBy } from './people.ts';
import { channelName, heardAt, newStanding, type Standing, standingOf, withStanding } from './standing.ts';
import { undelivered } from './undelivered.ts';

export interface ArrivalDeps {
  readonly store: Store;
  readonly front: Front;
  readonly people: PeopleDeps;
  readonly now: () => number;
  /** The conversation that a link carries, when it is one of ours and still good. */
  readonly carriedBy: (sceneParam: string) => Promise<string | null>;
  /** Told whom a conversation is with, when they have written. */
  readonly heardFrom?: ((conversation: string, user: string) => void) | undefined;
  /** What a message that is no text is called. */
  readonly kinds: (kind: string) => string;
  readonly onEvent?: (kind: string) => void;
  readonly log: { info(details: object, message: string): void; warn(details: object, message: string): void };
}

/** Less than the twenty seconds that WeCom gives. */
const shortCodeMs = 18_000;
const longCodeMs = 47 * 3_600_000;

/**
 * Hands what one customer did to the conversation that it belongs to: several messages of theirs that follow each other, or one
 * thing of any other kind. Does the same once, however often it is called.
 */
export async function arrive(deps: ArrivalDeps, account: string, burst: readonly Kept[]): Promise<void> {
  for (const { entry } of burst) deps.onEvent?.(kindOf(entry));
  const [first] = burst;
  if (!first) return;
  const at = { account, user: customerOf(first.entry) };
  if (at.user !== '') await arrived(deps, at, { ...first, burst });
}

async function arrived(
  deps: ArrivalDeps,
  at: Address,
  { entry, past = false, burst }: Omit<Kept, 'past'> & { past?: boolean | undefined; burst: readonly Kept[] },
): Promise<void> {
  if (entry.event) return happened(deps, at, { entry, event: entry.event, past });
  if (entry.origin === 3) return heard(deps, at, burst);
  if (entry.origin === 5 && !past) {
    const conversation = await begun(deps, at, entry);
    await takenBy(deps.people, conversation, {
      id: idOf(entry),
      servicer: entry.servicer_userid,
      says: saidIn(entry, deps.kinds),
    });
  }
}

function kindOf({ event, origin }: Entry): string {
  return event?.event_type ?? (origin === 5 ? 'servicer-message' : 'message');
}

type Address = Pick<Standing, 'account' | 'user'>;

async function heard(deps: ArrivalDeps, at: Address, burst: readonly Kept[]): Promise<void> {
  const conversation = await conversationAt(deps.store, at);
  await settled(deps.store, conversation);
  // All are handed over in one breath, so that they stand in line in their order.
  await Promise.all(burst.map((kept) => deps.front.receive(conversation, incomingOf(deps, at, kept), opening({}))));
  deps.heardFrom?.(conversation, at.user);
}

function incomingOf({ kinds }: ArrivalDeps, at: Address, { entry, past }: Kept): Incoming {
  const sent = entry.send_time * 1000;
  const choice = entry.text?.menu_id;
  return {
    id: idOf(entry),
    at: new Date(sent).toISOString(),
    ...(choice !== undefined && choice !== '' ? { choice } : { text: saidIn(entry, kinds) }),
    ...(past && { past }),
    reached: (session) => withStanding(session, heardAt(standingOf(session) ?? newStanding(at), sent)),
  };
}

async function happened(
  deps: ArrivalDeps,
  at: Address,
  { entry, event, past }: { entry: Entry; event: EntryEvent; past: boolean },
): Promise<void> {
  switch (event.event_type) {
    case 'enter_session':
      return past ? undefined : entered(deps, at, { entry, event });
    case 'session_status_change':
      return changed(deps, at, { entry, event });
    case 'msg_send_fail':
      return failed(deps, at, { entry, event });
    case 'user_recall_msg':
      return noted(deps, at, { entry, what: 'recalled' });
    default:
      deps.log.info({ event: event.event_type, account: at.account }, 'an event of WeChat customer service');
  }
}

/** The prospect has opened the chat: they are welcomed within 20 seconds, when WeCom allows it, and it is noted where they came from. */
async function entered(deps: ArrivalDeps, at: Address, { entry, event }: { entry: Entry; event: EntryEvent }): Promise<void> {
  const carried = event.scene_param ? await deps.carriedBy(event.scene_param) : null;
  const until = entry.send_time * 1000 + shortCodeMs;
  const code: Standing['code'] | undefined = event.welcome_code
    ? { code: event.welcome_code, until, occasion: 'welcome' }
    : undefined;
  if (carried !== null) return carriedOn(deps, at, { entry, conversation: carried, code });
  const conversation = await conversationAt(deps.store, at);
  const reached = (session: Session): Session => {
    const standing = standingOf(session) ?? newStanding(at);
    return withStanding(session, { ...standing, ...(code && { code }) });
  };
  const { version } = await deps.store.load(conversation, []);
  const start = opening(campaignOf(event));
  if (version > 0) await noted(deps, at, { entry, what: 'entered', reached, opening: start, greeting: code && 'wecom.back' });
  else if (code) await deps.front.open(conversation, start, reached);
  else await quietly(deps, conversation, { entry, reached, opening: start });
}

/** A talk that began on the web goes on here, in the same conversation. */
async function carriedOn(
  { store, people, now }: ArrivalDeps,
  at: Address,
  { entry, conversation, code }: { entry: Entry; conversation: string; code: Standing['code'] | undefined },
): Promise<void> {
  await bringTo(store, at, conversation);
  await settled(store, conversation);
  await people.act(
    conversation,
    (before, handled) => {
      if (handled) return { result: null };
      const standing = { ...(standingOf(before) ?? newStanding(at)), ...at, ...(code && { code }) };
      const event = { at: new Date(now()).toISOString(), event: `continued:${channelName}` };
      const session = { ...before, channel: channelName, lead: { ...before.lead, events: [...before.lead.events, event] } };
      const drafts = [{ from: 'bot' as const, text: people.words('wecom.continued', before, {}) }];
      return { result: null, session: withStanding(session, standing), drafts };
    },
    idOf(entry),
  );
}

async function changed(deps: ArrivalDeps, at: Address, { entry, event }: { entry: Entry; event: EntryEvent }): Promise<void> {
  const conversation = await begun(deps, at, entry);
  const { msg_code: code, change_type: change, new_servicer_userid: servicer } = event;
  const isEnd = change === 3;
  const until = entry.send_time * 1000 + (isEnd ? shortCodeMs : longCodeMs);
  const usable = code !== undefined && code !== '' && until > deps.now();
  const deed = {
    id: idOf(entry),
    servicer,
    ...(usable && { code: { code, until, occasion: isEnd ? ('ended' as const) : ('taken' as const) } }),
  };
  await (isEnd ? givenBack(deps.people, conversation, deed) : takenBy(deps.people, conversation, deed));
}

async function failed(deps: ArrivalDeps, at: Address, { entry, event }: { entry: Entry; event: EntryEvent }): Promise<void> {
  const { fail_msgid: id = '', fail_type: type = 0 } = event;
  const conversation = await conversationAt(deps.store, at);
  deps.log.warn({ conversation, type }, 'WeCom took a message and could not deliver it');
  await deps.people
    .act(
      conversation,
      (before, handled) =>
        handled ? { result: null } : { result: null, session: undelivered(before, { id, type, now: deps.now() }) },
      idOf(entry),
    )
    .catch(ignoreUnknown);
}

interface Noting {
  readonly entry: Entry;
  readonly what: string;
  readonly reached?: (session: Session) => Session;
  readonly opening?: Opening;
  /** The text to say with it. */
  readonly greeting?: string | undefined;
}

async function noted(deps: ArrivalDeps, at: Address, { entry, what, reached, opening: start, greeting }: Noting): Promise<void> {
  const conversation = await conversationAt(deps.store, at);
  await deps.people
    .act(
      conversation,
      (before, handled) => {
        if (handled) return { result: null };
        const event = { at: new Date(deps.now()).toISOString(), event: what };
        const origin = start?.campaign
          ? { ...before.origin, campaign: { ...before.origin.campaign, ...start.campaign } }
          : before.origin;
        const session = { ...before, origin, lead: { ...before.lead, events: [...before.lead.events, event] } };
        const drafts = greeting ? [{ from: 'bot' as const, text: deps.people.words(greeting, before, {}) }] : [];
        return { result: null, session: reached ? reached(session) : session, drafts };
      },
      idOf(entry),
    )
    .catch(ignoreUnknown);
}

/** A conversation that exists, so that a person's words have a place. */
async function begun(deps: ArrivalDeps, at: Address, entry: Entry): Promise<string> {
  const conversation = await conversationAt(deps.store, at);
  const { version } = await deps.store.load(conversation, []);
  if (version > 0) return conversation;
  const reached = (session: Session): Session => withStanding(session, { ...newStanding(at), state: 3 });
  await quietly(deps, conversation, { entry, reached, opening: opening({}) });
  return conversation;
}

async function quietly(
  { front, now }: ArrivalDeps,
  conversation: string,
  { entry, reached, opening: start }: { entry: Entry; reached: (session: Session) => Session; opening: Opening },
): Promise<void> {
  const incoming: Incoming = { id: `begun:${idOf(entry)}`, at: new Date(now()).toISOString(), past: true, reached };
  await front.receive(conversation, incoming, start);
}

/** What was said elsewhere stays there: only what comes from now on is sent here. */
async function settled(store: Store, conversation: string): Promise<void> {
  const before = await sessionOf(store, conversation);
  if (before && before.channel !== channelName) await store.delivered(conversation, before.seq);
}

function opening(campaign: Readonly<Record<string, string>>): Opening {
  return { language: 'zh-Hans', ...(Object.keys(campaign).length > 0 && { campaign }) };
}

/** `scene` names the link; `scene_param` is what the firm wrote behind it, mostly a query of its own. */
function campaignOf({ scene, scene_param: param }: EntryEvent): Readonly<Record<string, string>> {
  const fields = param?.includes('=') ? Object.fromEntries(new URLSearchParams(param)) : param ? { scene_param: param } : {};
  return { ...(scene && { scene }), ...fields };
}

function idOf({ msgid }: Entry): string {
  return `wk:${msgid}`;
}

/** Nothing to note about somebody of whom nothing is kept. */
function ignoreUnknown(error: unknown): null {
  if (error instanceof Error && error.name === 'UnknownConversationError') return null;
  throw error;
}
