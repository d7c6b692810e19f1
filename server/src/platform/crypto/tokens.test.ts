import { expect, it } from 'vitest';
import { digestToken, randomToken, sameDigest } from './tokens.ts';

it('a token has 24 letters and digits', () => {
  expect(randomToken()).toMatch(/^[A-Za-z0-9]{24}$/);
});

it.each([1, 24, 64, 1000])('a token of %i signs has as many', (length) => {
  expect(randomToken(length)).toHaveLength(length);
});

it('no token comes twice', () => {
  expect(new Set(Array.from({ length: 10_000 }, () => randomToken())).size).toBe(10_000);
});

it('each sign comes about as often as each other', () => {
  const counts = new Map<string, number>();
  for (const sign of randomToken(62_000)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // A thousand each, with a spread of 32: the first eight letters would have 1219 if bytes were not thrown away.
  for (const [sign, count] of counts) expect(count, sign).toBeGreaterThan(1000 - 200);
  for (const [sign, count] of counts) expect(count, sign).toBeLessThan(1000 + 200);
});

it('the digest of a token is always the same, and not the token', () => {
  expect(digestToken('token').equals(digestToken('token'))).toBe(true);
  expect(digestToken('token').toString('latin1')).not.toContain('token');
});

it('digests of different tokens differ', () => {
  expect(sameDigest(digestToken('one'), digestToken('other'))).toBe(false);
});

it('digests of one token are the same', () => {
  expect(sameDigest(digestToken('one'), digestToken('one'))).toBe(true);
});

it('digests of different length are not the same', () => {
  expect(sameDigest(digestToken('one'), Buffer.alloc(0))).toBe(false);
});
