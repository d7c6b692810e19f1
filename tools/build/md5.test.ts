import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { md5 } from '../../widget/src/loader/chat/md5.ts';

const expected = (text: string) => createHash('md5').update(text).digest('hex');

test.each([0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128])('a text of %i bytes', (length) => {
  expect(md5('a'.repeat(length))).toBe(expected('a'.repeat(length)));
});

test('any text, in any script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => md5(text) === expected(text)),
    { numRuns: 500 },
  );
});
