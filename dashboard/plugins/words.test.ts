import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { languages } from '../src/words/locales.ts';
import { localesOf, PSEUDO, partsOf, SOURCE } from './words.ts';

const root = fileURLToPath(new URL('../src/words', import.meta.url));
const areas = [...partsOf(root).values()].flat();
const spoken = languages.map(({ locale }) => locale);

const read = (area: string, locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(root, area, `${locale}.json`), 'utf8'));

/** The values that a sentence names, with the forms that it has for each. */
function valuesOf(sentence: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const look = (part: unknown) => {
    if (!Array.isArray(part)) return;
    for (const each of part) if (Array.isArray(each)) lookAt(each);
  };
  const lookAt = ([name, , forms]: unknown[]) => {
    values.set(String(name), isForms(forms) ? Object.keys(forms).sort() : []);
    if (isForms(forms)) for (const form of Object.values(forms)) look(form);
  };
  look(compileMessage(sentence));
  return values;
}

/** An exact number serves for the form that is about it alone: `=0` for zero. */
const categoryOf = (form: string) => ({ '0': 'zero', '1': 'one', '2': 'two' })[form] ?? form;

const isForms = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

test('there is something to look at', () => {
  expect(areas.length).toBeGreaterThan(9);
  expect(spoken).toHaveLength(8);
  expect(localesOf(root)).toEqual([...spoken].sort());
  expect(spoken).not.toContain(PSEUDO);
});

describe.each(areas)('%s', (area) => {
  const source = read(area, SOURCE);

  test('has words', () => {
    expect(Object.keys(source).length).toBeGreaterThan(0);
    expect(readdirSync(join(root, area)).sort()).toEqual(
      [...spoken].sort().map((locale) => `${locale}.json`),
    );
  });

  test.each(spoken)('has every word in %s, with the same values', (locale) => {
    const sentences = read(area, locale);
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(source).sort());
    for (const [name, sentence] of Object.entries(sentences)) {
      expect(sentence.trim(), name).not.toBe('');
      const named = [...valuesOf(sentence).keys()].sort();
      expect(named, name).toEqual([...valuesOf(source[name] ?? '').keys()].sort());
    }
  });

  test.each(spoken)('has the forms of numbers that %s has', (locale) => {
    const all = new Intl.PluralRules(locale.replace('_', '-')).resolvedOptions().pluralCategories;
    // French, Spanish and Portuguese say a million otherwise than a thousand; nothing here is counted so far.
    const wanted = ['fr', 'es', 'pt_BR'].includes(locale) ? all.filter((form) => form !== 'many') : all;
    for (const [name, sentence] of Object.entries(read(area, locale))) {
      for (const forms of valuesOf(sentence).values())
        if (forms.includes('offset'))
          expect(forms.map(categoryOf), name).toEqual(expect.arrayContaining(wanted));
    }
  });
});
