import { expect, test } from 'vitest';
import { accentsOf } from './colours.ts';

const STEPS = [0, 40, 90, 140, 190, 255];
const COLOURS = STEPS.flatMap((red) =>
  STEPS.flatMap((green) => STEPS.map((blue) => hexOf([red, green, blue]))),
);

function hexOf(parts: number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast by the formula of WCAG 2, written down once more. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map(luminance).sort((left, right) => right - left);
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = (hex.slice(1).match(/../g) ?? []).map((part) => {
    const share = Number.parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test.each([
  ['light', false, '#efedea'],
  ['dark', true, '#303035'],
])('whatever colour a site takes can be read, in %s', (_, isDark, surface) => {
  for (const colour of COLOURS) {
    const { accent, onAccent, ink } = accentsOf(colour, isDark);
    expect(contrast(onAccent, accent), `text on ${colour}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, surface), `${colour} as text`).toBeGreaterThanOrEqual(4.5);
  }
});

test('a colour that can carry white text stays as it is', () => {
  expect(accentsOf('#6b3fd4', false)).toEqual({ accent: '#6b3fd4', onAccent: '#ffffff', ink: '#6b3fd4' });
  expect(accentsOf('#222', false).accent).toBe('#222222');
});

test('a colour that nearly carries white text is darkened, a bright one carries ink', () => {
  expect(accentsOf('#1f93ff', false)).toMatchObject({
    onAccent: '#ffffff',
    accent: expect.not.stringMatching('#1f93ff'),
  });
  expect(accentsOf('#f5b301', false)).toMatchObject({ onAccent: '#171614', accent: '#f5b301' });
});

test('what is no colour becomes the usual one', () => {
  expect(accentsOf('url(javascript:1)', false)).toEqual(accentsOf('#1f93ff', false));
});
