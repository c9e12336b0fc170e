import { constants, crc32, deflateSync } from 'node:zlib';

/**
 * Opaque pixels (RGBA, row by row) as a PNG with a palette: a third of the bytes of one in full colour, so that a chat shows it
 * at once. Colours are told apart by the upper five bits of each channel: text on a few flat colours needs no more.
 */
export function palettePng(pixels: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const { rows, palette } = indexed(pixels, width, height);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an index into the palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    // Runs are nearly all that repeats here: to look for more takes five times as long and saves a tenth.
    chunk('IDAT', deflateSync(rows, { level: 6, strategy: constants.Z_RLE })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels as indexes, each row led by its filter (none). */
function indexed(pixels: Buffer, width: number, height: number): { rows: Buffer; palette: Buffer } {
  const words = new Int32Array(pixels.buffer, pixels.byteOffset, width * height);
  const palette = new Palette();
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++) {
    const [from, to] = [row * width, row * (width + 1) + 1];
    let last = 0;
    let index = 0;
    for (let column = 0; column < width; column++) {
      const word = words[from + column] ?? 0;
      // Most pixels are as the one before. None is 0: that would be transparent.
      if (word !== last) index = palette.indexOf(word);
      last = word;
      rows[to + column] = index;
    }
  }
  return { rows, palette: palette.bytes() };
}

/** Colours in the order in which they are met. One beyond the 256th is drawn as the nearest of these. */
class Palette {
  readonly #indexes = new Int16Array(1 << 15).fill(-1);
  readonly #colours: number[] = [];

  /** The place of a pixel's colour; a pixel is a word as memory has it, red in the lowest byte. */
  indexOf(word: number): number {
    const key = ((word & 0xf8) << 7) | ((word & 0xf800) >> 6) | ((word & 0xf80000) >> 19);
    let index = this.#indexes[key] ?? -1;
    if (index < 0) {
      const colour = ((word & 0xff) << 16) | (word & 0xff00) | ((word >> 16) & 0xff);
      index = this.#colours.length < 256 ? this.#colours.push(colour) - 1 : nearest(this.#colours, colour);
      this.#indexes[key] = index;
    }
    return index;
  }

  bytes(): Buffer {
    return Buffer.from(this.#colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]));
  }
}

function nearest(colours: readonly number[], wanted: number): number {
  const distance = (colour: number) =>
    [16, 8, 0].reduce((sum, shift) => sum + Math.abs(((colour >> shift) & 0xff) - ((wanted >> shift) & 0xff)), 0);
  return colours.reduce((best, colour, index) => (distance(colour) < distance(colours[best] ?? 0) ? index : best), 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
