type Rgb = readonly [number, number, number];

/** One accent colour in the roles that the widget gives it, each readable (WCAG 4.5:1) on what it stands on. */
export interface Accent {
  readonly accent: string;
  /** Text on the accent. */
  readonly on: string;
  /** The accent as text on the light and on the dark panel. */
  readonly onLight: string;
  readonly onDark: string;
}

const readable = 4.5;
// The darkest light ground and the lightest dark one that accent-coloured text stands on.
const lightGround: Rgb = [238, 242, 240];
const darkGround: Rgb = [38, 46, 44];
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** `colour` is `#rrggbb`. */
export function accentOf(colour: string): Accent {
  const accent = rgbOf(colour);
  return {
    accent: colour,
    // Where white falls short of 4.5:1 black is always above it.
    on: contrast(accent, white) >= readable ? '#fff' : '#000',
    onLight: css(shifted({ colour: accent, towards: black, ground: lightGround })),
    onDark: css(shifted({ colour: accent, towards: white, ground: darkGround })),
  };
}

/** Any CSS colour as `#rrggbb`; `fallback` for what the browser does not know or what is see-through. */
export function hexOf(colour: string | undefined, fallback: string): string {
  const canvas = document.createElement('canvas').getContext('2d');
  if (!canvas || !colour) return fallback;
  canvas.fillStyle = fallback;
  canvas.fillStyle = colour; // an invalid colour is ignored
  return /^#.{6}$/.test(canvas.fillStyle) ? canvas.fillStyle : fallback;
}

export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

export function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

function shifted({ colour, towards, ground }: { colour: Rgb; towards: Rgb; ground: Rgb }): Rgb {
  let part = 0;
  let mixed = colour;
  while (contrast(mixed, ground) < readable && part < 1) {
    part += 0.05;
    mixed = [0, 1, 2].map((i) => Math.round(colour[i]! + (towards[i]! - colour[i]!) * part)) as unknown as Rgb;
  }
  return mixed;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function css([r, g, b]: Rgb): string {
  return `rgb(${r},${g},${b})`;
}
