import { type Desk, type LeadView, NoSuchLeadError, type StaffMember } from '../../bot/ports.ts';

/** All leads as CSV, a page at a time. Every lead is read for `who`: contact data in it is accounted for. */
export async function* leadsCsv(desk: Desk, who: StaffMember): AsyncGenerator<string> {
  // Excel takes a file without the mark for something other than UTF-8.
  yield `\uFEFF${row([...columns, ...slotColumns])}`;
  let after: string | undefined;
  do {
    const page = await desk.leads({ limit: 100, ...(after !== undefined && { after }) });
    for (const { id, updated } of page.leads) {
      const lead = await leadOf(desk, id, who);
      if (lead) yield row(cellsOf(lead, updated));
    }
    after = page.next;
  } while (after !== undefined);
}

/** A small table as CSV, as spreadsheets read it. */
export function table(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(row).join('')}`;
}

/** Null when it was erased since it was listed: the table goes on, and does not break off in the middle. */
async function leadOf(desk: Desk, id: string, who: StaffMember): Promise<LeadView | null> {
  try {
    return await desk.lead(id, who);
  } catch (error) {
    if (error instanceof NoSuchLeadError) return null;
    throw error;
  }
}

/** A cell that no spreadsheet takes for a formula. A Chinese or Japanese Excel takes the full-width signs too. */
export function cell(value: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\n\r']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function cellsOf(lead: LeadView, updated: string): string[] {
  const slots = slotColumns.map((slot) => {
    const known = lead.slots[slot];
    return known && 'value' in known ? shown(known.value) : '';
  });
  const { id, status, grade, score, owner, channel, quote } = lead;
  return [id, status, grade, String(score), updated, owner?.name ?? '', channel, quote ?? '', ...slots];
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { min, max, currency } = value as { min?: number | null; max?: number | null; currency?: string };
  const ends = min === max ? [min] : [min, max];
  return `${ends.map((end) => end ?? '').join('–')} ${currency ?? ''}`.trim();
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

const columns = ['id', 'status', 'grade', 'score', 'updated', 'owner', 'channel', 'quote'];
const slotColumns = [
  'service',
  'scope',
  'province',
  'capital',
  'funding',
  'start',
  'urgency',
  'company',
  'need',
  'name',
  'phone',
  'wechat',
  'email',
  'messenger',
];
