const MOUTHS = [
  'M13 29.5Q20 21 27 29.5',
  'M14 28Q20 24 26 28',
  'M14 26.5H26',
  'M13.5 25Q20 29.5 26.5 25',
  'M12 24Q20 36 28 24Z',
];
const BROWS = '<path class="line" d="M11.5 14L16 12M28.5 14L24 12"/>';
const STAR = 'M20 4.5l4.8 9.9 10.8 1.5-7.9 7.5 1.9 10.8-9.6-5.2-9.6 5.2 1.9-10.8-7.9-7.5 10.8-1.5z';
const SVG = 'viewBox="0 0 40 40" aria-hidden="true" focusable="false"';

/** The face for a rating from 1 to 5. */
export function drawFace(rating: number): string {
  const eyes =
    '<circle class="eye" cx="14.5" cy="17.5" r="2"/><circle class="eye" cx="25.5" cy="17.5" r="2"/>';
  const skin = `<circle class="skin skin-${rating}" cx="20" cy="20" r="17.5"/>`;
  const mouth = `<path class="${rating === 5 ? 'eye' : 'line'}" d="${MOUTHS[rating - 1]}"/>`;
  return `<svg class="face" ${SVG}>${skin}${rating === 1 ? BROWS : ''}${eyes}${mouth}</svg>`;
}

/** A star, full or to be filled when it is chosen. */
export const drawStar = (look: 'full' | 'empty') =>
  `<svg class="star${look === 'full' ? ' full' : ''}" ${SVG}><path d="${STAR}"/></svg>`;

/** What stands over a thank-you. */
export const CHECK = `<svg class="check" ${SVG}><circle cx="20" cy="20" r="18"/><path d="M12 20.5l5.5 5.5L28.5 15"/></svg>`;
