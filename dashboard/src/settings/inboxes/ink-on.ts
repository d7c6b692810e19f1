const LIGHT = '#ffffff';
const DARK = '#1f1c18';

/** Ink that can be read on the colour: light or dark, whichever stands out more. */
export function inkOn(colour: string): string {
  const digits = colour.length === 4 ? colour.slice(1).replaceAll(/./g, '$&$&') : colour.slice(1);
  const parts = digits.match(/../g)?.map((pair) => Number.parseInt(pair, 16) / 255);
  if (parts?.length !== 3 || parts.some(Number.isNaN)) return LIGHT;
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.06 ? LIGHT : DARK;
}
