import { useState } from 'preact/hooks';
import type { Listed } from './model.ts';

const place = 'yinlu-console-seen';
const most = 500;

/** What this person has looked at in this browser: a lead of theirs, or one that waits, is unread when something has happened since. */
export function useSeen(person: string): { isUnread: (lead: Listed) => boolean; see: (id: string, updated: string) => void } {
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(kept);
  return {
    isUnread: ({ id, status, owner, updated }) =>
      (status === 'waiting' || (status === 'claimed' && owner?.id === person)) && updated > (seen.get(id) ?? ''),
    see(id, updated) {
      if (seen.get(id) === updated) return;
      const next = new Map([...seen].filter(([other]) => other !== id).slice(1 - most));
      next.set(id, updated);
      setSeen(next);
      localStorage.setItem(place, JSON.stringify([...next]));
    },
  };
}

function kept(): ReadonlyMap<string, string> {
  try {
    return new Map(JSON.parse(localStorage.getItem(place) ?? '[]') as [string, string][]);
  } catch {
    return new Map();
  }
}
