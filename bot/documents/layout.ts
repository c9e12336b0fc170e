import {
  type Block,
  colours,
  dashed,
  legendBlock,
  type Mark,
  pairBlock,
  paragraphs,
  rowBlock,
  section,
  stageBlock,
  ticksBlock,
  together,
  types,
  widthOf,
} from './blocks.ts';
import { qrPath } from './qr.ts';
import type { ScheduleSheet, Sheet } from './sheet.ts';
import type { TimelineSheet } from './timeline-sheet.ts';

/** The sheet as blocks from top to bottom, for a column of this width, with or without the single stages of each course. */
export function layout(sheet: Sheet, { width, stages }: { width: number; stages: boolean }): Block[] {
  const schedule = sheet.timeline ? timelineBlocks(sheet.timeline, { width, stages }) : [];
  return [
    ...headBlocks(sheet, width),
    ...section(sheet.items.title, itemBlocks(sheet, width), width),
    ...section(sheet.instalments.title, together(sheet.instalments.rows.map((row) => rowBlock(row, width))), width),
    ...section(sheet.steps.title, together(stepBlocks(sheet, width)), width),
    ...section(sheet.notIncluded.title, together(dashed(sheet.notIncluded.lines, types.body, width)), width),
    ...(isPaper(width) ? verifyBlocks(sheet.verify, width) : []),
    ...(isPaper(width) ? newPage(schedule) : schedule),
    ...section(
      sheet.sources.title,
      together(
        paragraphs(
          [...sheet.sources.lines, sheet.sources.note, ...(sheet.priceBook === null ? [] : [sheet.priceBook])],
          types.soft,
          width,
        ),
      ),
      width,
    ),
    ...(isPaper(width) ? [] : verifyBlocks(sheet.verify, width)),
  ];
}

function stepBlocks({ steps }: Sheet, width: number): Block[] {
  return steps.rows.map(({ label, value }, index) => pairBlock({ label: `${index + 1}. ${label}`, value }, width));
}

/** Money on the first page, time on the next: its heading stands at the top, without the gap above a heading. */
function newPage([first, ...rest]: readonly Block[]): Block[] {
  if (!first) return [];
  const marks = first.marks.map((mark) => ({ ...mark, y: mark.y - 12 }));
  return [{ ...first, height: first.height - 12, marks, newPage: true }, ...rest];
}

/** A timeline alone, from top to bottom. */
export function scheduleLayout({ firm, service, schedule, sources }: ScheduleSheet, width: number): Block[] {
  return [
    ...paragraphs([firm.name], types.firm, width),
    { height: 8, marks: [] },
    ...paragraphs([service], types.name, width),
    ...timelineBlocks(schedule, { width, stages: true }),
    ...section(sources.title, paragraphs([...sources.lines, sources.note], types.soft, width), width),
  ];
}

const codeSize = 76;

/** On paper the code stands in the corner at the top, in a narrow picture at the end; the address in letters is always at the end. */
function isPaper(width: number): boolean {
  return width > 450;
}

function codeMark(link: string, x: number, y: number): Mark {
  return { mark: 'shape', path: qrPath(link, codeSize), x, y, fill: colours.ink };
}

function verifyBlocks(verify: Sheet['verify'], width: number): Block[] {
  if (!verify) return [];
  const { title, note, link } = verify;
  if (isPaper(width)) return together([{ height: 14, marks: [] }, ...paragraphs([note, link], types.soft, width)]);
  const inset = codeSize + 16;
  const texts = [...paragraphs([title], types.strong, width - inset), ...paragraphs([note, link], types.soft, width - inset)];
  let y = 10;
  const marks = texts.flatMap((block) => {
    const placed = block.marks.map((mark) => ({ ...mark, x: mark.x + inset, y: mark.y + y }));
    y += block.height;
    return placed;
  });
  return [
    { height: 16, marks: [] },
    { height: Math.max(codeSize + 12, y), marks: [codeMark(link, 0, 8), ...marks] },
  ];
}

function headBlocks({ firm, title, sample, heads, verify }: Sheet, width: number): Block[] {
  const gap: Block = { height: 6, marks: [] };
  const beside = width - (isPaper(width) ? codeSize + 24 : 0);
  const corner = verify && isPaper(width) ? [codeMark(verify.link, width - codeSize, -6)] : [];
  return [
    { height: 0, marks: corner },
    ...paragraphs([firm.name], types.firm, beside),
    ...paragraphs([firm.about], types.soft, beside),
    { height: 8, marks: [] },
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
  const rows = items.rows.map((row) => rowBlock(row, width));
  // A total is never without something that it adds up.
  return [...rows.slice(0, -1), ...together([...rows.slice(-1), total, ...paragraphs([items.tax], types.soft, width)])];
}

function timelineBlocks(timeline: TimelineSheet, { width, stages }: { width: number; stages: boolean }): Block[] {
  const notesWidth = Math.max(
    ...timeline.courses.flatMap((course) => course.stages.map(({ note }) => widthOf(note, types.soft))),
  );
  const inset = Math.min(width * 0.55, notesWidth + 12);
  const courses = timeline.courses.flatMap((course): Block[] => {
    const blocks = [
      { height: 6, marks: [] },
      rowBlock({ label: course.name, value: course.total, note: course.done }, width, {
        label: types.strong,
        value: types.strong,
        tint: true,
      }),
      ...(course.startBy ? paragraphs([course.startBy], types.soft, width) : []),
      ...(stages ? [ticksBlock(timeline.ticks, width, inset), ...course.stages.map((row) => stageBlock(row, width, inset))] : []),
    ];
    return together(blocks);
  });
  const lead = paragraphs([`${timeline.headline} · ${timeline.from}`], types.body, width);
  const legend = stages ? [legendBlock(timeline, width)] : [];
  const notes = dashed(timeline.notes, types.soft, width);
  const { title, lines } = timeline.assumptions;
  const assumptions = [...paragraphs([title], { ...types.soft, weight: 'bold' }, width), ...dashed(lines, types.soft, width)];
  return section(
    timeline.title,
    [...lead, ...legend, ...courses, { height: 6, marks: [] }, ...notes, ...(stages ? assumptions : [])],
    width,
  );
}
