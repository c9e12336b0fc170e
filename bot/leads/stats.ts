import type { Store } from '../store/store.ts';
import { type SummaryDocument, summaryDocumentSchema } from './summary.ts';

/** True counts of the leads that began in a span of time. Times are seconds, medians; null when there is nothing to measure. */
export interface Stats {
  readonly leads: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byGrade: Readonly<Record<string, number>>;
  /** How many got how far. */
  readonly funnel: Readonly<Record<'opened' | 'quoted' | 'handed' | 'claimed' | 'replied' | 'closed', number>>;
  readonly secondsToClaim: number | null;
  readonly secondsToReply: number | null;
}

export async function leadStats(store: Store, { from, to }: { from?: string; to?: string }): Promise<Stats> {
  const leads: { status: string; document: SummaryDocument }[] = [];
  let after: string | undefined;
  do {
    const page = await store.leads({ limit: 200, ...(after !== undefined && { after }) });
    for (const { status, document } of page.leads) {
      const parsed = summaryDocumentSchema.parse(document);
      if ((from === undefined || parsed.created >= from) && (to === undefined || parsed.created < to))
        leads.push({ status, document: parsed });
    }
    after = page.next;
  } while (after !== undefined);
  return statsOf(leads);
}

function statsOf(leads: readonly { status: string; document: SummaryDocument }[]): Stats {
  const documents = leads.map(({ document }) => document);
  const having = (key: 'quote' | 'handed' | 'claimed' | 'replied' | 'closed'): number =>
    documents.filter((document) => document[key] !== undefined).length;
  return {
    leads: leads.length,
    byStatus: countsOf(leads.map(({ status }) => status)),
    byGrade: countsOf(documents.map(({ grade }) => grade)),
    funnel: {
      opened: leads.length,
      quoted: having('quote'),
      handed: having('handed'),
      claimed: having('claimed'),
      replied: having('replied'),
      closed: having('closed'),
    },
    secondsToClaim: medianSeconds(documents, 'claimed'),
    secondsToReply: medianSeconds(documents, 'replied'),
  };
}

function countsOf(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Map.groupBy(names, (name) => name)
      .entries()
      .map(([name, group]) => [name, group.length]),
  );
}

/** From the handover to what followed; what came before the last handover belongs to an earlier one. */
function medianSeconds(documents: readonly SummaryDocument[], until: 'claimed' | 'replied'): number | null {
  const seconds = documents
    .map(({ handed, [until]: end }) =>
      handed === undefined || end === undefined ? -1 : (Date.parse(end) - Date.parse(handed)) / 1000,
    )
    .filter((each) => each >= 0)
    .toSorted((a, b) => a - b);
  const [low, high] = [seconds[Math.floor((seconds.length - 1) / 2)], seconds[Math.floor(seconds.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
