import { expect, it } from 'vitest';
import { inLocale, localeOf } from './locale.ts';

const catalogue = { en: 'Thanks', de: 'Danke', pt_BR: 'Obrigado', zh_CN: '谢谢' };

it.each([
  ['de', 'Danke'],
  ['de_AT', 'Danke'],
  ['pt_BR', 'Obrigado'],
  ['pt-br', 'Obrigado'],
  ['pt', 'Obrigado'],
  ['zh_TW', '谢谢'],
  ['en_GB', 'Thanks'],
  ['fi', 'Thanks'],
  ['', 'Thanks'],
  ['constructor', 'Thanks'],
  ['__proto__', 'Thanks'],
])('%j is answered with %s', (locale, words) => {
  expect(inLocale(catalogue, locale)).toBe(words);
});

it('names what it answers with', () => {
  expect([localeOf(catalogue, 'pt_PT'), localeOf(catalogue, 'xx')]).toEqual(['pt_BR', 'en']);
});
