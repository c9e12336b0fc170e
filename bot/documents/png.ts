import { crc32, deflateSync } from 'node:zlib';

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
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels as indexes, each row led by its filter (none). A colour beyond the 256th is drawn as the nearest before it. */
function indexed(pixels: Buffer, width: number, height: number): { rows: Buffer; palette: Buffer } {
  const indexes = new Int16Array(1 << 15).fill(-1);
  const colours: number[] = [];
  const rows = Buffer.alloc((width + 1) * height);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to++) {
    if (from % (width * 4) === 0) to++;
    const [red, green, blue] = [pixels[from] ?? 0, pixels[from + 1] ?? 0, pixels[from + 2] ?? 0];
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    let index = indexes[key] ?? -1;
    if (index < 0) {
      const colour = (red << 16) | (green << 8) | blue;
      index = colours.length < 256 ? colours.push(colour) - 1 : nearest(colours, colour);
      indexes[key] = index;
    }
    rows[to] = index;
  }
  return { rows, palette: Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff])) };
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
