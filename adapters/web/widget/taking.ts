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
  const notice: Notice | undefined = kind && { after, kind, ...(name !== undefined && { name }) };
  return {
    owner: { owner: owner.owner, ...(name !== undefined && { name }) },
    // Who has joined may be told before the name is.
    notices: notice
      ? [...kept.notices, notice]
      : kept.notices.map((noted) => ({ ...(name !== undefined && { name }), ...noted })),
  };
}

function noticeOf(before: Owner, now: Owner): Notice['kind'] | undefined {
  if (now.owner === 'consultant') {
    const another = before.name !== undefined && now.name !== undefined && before.name !== now.name;
    return before.owner !== 'consultant' || another ? 'joined' : undefined;
  }
  return before.owner === 'consultant' && now.owner === 'bot' ? 'returned' : undefined;
}

/** Who speaks is who answers, should the event that says so be missed. While a consultant has the conversation the bot is silent. */
function speaking(kept: Kept, { from, name, seq }: Message): Partial<Kept> {
  if (from === 'consultant') return owning(kept, { owner: 'consultant', ...(name !== undefined && { name }) }, seq - 1);
  return kept.owner.owner === 'consultant' ? owning(kept, { owner: 'bot' }, seq - 1) : {};
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
