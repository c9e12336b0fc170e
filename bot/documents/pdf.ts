// Its types know the default export only.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import type { Quote } from '../../knowledge/quote.ts';
import type { Timeline } from '../../knowledge/timeline.ts';
import { faceOf } from './face.ts';
import { type Block, colours, type Mark, widthOf } from './blocks.ts';
import { layout } from './layout.ts';
import { type QuoteOptions, quoteSheet, type Sheet } from './sheet.ts';
import { wordsIn } from './words.ts';

const page = { width: 595.28, height: 841.89, margin: 48, foot: 40 };

/** The quote as a PDF (A4). The same quote gives the same bytes, whenever it is made. */
export async function quotePdf(quote: Quote, timeline: Timeline | null, options: QuoteOptions): Promise<Buffer> {
  const sheet = quoteSheet(quote, timeline, options);
  const document = new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    lang: options.language,
    info: {
      Title: `${sheet.title} ${quote.number}`,
      Author: sheet.firm.name,
      ...(sheet.sample && { Subject: sheet.sample.line, Keywords: sheet.sample.mark }),
      // The day of the quote, not of the drawing; the document's own id is made from this too.
      CreationDate: new Date(`${quote.issued}T00:00:00Z`),
    },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  document.registerFont('regular', faceOf('regular').file);
  document.registerFont('bold', faceOf('bold').file);
  const { pages, scale } = fitted(sheet);
  for (const [index, blocks] of pages.entries()) {
    document.addPage();
    drawFrame(document, { sheet, quote, page: index + 1, pages: pages.length });
    drawBlocks(document, blocks, scale);
  }
  document.end();
  return finished;
}

/** From the size that the types are made for down to the smallest that is still read with ease. */
const scales = [1, 0.97, 0.94, 0.91, 0.88];

/**
 * The pages, set a little smaller where that keeps each part on one page: a line or two on a page of their own look forlorn. Where
 * nothing helps the size stays, and the parts take the pages that they need.
 */
function fitted(sheet: Sheet): { pages: Block[][]; scale: number } {
  for (const scale of scales) {
    const blocks = blocksOf(sheet, scale);
    const pages = paged(blocks, room / scale);
    if (pages.length === 1 + blocks.filter(({ newPage }) => newPage).length) return { pages, scale };
  }
  return { pages: paged(blocksOf(sheet, 1), room), scale: 1 };
}

function blocksOf(sheet: Sheet, scale: number): Block[] {
  return layout(sheet, { width: (page.width - 2 * page.margin) / scale, stages: true });
}

const room = page.height - page.margin - page.foot - 18;

/** Blocks by page; a block that is kept with its follower moves on with it. */
function paged(blocks: readonly Block[], height: number): Block[][] {
  const pages: Block[][] = [[]];
  let used = 0;
  for (const [index, block] of blocks.entries()) {
    const together = keptFrom(blocks, index);
    // What is higher than a page can only be cut.
    if (used > 0 && (block.newPage || used + (together > height ? block.height : together) > height)) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(block);
    used += block.height;
  }
  return pages;
}

/** The height of a block with all that it is kept with. */
function keptFrom(blocks: readonly Block[], index: number): number {
  const end = blocks.findIndex(({ keep }, at) => at >= index && !keep);
  return blocks.slice(index, end < 0 ? undefined : end + 1).reduce((sum, block) => sum + block.height, 0);
}

interface Frame {
  readonly sheet: Sheet;
  readonly quote: Quote;
  readonly page: number;
  readonly pages: number;
}

/** What stands on every page: the coloured edge, the number, and the sample mark across it. */
function drawFrame(document: PDFKit.PDFDocument, { sheet, quote, page: number, pages }: Frame): void {
  document.rect(0, 0, page.width, 6).fill(colours.accent);
  const foot = { size: 8, weight: 'regular', colour: colours.soft } as const;
  const left = [sheet.firm.name, quote.number, ...(sheet.sample ? [sheet.sample.mark] : [])].join(' · ');
  const right = wordsIn(sheet.language).say('page', { page: String(number), pages: String(pages) });
  const y = page.height - page.foot;
  drawMark(document, { mark: 'text', text: left, x: page.margin, y, type: foot });
  drawMark(document, { mark: 'text', text: right, x: page.width - page.margin - widthOf(right, foot), y, type: foot });
  if (!sheet.sample) return;
  const mark = { size: 76, weight: 'bold', colour: colours.warn } as const;
  document
    .save()
    .rotate(-32, { origin: [page.width / 2, page.height / 2] })
    .opacity(0.06);
  const x = (page.width - widthOf(sheet.sample.mark, mark)) / 2;
  drawMark(document, { mark: 'text', text: sheet.sample.mark, x, y: page.height / 2 + 26, type: mark });
  document.restore().opacity(1);
}

function drawBlocks(document: PDFKit.PDFDocument, blocks: readonly Block[], scale: number): void {
  document.save().translate(page.margin, page.margin).scale(scale);
  for (const block of blocks) {
    for (const mark of block.marks) drawMark(document, mark);
    document.translate(0, block.height);
  }
  document.restore();
}

function drawMark(document: PDFKit.PDFDocument, mark: Mark): void {
  if (mark.mark === 'box') {
    document.roundedRect(mark.x, mark.y, mark.width, mark.height, mark.radius ?? 0).fill(mark.fill);
    return;
  }
  if (mark.mark === 'shape') {
    document.save().translate(mark.x, mark.y).path(mark.path).fill(mark.fill).restore();
    return;
  }
  const { size, weight, colour } = mark.type;
  // The layout measures without shaping, so the text is set without it.
  document
    .font(weight, size)
    .fillColor(colour)
    .text(mark.text, mark.x, mark.y, { lineBreak: false, baseline: 'alphabetic', features: [] });
}
