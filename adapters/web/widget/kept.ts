import type { Language } from '../../../bot/session/session.ts';
import type { Access } from './api.ts';

/** A message of the prospect that the server has not confirmed yet. `id` makes sending it again harmless. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly choice?: string;
  readonly at: string;
  /** The last seq that was known when it was written: its own is higher. */
  readonly after: number;
  readonly state: 'queued' | 'sending' | 'waiting' | 'slow' | 'accepted' | 'too-long' | 'refused';
  /** It was seen in the transcript before its request was answered. */
  readonly seen?: true;
}

/** A line about the conversation itself, shown after the message `after`. */
export interface Notice {
  readonly after: number;
  readonly kind: 'joined' | 'returned' | 'renewed';
  readonly name?: string | undefined;
}

export interface Owner {
  readonly owner: 'bot' | 'waiting' | 'consultant';
  readonly name?: string | undefined;
}

/** What survives a reload and is common to all tabs. */
export interface Kept {
  readonly conversation?: string | undefined;
  readonly token?: string | undefined;
  /** The highest seq that any tab has taken in, and the highest that was read. */
  readonly cursor: number;
  readonly read: number;
  readonly queue: readonly Pending[];
  readonly notices: readonly Notice[];
  readonly owner: Owner;
  /** Chosen in the menu; wins over the script tag. */
  readonly language?: Language;
  /** The language that the bot was told to speak. */
  readonly told?: Language | undefined;
}

export interface Keeper {
  readonly now: Kept;
  /** Reads what other tabs have written meanwhile. */
  refresh(): Kept;
  /** The same, then changes it. */
  change(change: (kept: Kept) => Partial<Kept>): void;
}

const fresh: Kept = { cursor: 0, read: 0, queue: [], notices: [], owner: { owner: 'bot' } };

/** Keeps in localStorage, per API origin; in memory alone where storage is blocked. `onChange` hears other tabs too. */
export function keeper(origin: string, onChange: (kept: Kept) => void): Keeper {
  const key = `yinlu:${origin}`;
  // Two tabs that write at the same moment overwrite each other: a tab puts back what it wrote itself, until another has carried it
  // further. Sent twice, it is one message.
  let own: readonly Pending[] = [];
  const read = (otherwise: Kept): Kept => {
    const kept = stored(key);
    if (!kept) return otherwise;
    const { queue } = kept;
    own = own.filter((entry) => (inQueue(queue, entry) ?? entry).state === entry.state);
    return { ...kept, queue: [...queue, ...own.filter((entry) => !inQueue(queue, entry))] };
  };
  let now = read(fresh);
  addEventListener('storage', (event) => {
    if (event.key !== key && event.key !== null) return;
    now = read(fresh);
    onChange(now);
  });
  return {
    get now() {
      return now;
    },
    refresh: () => (now = read(now)),
    change(change) {
      const before = read(now);
      now = { ...before, ...change(before) };
      own = now.queue.filter((entry) => !before.queue.includes(entry) || inQueue(own, entry));
      try {
        localStorage.setItem(key, JSON.stringify(now));
      } catch {
        // Blocked or full: this tab still remembers.
      }
      onChange(now);
    },
  };
}

const inQueue = (queue: readonly Pending[], { id }: Pending): Pending | undefined => queue.find((entry) => entry.id === id);

export function accessOf({ conversation, token }: Kept): Access | undefined {
  return conversation && token ? { conversation, token } : undefined;
}

/** Begins anew; the language stays, and so does what has not been sent, as words: choices belong to the old conversation. */
export function forgotten(kept: Kept, keepQueue: boolean): Partial<Kept> {
  const queue = keepQueue
    ? kept.queue.filter(({ seen }) => !seen).map(({ id, text, at }): Pending => ({ id, text, at, after: 0, state: 'queued' }))
    : [];
  return { ...fresh, conversation: undefined, token: undefined, told: undefined, queue };
}

function stored(key: string): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Kept> | null;
    return found && Array.isArray(found.queue) && Array.isArray(found.notices) ? { ...fresh, ...found } : null;
  } catch {
    return null;
  }
}
