import { create } from 'qrcode';

/** The text as a QR code: one outline in SVG path data, a square of this size. Runs of dark modules are drawn as one. */
export function qrPath(text: string, size: number): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = size / modules.size;
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0, end = 0; column < modules.size; column = end + 1) {
      end = column;
      while (end < modules.size && modules.get(row, end)) end++;
      if (end > column)
        runs.push(`M${at(column * step)} ${at(row * step)}h${at((end - column) * step)}v${at(step)}H${at(column * step)}z`);
    }
  }
  return runs.join('');
}

function at(place: number): string {
  return String(Math.round(place * 1000) / 1000);
}
