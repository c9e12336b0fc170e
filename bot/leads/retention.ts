import { NoSuchLeadError } from '../ports.ts';
import { placeSince } from '../store/lead-order.ts';
import type { LeadSummary, Store } from '../store/store.ts';
import { eraseLead } from './personal-data.ts';

export interface RetentionDeps {
  readonly store: Store;
  readonly now: () => Date;
  /** Days after the last change of a lead; 0: nothing is erased. */
  readonly quietDays: number;
}

/** Who is a customer has contracts with the firm, and dates to be reminded of. */
const kept: ReadonlySet<string> = new Set(['won']);

const dayMs = 86_400_000;
const pageSize = 200;

/**
 * Erases everybody of whom nothing was heard for so long, but customers; each with an entry in the audit trail. Several processes may
 * do it at once. Resolves to how many were erased.
 */
export async function eraseQuiet({ store, now, quietDays }: RetentionDeps): Promise<number> {
  if (quietDays === 0) return 0;
  const at = now().toISOString();
  let erased = 0;
  let after: string | undefined = placeSince(new Date(now().getTime() - quietDays * dayMs));
  while (after !== undefined) {
    const page = await store.leads({ after, limit: pageSize });
    // One after the other: it is no work that anybody should wait for.
    for (const lead of page.leads) erased += (await isErased(store, lead, at)) ? 1 : 0;
    after = page.next;
  }
  return erased;
}

async function isErased(store: Store, { id, status }: LeadSummary, at: string): Promise<boolean> {
  if (kept.has(status)) return false;
  try {
    await eraseLead(store, { lead: id, who: 'retention', at });
    return true;
  } catch (error) {
    // Another process was quicker.
    if (error instanceof NoSuchLeadError) return false;
    throw error;
  }
}

/** Does it once a day; not at once, because a start has other things to do. Ends with the signal. */
export function eraseQuietDaily(
  deps: RetentionDeps & {
    readonly log: { info(details: object, message: string): void; warn(details: object, message: string): void };
  },
  signal: AbortSignal,
): void {
  const look = (): void =>
    void eraseQuiet(deps)
      .then((erased) => erased > 0 && deps.log.info({ erased }, 'conversations that were quiet for long are erased'))
      .catch((error: unknown) => deps.log.warn({ error }, 'quiet conversations could not be erased; it is tried again tomorrow'));
  const first = setTimeout(look, firstLookMs).unref();
  const daily = setInterval(look, dayMs).unref();
  signal.addEventListener('abort', () => {
    clearTimeout(first);
    clearInterval(daily);
  });
}

const firstLookMs = 10 * 60_000;
