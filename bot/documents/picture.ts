import type { Quote } from '../../knowledge/quote.ts';
import type { Timeline } from '../../knowledge/timeline.ts';
import { charactersOf, faceOf } from './face.ts';
import { type Block, colours, type Mark, type Type, widthOf } from './blocks.ts';
import { layout, scheduleLayout } from './layout.ts';
import { palettePng } from './png.ts';
import { Resvg } from './raster.ts';
import { type QuoteOptions, quoteSheet, scheduleSheet, type SheetOptions } from './sheet.ts';

const picture = { width: 420, margin: 24, scale: 2 };

/**
 * The quote as a picture (PNG) to send in a chat, as wide as a phone; single stages are left to the page and the PDF. The same
 * quote gives the same bytes.
 */
export function quotePng(quote: Quote, timeline: Timeline | null, options: QuoteOptions): Buffer {
  const sheet = quoteSheet(quote, timeline, options);
  return drawn(layout(sheet, { width: inner, stages: false }), sheet.sample?.mark ?? null);
}

/** The timeline as such a picture, stage by stage. It has no prices, so nothing to mark. */
export function timelinePng(timeline: Timeline, options: SheetOptions): Buffer {
  return drawn(scheduleLayout(scheduleSheet(timeline, options), inner), null);
}

const inner = picture.width - 2 * picture.margin;

function drawn(blocks: readonly Block[], mark: string | null): Buffer {
  // Texts are outlines already, so the machine's own fonts are never looked for.
  const options = { font: { loadSystemFonts: false }, fitTo: { mode: 'zoom', value: picture.scale } } as const;
  const image = new Resvg(svgOf(blocks, mark), options).render();
  return palettePng(image.pixels, image);
}

function svgOf(blocks: readonly Block[], sample: string | null): string {
  let y = picture.margin + 6;
  const body = blocks.map(({ height, marks }) => {
    const group = `<g transform="translate(${picture.margin} ${round(y)})">${marks.map((mark) => drawnMark(mark)).join('')}</g>`;
    y += height;
    return group;
  });
  const height = Math.ceil(y + picture.margin);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${height}" viewBox="0 0 ${picture.width} ${height}">`,
    `<rect width="100%" height="100%" fill="#fff"/><rect width="100%" height="6" fill="${colours.accent}"/>`,
    ...(sample === null ? [] : watermarks(sample, height)),
    ...body,
    '</svg>',
  ].join('');
}

/** The sample mark across the picture, often enough that no cut-out is without it. */
function watermarks(mark: string, height: number): string[] {
  const type: Type = { size: 54, weight: 'bold', colour: colours.warn };
  const x = (picture.width - widthOf(mark, type)) / 2;
  return Array.from({ length: Math.ceil(height / 420) }, (_, index) => {
    const y = 210 + index * 420;
    // The opacity of the fill, not of the group: for that a second picture would be drawn and laid over.
    return `<g fill-opacity="0.06" transform="rotate(-28 ${picture.width / 2} ${y})">${textPath(mark, { x, y: y + 18, type })}</g>`;
  });
}

function drawnMark(mark: Mark): string {
  if (mark.mark === 'box') {
    const { x, y, width, height, fill, radius = 0 } = mark;
    return `<rect x="${x}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"/>`;
  }
  if (mark.mark === 'shape')
    return `<path transform="translate(${round(mark.x)} ${round(mark.y)})" d="${mark.path}" fill="${mark.fill}"/>`;
  return textPath(mark.text, mark);
}

/** A line of text as one path: a path for each of its characters takes twice as long to draw. */
function textPath(text: string, { x, y, type }: { x: number; y: number; type: Type }): string {
  const face = faceOf(type.weight);
  const scale = type.size / face.unitsPerEm;
  const path = charactersOf(text).map((character) => face.outlineOf(character).path);
  return `<path fill="${type.colour}" transform="translate(${round(x)} ${round(y)}) scale(${scale} ${-scale})" d="M0 0${path.join('')}"/>`;
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
