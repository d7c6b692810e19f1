import { expect, test } from 'vitest';
import { kindOf, readValue, textOf } from './attribute-value.ts';

test.each([
  ['gold', 'text'],
  [12.5, 'number'],
  [false, 'yesno'],
  ['2026-01-05', 'date'],
  [{ a: [1] }, 'json'],
  [['x'], 'json'],
] as const)('%j keeps its type and value when it is edited as %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind);
  expect(readValue(textOf(value), kind)).toEqual({ value });
});

test.each([
  ['', 'number'],
  ['twelve', 'number'],
  ['Infinity', 'number'],
  ['tomorrow', 'date'],
  ['{', 'json'],
] as const)('%j is no value of the kind %s', (text, kind) => {
  expect(readValue(text, kind)).toBeUndefined();
});
