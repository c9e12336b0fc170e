import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font, type PathCommand } from 'fontkit';
import { trueTypeOf } from './woff.ts';

export type Weight = 'regular' | 'bold';

/** A weight of Noto Sans SC: the file for the PDF, widths for the layout, outlines for the picture. */
export interface Face {
  /** TrueType, without layout tables; it holds Latin letters and the Traditional characters in use as well. */
  readonly file: Buffer;
  /** In parts of the font size. */
  widthOf(text: string): number;
  /**
   * SVG path data of one character in units of the font (1/`unitsPerEm`), y upwards, and how far it advances. The path begins where
   * the pen is and leaves it where the next character begins, so that paths joined are a line of text.
   */
  outlineOf(character: string): { readonly path: string; readonly advance: number };
  readonly unitsPerEm: number;
}

const files: Readonly<Record<Weight, string>> = {
  regular: '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff',
  bold: '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff',
};

/** All that drawing needs. Kerning and ligatures are left out: they change next to nothing in Chinese. */
const tables = ['OS/2', 'cmap', 'gasp', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post', 'prep'];

const faces = new Map<Weight, Face>();

/** The face, read on first use: most processes never draw. */
export function faceOf(weight: Weight): Face {
  let face = faces.get(weight);
  if (!face) {
    face = readFace(weight);
    faces.set(weight, face);
  }
  return face;
}

function readFace(weight: Weight): Face {
  const file = trueTypeOf(readFileSync(createRequire(import.meta.url).resolve(files[weight])), tables);
  const font: Font = create(file);
  const outlines = new Map<string, { path: string; advance: number }>();
  const outlineOf = (character: string) => {
    let outline = outlines.get(character);
    if (!outline) {
      const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 32);
      outline = { path: relativePath(glyph.path.commands, glyph.advanceWidth), advance: glyph.advanceWidth };
      outlines.set(character, outline);
    }
    return outline;
  };
  const widthOf = (text: string) =>
    charactersOf(text).reduce((width, one) => width + outlineOf(one).advance, 0) / font.unitsPerEm;
  return { file, widthOf, outlineOf, unitsPerEm: font.unitsPerEm };
}

const letters = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c', closePath: 'z' } as const;

/** Commands as path data relative to the pen, which ends at the advance. */
function relativePath(commands: readonly PathCommand[], advance: number): string {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const steps = commands.map(({ command, args }) => {
    const step = letters[command] + args.map((figure, index) => figure - (index % 2 === 0 ? x : y)).join(' ');
    [x, y] = command === 'closePath' ? [startX, startY] : [args.at(-2) ?? x, args.at(-1) ?? y];
    if (command === 'moveTo') [startX, startY] = [x, y];
    return step;
  });
  return `${steps.join('')}m${advance - x} ${-y}`;
}

/** The code points of a text, each with its own outline in this font. */
export function charactersOf(text: string): string[] {
  return Array.from(text);
}
