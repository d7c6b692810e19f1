import { expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const seal = createSeal('a secret key of an installation');

it.each(['a token', '', 'é 👩‍👩‍👧 \0', 'x'.repeat(100_000)])('what is sealed opens again', (text) => {
  expect(seal.open(seal.close(text, 'purpose'), 'purpose')).toBe(text);
});

it('a box shows nothing of what is in it', () => {
  expect(seal.close('a token', 'purpose').toString('latin1')).not.toContain('token');
});

it('the same text makes a different box each time', () => {
  expect(seal.close('a token', 'purpose').equals(seal.close('a token', 'purpose'))).toBe(false);
});

it('a box for another purpose does not open', () => {
  expect(() => seal.open(seal.close('a token', 'inbox 1 2'), 'inbox 1 3')).toThrow('does not open');
});

it('a box of another installation does not open, and the error says what to look at', () => {
  const other = createSeal('a secret key of another installation');
  expect(() => other.open(seal.close('a token', 'purpose'), 'purpose')).toThrow('SECRET_KEY');
});

it('a box does not open when any byte of it is changed', () => {
  const box = seal.close('a token', 'purpose');
  for (let index = 0; index < box.length; index += 1) {
    const changed = Buffer.from(box);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => seal.open(changed, 'purpose'), `byte ${index}`).toThrow(/does not open|Unknown version/);
  }
});

it('a box does not open when it is cut, wherever', () => {
  const box = seal.close('a token', 'purpose');
  for (let length = 0; length < box.length; length += 1) {
    expect(() => seal.open(box.subarray(0, length), 'purpose'), `${length} bytes`).toThrow(
      /does not open|Unknown version/,
    );
  }
});

it('an error about a box shows nothing of what is in it', () => {
  const box = seal.close('a token', 'purpose');
  try {
    seal.open(box, 'other');
  } catch (error) {
    expect(String(error)).not.toContain('a token');
  }
});
