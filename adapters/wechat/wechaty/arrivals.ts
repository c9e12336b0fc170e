import type { Act, Front } from '../../../bot/ports.ts';
import type { Session } from '../../../bot/session/session.ts';
import { channelName } from './channel.ts';
import type { Echoes } from './echoes.ts';
import type { WechatyMessage } from './parts.ts';
import { conversationOf, heardAt, pausedAt } from './standing.ts';

export interface ArrivalDeps {
  readonly front: Front;
  readonly act: Act;
  readonly echoes: Echoes;
  readonly now: () => number;
  /** What a message that is no text is called. */
  readonly kinds: (kind: string) => string;
}

const language = 'zh-Hans';
/** What is older came while nobody was there (WeChat shows it again after a sign-in): it is taken down, not answered. */
const answeredWithinSeconds = 120;
/** So long after the owner last wrote by phone the bot keeps out of that chat. */
const pausedMs = 12 * 3_600_000;
const person = 1;
/** WeChat's own contacts look like people. */
const system = new Set(['weixin', 'filehelper', 'fmessage', 'medianote', 'newsapp', 'floatbottle']);

/** Hands one message to the conversation it belongs to; rooms, official accounts and the bot's own words are left alone. */
export async function arrive(deps: ArrivalDeps, message: WechatyMessage): Promise<void> {
  if (message.room()) return;
  if (message.self()) return ownerWrote(deps, message);
  const talker = message.talker();
  if (talker.type() !== person || system.has(talker.id)) return;
  const at = deps.now() - message.age() * 1000;
  await deps.front.receive(
    conversationOf(talker.id),
    {
      id: `wy:${message.id}`,
      at: new Date(at).toISOString(),
      text: saidIn(deps, message),
      ...(message.age() > answeredWithinSeconds && { past: true as const }),
      reached: (session) => heardAt(session, talker.id, at),
    },
    { language },
  );
}

/** The account's owner speaks for themselves: the bot is silent in that chat, and their words are taken down. */
async function ownerWrote(deps: ArrivalDeps, message: WechatyMessage): Promise<void> {
  const contact = message.listener();
  if (!contact || contact.type() !== person || system.has(contact.id)) return;
  if (deps.echoes.heard(contact.id, message.text()) || message.age() > answeredWithinSeconds) return;
  const conversation = conversationOf(contact.id);
  const until = deps.now() + pausedMs;
  const at = new Date(deps.now()).toISOString();
  const reached = (session: Session): Session => pausedAt(session, { contact: contact.id, until });
  // So that their words have a place, should nothing have been said before.
  await deps.front.receive(conversation, { id: `begun:wy:${message.id}`, at, past: true, reached }, { language });
  const draft = { from: 'consultant' as const, text: saidIn(deps, message), via: channelName };
  await deps.act(
    conversation,
    (before, handled) => (handled ? { result: null } : { result: null, session: reached(before), drafts: [draft] }),
    `wy:${message.id}`,
  );
}

/** Wechaty's numbers for what a message is. */
const kindNames: Readonly<Record<number, string>> = { 1: 'file', 2: 'voice', 6: 'image', 8: 'location', 14: 'link', 15: 'video' };
const text = 7;

function saidIn({ kinds }: ArrivalDeps, message: WechatyMessage): string {
  return message.type() === text ? message.text() : kinds(kindNames[message.type()] ?? 'other');
}
