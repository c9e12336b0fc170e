import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from '../../bot/message.ts';
import type { AuditEntry, Commit, Job, LeadSummary } from '../../bot/store/store.ts';

/** A conversation of the test's own: the stores that the tests run on are shared. */
export function newId(): string {
  return `c${randomUUID()}`;
}

export function commit(expected: number, more: Partial<Commit> = {}): Commit {
  return { expected, session: { turn: expected + 1 }, ...more };
}

export function job(conversation: string, more: Partial<Job> = {}): Job {
  return { conversation, id: 'notify', type: 'notify', due: 1000, attempts: 0, data: {}, ...more };
}

/** Waits for something that comes on its own. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`did not happen within ${withinMs} ms`);
    await wait(5);
  }
}

export function messages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    seq: from + index,
    at: new Date(1_772_000_000_000 + (from + index) * 1000).toISOString(),
    from: (from + index) % 3 === 1 ? 'prospect' : 'bot',
    text: `第 ${from + index} 句`,
  }));
}

export function lead(conversation: string, more: Partial<LeadSummary> = {}): LeadSummary {
  const summary = { id: `lead-${conversation}`, conversation, status: 'open', updated: '2026-05-01T08:00:00.000Z' };
  return { ...summary, document: { conversation, score: 50 }, ...more };
}

export function entry(subject: string, what: string, at = '2026-01-01T00:00:00.000Z'): AuditEntry {
  return { at, who: 'staff-1', what, subject };
}
