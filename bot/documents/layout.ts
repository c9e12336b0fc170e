import { faceOf, type Weight } from './face.ts';
import type { Row, Sheet, TimelineSheet } from './sheet.ts';

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
    };

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
}

export const colours = {
  ink: '#1b2430',
  soft: '#5d6b7c',
  rule: '#dfe5ec',
  accent: '#0b6b62',
  tint: '#eef6f4',
  warn: '#8a5200',
  warnTint: '#fff3dc',
} as const;

const types = {
  title: { size: 24, weight: 'bold', colour: colours.ink },
  firm: { size: 12, weight: 'bold', colour: colours.accent },
  heading: { size: 12, weight: 'bold', colour: colours.accent },
  body: { size: 10, weight: 'regular', colour: colours.ink },
  strong: { size: 10, weight: 'bold', colour: colours.ink },
  total: { size: 14, weight: 'bold', colour: colours.ink },
  soft: { size: 8.5, weight: 'regular', colour: colours.soft },
  warn: { size: 9.5, weight: 'bold', colour: colours.warn },
} as const satisfies Record<string, Type>;

/** The sheet as blocks from top to bottom, for a column of this width, with or without the single stages of each course. */
export function layout(sheet: Sheet, { width, stages }: { width: number; stages: boolean }): Block[] {
  return [
    ...headBlocks(sheet, width),
    ...section(sheet.items.title, itemBlocks(sheet, width), width),
    ...section(
      sheet.instalments.title,
      sheet.instalments.rows.map((row) => rowBlock(row, width)),
      width,
    ),
    ...(sheet.timeline ? timelineBlocks(sheet.timeline, { width, stages }) : []),
    ...section(
      sheet.steps.title,
      sheet.steps.rows.map(({ label, value }, index) => pairBlock({ label: `${index + 1}. ${label}`, value }, width)),
      width,
    ),
    ...section(
      sheet.notIncluded.title,
      paragraphs(
        sheet.notIncluded.lines.map((line) => `– ${line}`),
        types.body,
        width,
      ),
      width,
    ),
    ...section(
      sheet.sources.title,
      paragraphs([...sheet.sources.lines, sheet.sources.note, sheet.priceBook], types.soft, width),
      width,
    ),
  ];
}

function headBlocks({ firm, title, sample, heads }: Sheet, width: number): Block[] {
  const gap: Block = { height: 8, marks: [] };
  return [
    ...paragraphs([firm.name], types.firm, width),
    ...paragraphs([firm.about], types.soft, width),
    { height: 10, marks: [] },
    ...paragraphs([title], types.title, width),
    ...(sample ? [gap, sampleBlock(sample.line, width)] : []),
    gap,
    ...heads.map((row) => pairBlock(row, width, types.soft)),
  ];
}

/** The sample mark, in its box. */
function sampleBlock(line: string, width: number): Block {
  return {
    height: 26,
    marks: [
      { mark: 'box', x: 0, y: 0, width, height: 24, fill: colours.warnTint, radius: 5 },
      { mark: 'text', text: line, x: 10, y: 16, type: types.warn },
    ],
  };
}

function itemBlocks({ items, sample }: Sheet, width: number): Block[] {
  const total = rowBlock({ ...items.total, note: sample?.mark ?? '' }, width, {
    label: types.strong,
    value: types.total,
    tint: true,
  });
  return [...items.rows.map((row) => rowBlock({ ...row, note: '' }, width)), total];
}

function timelineBlocks(timeline: TimelineSheet, { width, stages }: { width: number; stages: boolean }): Block[] {
  const courses = timeline.courses.flatMap((course): Block[] => {
    const [head, ...rest] = [
      { height: 6, marks: [] },
      rowBlock({ label: course.name, value: course.total, note: course.done }, width, {
        label: types.strong,
        value: types.strong,
        tint: true,
      }),
      ...(stages ? course.stages.map((row) => rowBlock(row, width)) : []),
      ...(course.startBy ? paragraphs([course.startBy], types.soft, width) : []),
    ];
    return [...(head ? [{ ...head, keep: true }] : []), ...rest];
  });
  const lead = paragraphs([`${timeline.headline} · ${timeline.from}`], types.body, width);
  const notes = paragraphs(
    timeline.notes.map((note) => `– ${note}`),
    types.soft,
    width,
  );
  return section(timeline.title, [...lead, ...courses, { height: 4, marks: [] }, ...notes], width);
}

function section(title: string, blocks: readonly Block[], width: number): Block[] {
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
function rowBlock(
  { label, note, value }: { label: string; note: string; value: string },
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

/** A short label in a column of its own, and a text beside it. */
function pairBlock({ label, value }: Row, width: number, labelType: Type = types.strong): Block {
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

function paragraphs(texts: readonly string[], type: Type, width: number): Block[] {
  const leading = type.size * 1.45;
  return texts.map((text) => {
    const lines = wrapped(text, type, width);
    const marks = lines.map((line, index): Mark => ({ mark: 'text', text: line, x: 0, y: type.size + index * leading, type }));
    return { height: lines.length * leading + 3, marks };
  });
}

export function widthOf(text: string, { size, weight }: Type): number {
  return faceOf(weight).widthOf(text) * size;
}

/** Lines no wider than this. Chinese breaks anywhere but before closing punctuation, other words between words. */
function wrapped(text: string, type: Type, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\p{Script=Han}][\u3001-\u3002\uff01-\uff1f\u300b\uff09\u201d]*|\s+|[^\p{Script=Han}\s]+/gu) ??
    []) {
    if (line !== '' && widthOf(`${line}${piece}`.trimEnd(), type) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].filter((one) => one !== '');
}
