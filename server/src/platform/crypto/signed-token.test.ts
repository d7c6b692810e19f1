import { expect, it } from 'vitest';
import { createSigner } from './signed-token.ts';

let time = Date.UTC(2026, 0, 2);
const now = () => new Date(time);
const signer = createSigner('a secret key for tests, of no use elsewhere', now);

it('a token opens to the claim that was signed', () => {
  expect(signer.open('door', signer.sign('door', { id: 7 }, 60))).toEqual({ id: 7 });
});

it('a token for another purpose does not open', () => {
  expect(signer.open('window', signer.sign('door', { id: 7 }, 60))).toBeUndefined();
});

it('a token of another installation does not open', () => {
  const other = createSigner('another secret key for tests, of no use', now);
  expect(signer.open('door', other.sign('door', { id: 7 }, 60))).toBeUndefined();
});

it('a token does not open from its last second on', () => {
  const token = signer.sign('door', { id: 7 }, 60);
  time += 59_000;
  expect(signer.open('door', token)).toEqual({ id: 7 });
  time += 1000;
  expect(signer.open('door', token)).toBeUndefined();
});

it('a token that was changed anywhere does not open', () => {
  const token = signer.sign('door', { id: 7 }, 60);
  for (let at = 0; at < token.length; at += 1) {
    const letter = token[at] === 'A' ? 'B' : 'A';
    expect(signer.open('door', `${token.slice(0, at)}${letter}${token.slice(at + 1)}`)).toBeUndefined();
  }
});

it.each(['', '.', 'a', 'a.b', '..', 'e30.e30.e30', 'é.ü'])('"%s" is no token', (token) => {
  expect(signer.open('door', token)).toBeUndefined();
});

it('a digest differs by purpose and does not run both together', () => {
  expect(signer.digest('a', 'bc')).not.toEqual(signer.digest('ab', 'c'));
  expect(signer.digest('a', 'bc')).toEqual(signer.digest('a', 'bc'));
});
