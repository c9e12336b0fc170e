import type { Message } from '../../../bot/message.ts';
import type { Kept, Notice, Owner, Pending } from './kept.ts';

/** What changes for all tabs when messages come in; those that any tab has taken in before change nothing. */
export function taking(kept: Kept, messages: readonly Message[]): Partial<Kept> {
  let changed = kept;
  for (const message of messages) {
    if (message.from === 'prospect') changed = { ...changed, queue: recognised(changed.queue, message) };
    else if (message.seq > kept.cursor) changed = { ...changed, ...speaking(changed, message) };
  }
  return { ...changed, cursor: Math.max(kept.cursor, messages.at(-1)?.seq ?? 0) };
}

/** What changes when somebody else answers from now on. */
export function owning(kept: Kept, owner: Owner, after: number): Partial<Kept> {
  const before = kept.owner;
  const name = owner.name ?? (before.owner === owner.owner ? before.name : undefined);
  const kind = noticeOf(before, owner);
  return {
    owner: { owner: owner.owner, name },
    // Who has joined may be told before the name is.
    notices: kind
      ? [...kept.notices, { after, kind, name }]
      : kept.notices.map((noted) => ({ ...noted, name: noted.name ?? name })),
  };
}

function noticeOf(before: Owner, now: Owner): Notice['kind'] | undefined {
  if (now.owner === 'consultant') {
    const another = before.name && now.name && before.name !== now.name;
    return before.owner !== 'consultant' || another ? 'joined' : undefined;
  }
  return before.owner === 'consultant' && now.owner === 'bot' ? 'returned' : undefined;
}

/**
 * A consultant who speaks has the conversation, should the event that says so be missed. The bot's words say nothing of the kind:
 * it announces who joins and what a consultant has put right.
 */
function speaking(kept: Kept, { from, name, seq }: Message): Partial<Kept> {
  if (from !== 'consultant') return {};
  return owning(kept, { owner: 'consultant', name }, seq - 1);
}

/** The transcript does not carry the client's ids, so a message is recognised by its words and its place. */
function recognised(queue: readonly Pending[], message: Message): readonly Pending[] {
  const own = queue.find(
    ({ seen, after, state, text, choice }) =>
      !seen && state !== 'queued' && message.seq > after && (text === message.text || choice === message.text),
  );
  if (!own) return queue;
  if (own.state === 'accepted') return queue.filter((entry) => entry !== own);
  return queue.map((entry) => (entry === own ? { ...entry, seen: true } : entry));
}
