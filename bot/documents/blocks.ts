import { faceOf, type Weight } from './face.ts';
import type { NotedRow, Row, StageRow, TimelineSheet } from './timeline-sheet.ts';

/** Something to draw. Coordinates are points from the top left corner; a text's `y` is its baseline. */
export type Mark =
  | { readonly mark: 'text'; readonly text: string; readonly x: number; readonly y: number; readonly type: Type }
  | {
      readonly mark: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string;
      readonly radius?: number;
    }
  /** An outline as SVG path data, from its own corner. */
  | { readonly mark: 'shape'; readonly path: string; readonly x: number; readonly y: number; readonly fill: string };

export interface Type {
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
}

/** A piece that stays together when a page ends; its marks are placed from its own top. */
export interface Block {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Kept on one page with the block that follows (a heading with its first row). */
  readonly keep?: boolean;
  /** Begins a page, where there are pages. */
  readonly newPage?: boolean;
}

export const colours = {
  ink: '#1b2430',
  soft: '#5d6b7c',
  rule: '#dfe5ec',
  accent: '#0b6b62',
  tint: '#eef6f4',
  warn: '#8a5200',
  warnTint: '#fff3dc',
  /** Of bars: what may be added, and the groove they lie in. */
  maybe: '#9ccfc7',
  groove: '#f0f3f6',
} as const;

export const types = {
  title: { size: 24, weight: 'bold', colour: colours.ink },
  name: { size: 15, weight: 'bold', colour: colours.ink },
  firm: { size: 12, weight: 'bold', colour: colours.accent },
  heading: { size: 12, weight: 'bold', colour: colours.accent },
  body: { size: 10, weight: 'regular', colour: colours.ink },
  strong: { size: 10, weight: 'bold', colour: colours.ink },
  total: { size: 14, weight: 'bold', colour: colours.ink },
  tick: { size: 7, weight: 'regular', colour: colours.soft },
  soft: { size: 8.5, weight: 'regular', colour: colours.soft },
  warn: { size: 9.5, weight: 'bold', colour: colours.warn },
} as const satisfies Record<string, Type>;

export function section(title: string, blocks: readonly Block[], width: number): Block[] {
  const heading: Block = {
    height: 34,
    keep: true,
    marks: [
      { mark: 'text', text: title, x: 0, y: 24, type: types.heading },
      { mark: 'box', x: 0, y: 30, width, height: 0.8, fill: colours.rule },
    ],
  };
  return [heading, ...blocks];
}

interface RowTypes {
  readonly label: Type;
  readonly value: Type;
  readonly tint: boolean;
}

/** A label with a soft note below it, and a value at the right edge. */
export function rowBlock(
  { label, note, value }: NotedRow,
  width: number,
  look: RowTypes = { label: types.body, value: types.body, tint: false },
): Block {
  const inset = look.tint ? 8 : 0;
  const valueWidth = widthOf(value, look.value);
  const labels = wrapped(label, look.label, width - valueWidth - 12 - 2 * inset);
  const notes = note === '' ? [] : wrapped(note, types.soft, width - 2 * inset);
  const height = 8 + labels.length * 14 + notes.length * 12;
  const marks: Mark[] = [
    ...(look.tint ? [{ mark: 'box', x: 0, y: 0, width, height: height - 2, fill: colours.tint, radius: 4 } as const] : []),
    ...labels.map((text, index): Mark => ({ mark: 'text', text, x: inset, y: 14 + index * 14, type: look.label })),
    ...notes.map((text, index): Mark => ({
      mark: 'text',
      text,
      x: inset,
      y: 14 + labels.length * 14 - 2 + index * 12,
      type: types.soft,
    })),
    { mark: 'text', text: value, x: width - inset - valueWidth, y: 14 + (look.value.size - 10) * 0.7, type: look.value },
  ];
  return { height, marks };
}

/** A stage: its row, and beside the note its days as a bar that begins at `inset`. */
export function stageBlock(row: StageRow, width: number, inset: number): Block {
  const { height, marks } = rowBlock(row, width);
  const { from, sure, until } = row.bar;
  const at = (part: number): number => inset + part * (width - inset);
  const bar = (begin: number, end: number, fill: string): Mark => {
    const [x, breadth] = [at(begin), Math.max(3, at(end) - at(begin))];
    return { mark: 'box', x: Math.min(x, width - breadth), y: height - 11, width: breadth, height: 4, fill, radius: 2 };
  };
  return {
    height,
    marks: [...marks, bar(0, 1, colours.groove), bar(from, until, colours.maybe), bar(from, sure, colours.accent)],
  };
}

/** What the two parts of a bar mean, and what the days at the other edge are. */
export function legendBlock({ legend: { sure, maybe }, columns: { window } }: Headings, width: number): Block {
  const part = (text: string, x: number, fill: string): Mark[] => [
    { mark: 'box', x, y: 6, width: 14, height: 4, fill, radius: 2 },
    { mark: 'text', text, x: x + 18, y: 11, type: types.soft },
  ];
  const marks: Mark[] = [
    ...part(sure, 0, colours.accent),
    ...part(maybe, 30 + widthOf(sure, types.soft), colours.maybe),
    { mark: 'text', text: window, x: width - widthOf(window, types.soft), y: 11, type: types.soft },
  ];
  return { height: 14, keep: true, marks };
}

type Headings = Pick<TimelineSheet, 'legend' | 'columns'>;

/** The months above the bars. */
export function ticksBlock(ticks: readonly { at: number; label: string }[], width: number, inset: number): Block {
  const marks = ticks.map(({ at, label }): Mark => {
    const x = inset + at * (width - inset);
    return { mark: 'text', text: label, x: Math.min(x, width - widthOf(label, types.tick)), y: 9, type: types.tick };
  });
  return { height: 10, marks };
}

/** A short label in a column of its own, and a text beside it. */
export function pairBlock({ label, value }: Row, width: number, labelType: Type = types.strong): Block {
  const column = Math.min(98, width * 0.27);
  const lines = wrapped(value, types.body, width - column);
  return {
    height: 4 + lines.length * 14,
    marks: [
      { mark: 'text', text: label, x: 0, y: 12, type: labelType },
      ...lines.map((text, index): Mark => ({ mark: 'text', text, x: column, y: 12 + index * 14, type: types.body })),
    ],
  };
}

export function paragraphs(texts: readonly string[], type: Type, width: number): Block[] {
  const leading = type.size * 1.45;
  return texts.map((text) => {
    const lines = wrapped(text, type, width);
    const marks = lines.map((line, index): Mark => ({ mark: 'text', text: line, x: 0, y: type.size + index * leading, type }));
    return { height: lines.length * leading + 3, marks };
  });
}

/** Lines that begin with a dash; what runs on stands below its words, not below the dash. */
export function dashed(texts: readonly string[], type: Type, width: number): Block[] {
  const inset = widthOf('– ', type);
  return paragraphs(texts, type, width - inset).map(({ height, marks }) => {
    const dash: Mark = { mark: 'text', text: '–', x: 0, y: type.size, type };
    return { height, marks: [dash, ...marks.map((mark) => ({ ...mark, x: mark.x + inset }))] };
  });
}

/** Blocks that stay on one page. */
export function together(blocks: readonly Block[]): Block[] {
  return blocks.map((block, index) => (index < blocks.length - 1 ? { ...block, keep: true } : block));
}

export function widthOf(text: string, { size, weight }: Type): number {
  return faceOf(weight).widthOf(text) * size;
}

/** Lines no wider than this; where a word or less would be left for the last, all are a little narrower. */
function wrapped(text: string, type: Type, width: number): string[] {
  const lines = filled(text, type, width);
  const scrap = type.size * 4;
  if (lines.length < 2 || widthOf(lines.at(-1) ?? '', type) >= scrap) return lines;
  const narrower = filled(text, type, width - scrap);
  return narrower.length === lines.length ? narrower : lines;
}

/** Each line as full as it gets. Chinese breaks anywhere but before closing punctuation, other words between words, addresses where they must. */
function filled(text: string, type: Type, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(pieces) ?? []) {
    const fits = widthOf(`${line}${piece}`.trimEnd(), type) <= width;
    if (fits) line += piece;
    else {
      if (line !== '') lines.push(line.trimEnd());
      const [last = '', ...full] = broken(piece.trimStart(), type, width).toReversed();
      lines.push(...full.toReversed());
      line = last;
    }
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
}

// A date is one piece.
const pieces =
  /\d{4}年\d{1,2}月\d{1,2}日[\u3001-\u3002\uff01-\uff1f\u300b\uff09\u201d]*|\d{1,2} [A-Z][a-z]+ \d{4}\S*|[\p{Script=Han}][\u3001-\u3002\uff01-\uff1f\u300b\uff09\u201d]*|\s+|[^\p{Script=Han}\s]+/gu;

/** A piece that is too long for any line, in lines. */
function broken(piece: string, type: Type, width: number): string[] {
  if (widthOf(piece, type) <= width) return [piece];
  return Array.from(piece)
    .reduce<string[]>(
      ([line = '', ...before], character) =>
        widthOf(line + character, type) <= width ? [line + character, ...before] : [character, line, ...before],
      [],
    )
    .toReversed();
}
