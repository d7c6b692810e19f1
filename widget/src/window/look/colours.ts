type Rgb = readonly [number, number, number];

const READABLE = 4.5;
const NEARLY_READABLE = 3;
const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [23, 22, 20];
/** The grounds that are hardest to read on, which are those of the desk's bubbles: `--incoming` in the tokens. */
const LIGHT_GROUND: Rgb = [239, 237, 234];
const DARK_GROUND: Rgb = [48, 48, 53];

/** The site's colour in the roles that it plays; each pair that carries text can be read. */
export interface Accents {
  accent: string;
  /** On the accent. */
  onAccent: string;
  /** The accent as text on every ground of the window. */
  ink: string;
}

/** Reads `#rgb` and `#rrggbb`. */
function readHex(hex: string): Rgb | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim())?.[1];
  if (!digits) return undefined;
  const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
  const number = Number.parseInt(long, 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

const writeHex = (rgb: Rgb) =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance, as WCAG 2 defines it. */
function luminanceOf(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].sort((left, right) => left - right);
  return (high + 0.05) / (low + 0.05);
}

const mix = (from: Rgb, to: Rgb, share: number) =>
  from.map((part, index) => part + ((to[index] ?? 0) - part) * share) as unknown as Rgb;

/** The colour itself, or as little away from it as can be read on the surface. */
function readableOn(colour: Rgb, surface: Rgb): Rgb {
  const towards = luminanceOf(surface) > 0.5 ? INK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrastOf(mixed, surface) >= READABLE + 0.3) return mixed;
  }
  return towards;
}

/** What is made of the colour that the site chose. */
export function accentsOf(hex: string, isDark: boolean): Accents {
  const colour = readHex(hex) ?? [31, 147, 255];
  // White is what sites expect on their colour. One that nearly carries it is darkened a little; others carry ink.
  const onAccent = contrastOf(WHITE, colour) >= NEARLY_READABLE ? WHITE : INK;
  const accent = contrastOf(onAccent, colour) >= READABLE ? colour : readableOn(colour, onAccent);
  return {
    accent: writeHex(accent),
    onAccent: writeHex(onAccent),
    ink: writeHex(readableOn(colour, isDark ? DARK_GROUND : LIGHT_GROUND)),
  };
}
