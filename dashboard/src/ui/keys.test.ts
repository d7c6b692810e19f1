import { expect, test } from 'vitest';
import { ariaKeys, capsOf, isSingleKey, isTyped, meantKey, pressOf } from './keys.ts';

test.each([
  ['j', 'KeyJ', 'j', 'Latin letters are as the layout has them'],
  ['h', 'KeyJ', 'h', 'also where that puts them elsewhere, as in Dvorak'],
  ['о', 'KeyJ', 'j', 'Cyrillic ones are those of the place'],
  ['ت', 'KeyJ', 'j', 'Arabic ones too'],
  ['∆', 'KeyJ', 'j', 'and the signs that Alt writes on a Mac'],
  ['٣', 'Digit3', '3', 'digits of other scripts'],
  ['?', 'Digit7', '?', 'signs are signs'],
  ['Escape', 'Escape', 'Escape', 'named keys have their name'],
])('%s on %s means %s: %s', (key, code, meant) => {
  expect(meantKey({ key, code })).toBe(meant);
});

test.each([
  ['e', true, true],
  ['Shift+j', true, true],
  ['?', true, true],
  ['g c', true, false],
  ['Alt+e', false, false],
  ['$mod+k', false, false],
])('%s could be part of a text: %s, and is a single key: %s', (keys, typed, single) => {
  expect([isTyped(keys), isSingleKey(keys)]).toEqual([typed, single]);
});

const event = (init: Partial<KeyboardEvent>) =>
  ({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, code: '', ...init }) as KeyboardEvent;

test.each([
  [event({ key: 'K', code: 'KeyK', ctrlKey: true }), false, '$mod+k'],
  [event({ key: 'k', code: 'KeyK', metaKey: true }), true, '$mod+k'],
  [event({ key: '∆', code: 'KeyJ', altKey: true }), true, 'Alt+j'],
  [event({ key: 'J', code: 'KeyJ', shiftKey: true }), false, 'Shift+j'],
  [event({ key: '?', code: 'Slash', shiftKey: true }), false, '?'],
  [event({ key: 'Shift', shiftKey: true }), false, undefined],
])('the press of an event as text', (pressed, mac, text) => {
  expect(pressOf(pressed, mac)).toBe(text);
});

test('keys are drawn as they stand on the keyboard', () => {
  expect(capsOf('$mod+Alt+e', false)).toEqual([['Ctrl', 'Alt', 'E']]);
  expect(capsOf('$mod+k', true)).toEqual([['⌘', 'K']]);
  expect(capsOf('g c', false)).toEqual([['G'], ['C']]);
});

test('screen readers are told of those that they have a form for', () => {
  expect(ariaKeys(['$mod+k', 'g c', 'e'], false)).toBe('Control+k e');
  expect(ariaKeys(['g c'], false)).toBeUndefined();
});
