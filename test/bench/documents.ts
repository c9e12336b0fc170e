import { loadContent } from '../../bot/content/load.ts';
import { quotePdf } from '../../bot/documents/pdf.ts';
import { quotePng } from '../../bot/documents/picture.ts';
import { quote } from '../../knowledge/quote.ts';
import { timeline } from '../../knowledge/timeline.ts';
import { root } from './app-server.ts';
import { median } from './median.ts';
import { number, type Part, type Row } from './table.ts';

const issued = '2027-01-04';
const maxBytes = 200_000;

export const documents: Part = {
  name: 'documents',
  how: 'a quote with its timeline as PDF and as picture, Chinese, warm: medians of seven',
  async run() {
    const { knowledge } = await loadContent({ root });
    const company = {
      service: 'callcentre',
      scope: 'nationwide',
      capital: { min: 10_000_000, max: 10_000_000, currency: 'CNY', kind: null },
      funding: 'domestic',
    } as const;
    const quoted = quote(knowledge, { company, issued, number: 'Q20270104-BENCH' });
    if (!quoted) throw new Error('the price book no longer has a price for the benched company');
    const dated = timeline(knowledge, { service: 'callcentre-nationwide', start: issued });
    const options = { language: 'zh-Hans', knowledge } as const;
    return [
      await rowOf('quote PDF', () => quotePdf(quoted, dated, options), 150),
      await rowOf('quote picture', async () => quotePng(quoted, dated, options), 100),
    ];
  },
};

async function rowOf(what: string, make: () => Promise<Buffer>, budgetMs: number): Promise<Row> {
  const { length } = await make();
  const times: number[] = [];
  for (let round = 0; round < 7; round += 1) {
    const start = performance.now();
    await make();
    times.push(performance.now() - start);
  }
  const ms = median(times);
  const budget = `≤ ${budgetMs} ms, ≤ ${number(maxBytes / 1000)} KB`;
  return { what, ours: `${number(ms)} ms, ${number(length / 1000)} KB`, budget, met: ms <= budgetMs && length <= maxBytes };
}
