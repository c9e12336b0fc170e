import { isOpen, openMsBetween, teamFor } from '../../knowledge/hours.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Session } from '../session/session.ts';
import type { LeadPage, Store } from '../store/store.ts';
import type { Queue } from '../wording/scene.ts';
import type { Ledger, Row } from './ledger.ts';
import { summaryDocumentSchema } from './summary.ts';
import { teamOf } from './team-of.ts';

/** Who waits before the prospect of this session, and how long it usually takes. Null when nobody is there, or it is not known in time. */
export type QueueReader = (session: Session, conversation: string) => Promise<Queue | null>;

interface QueueDeps {
  readonly store: Pick<Store, 'leads'>;
  readonly ledger: Ledger;
  readonly knowledge: Pick<Knowledge, 'teams' | 'serviceLevel'>;
  readonly now: () => Date;
  /** A prospect is not kept waiting to be told how long they wait. */
  readonly withinMs?: number;
}

/** Reads the store at most once a second, however many begin to wait. */
export function queueReader({ store, ledger, knowledge, now, withinMs = 400 }: QueueDeps): QueueReader {
  const clock = (): number => now().getTime();
  const waiting = kept(() => store.leads({ status: 'waiting', limit: mostAhead }), { clock, ms: 1000 });
  const usual = kept(async () => usualWait(await ledger.rows(), knowledge, clock()), { clock, ms: 5 * msPerMinute });
  return async (session, conversation) => {
    const team = teamOf(session, knowledge.teams);
    if (!isOpen(team, clock())) return null;
    const [page, measured] = await Promise.all([within(waiting(), withinMs), within(usual(), withinMs)]);
    // So many wait that one page does not tell how many.
    if (!page || page.next !== undefined) return null;
    const since = session.lead.handed?.at ?? now().toISOString();
    return { ahead: aheadOf(page, conversation, since), ...(measured && { usual: measured }) };
  };
}

function aheadOf({ leads }: LeadPage, conversation: string, since: string): number {
  const before = leads.filter((lead) => lead.conversation !== conversation);
  return before.filter(({ document }) => (summaryDocumentSchema.parse(document).handed ?? since) <= since).length;
}

/** The median of those who were handed over in the last days and answered by a person; null when they are too few to go by. */
export function usualWait(
  rows: readonly Row[],
  { teams, serviceLevel: { usual } }: QueueDeps['knowledge'],
  now: number,
): NonNullable<Queue['usual']> | null {
  const first = new Date(now - usual.days * msPerDay).toISOString();
  const waits = rows
    .flatMap(({ document: { handed, replied, service } }) =>
      handed !== undefined && replied !== undefined && handed >= first && replied >= handed
        ? [openMsBetween(teamFor(teams, service), Date.parse(handed), Date.parse(replied)) / msPerMinute]
        : [],
    )
    .toSorted((a, b) => a - b);
  const median = waits[Math.floor(waits.length / 2)];
  return median === undefined || waits.length < usual.least ? null : { minutes: median, days: usual.days };
}

/** What was read stays good for so long; who asks while it is being read gets the same reading. */
function kept<T>(read: () => Promise<T>, { clock, ms }: { clock: () => number; ms: number }): () => Promise<T> {
  let last: { readonly at: number; readonly value: Promise<T> } | undefined;
  return () => {
    if (last && clock() - last.at < ms) return last.value;
    const value = read();
    const mine = { at: clock(), value };
    last = mine;
    value.catch(() => {
      if (last === mine) last = undefined;
    });
    return value;
  };
}

/** Null when it takes too long, or fails: then nothing is told, and nothing is guessed. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  return Promise.race([work.catch(() => null), late.promise]).finally(() => clearTimeout(timer));
}

const mostAhead = 100;
const msPerMinute = 60_000;
const msPerDay = 86_400_000;
