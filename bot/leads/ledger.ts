import { setImmediate as breathe } from 'node:timers/promises';
import type { LeadSummary, Store } from '../store/store.ts';
import { type SummaryDocument, summaryDocumentSchema } from './summary.ts';

/** A lead as the figures count it. */
export interface Row {
  readonly conversation: string;
  readonly status: string;
  readonly document: SummaryDocument;
}

/** All leads at a glance, in the memory of this process: figures do not read ten thousand leads each time somebody looks. */
export interface Ledger {
  rows(): Promise<readonly Row[]>;
}

/**
 * The store lists leads with the latest change first, so what has changed since the last look stands at the front and the rest is
 * known. Now and then all is read anew: what was erased has no change to show.
 */
export function leadLedger({ store, now }: { store: Pick<Store, 'leads'>; now: () => Date }): Ledger {
  let book: Book = { rows: new Map(), newest: '', built: -Infinity };
  let reading: Promise<void> | undefined;
  const refresh = async (): Promise<void> => {
    const at = now().getTime();
    const isOld = at - book.built > rebuildMs;
    // A message may be committed later than it came in, and clocks of several machines differ.
    const floor = isOld || book.newest === '' ? '' : new Date(Date.parse(book.newest) - slackMs).toISOString();
    const rows = isOld ? new Map<string, Row>() : book.rows;
    const newest = await read(store, rows, floor);
    book = { rows, newest: newest > book.newest ? newest : book.newest, built: isOld ? at : book.built };
  };
  return {
    async rows() {
      // Several who look at once look once.
      await (reading ??= refresh().finally(() => {
        reading = undefined;
      }));
      return [...book.rows.values()];
    },
  };
}

interface Book {
  readonly rows: Map<string, Row>;
  readonly newest: string;
  readonly built: number;
}

/** Takes in every lead that has changed since `floor`; the time of the newest. */
async function read(store: Pick<Store, 'leads'>, rows: Map<string, Row>, floor: string): Promise<string> {
  let after: string | undefined;
  let newest = '';
  do {
    const page: { leads: readonly LeadSummary[]; next?: string } = await store.leads({
      limit: pageSize,
      ...(after !== undefined && { after }),
    });
    for (const { conversation, status, updated, document } of page.leads) {
      rows.set(conversation, { conversation, status, document: summaryDocumentSchema.parse(document) });
      if (updated > newest) newest = updated;
    }
    const last = page.leads.at(-1)?.updated ?? '';
    after = last < floor ? undefined : page.next;
    // Turns of prospects go on in between.
    await breathe();
  } while (after !== undefined);
  return newest;
}

const pageSize = 250;
const slackMs = 10 * 60_000;
const rebuildMs = 15 * 60_000;
