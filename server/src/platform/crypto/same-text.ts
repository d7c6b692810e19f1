import { timingSafeEqual } from 'node:crypto';

/**
 * Compares signatures without telling by its time where the difference lies. As text: the last letter of base64 has
 * spare bits, so that two spellings mean the same bytes.
 */
export function sameText(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}
