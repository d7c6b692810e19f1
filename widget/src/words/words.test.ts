import { describe, expect, it, test } from 'vitest';
import type { Plural, Words } from './catalogue.ts';
import { words as english } from './en.ts';
import { LANGUAGES, languageOf } from './languages.ts';

const catalogues: [string, Words][] = await Promise.all(
  Object.entries(LANGUAGES).map(async ([name, load]) => [name, (await load()).words] as [string, Words]),
);

const sentencesOf = ({ newMessages: _, ...sentences }: Words): [string, string][] =>
  Object.entries(sentences);
const placeholders = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).toSorted();
const tagOf = (name: string) => name.replace(/-(.+)/, (_, region: string) => `-${region.toUpperCase()}`);

test('there are more than forty languages', () => {
  expect(catalogues.length).toBeGreaterThan(40);
});

describe.each(catalogues)('the words of %s', (name, words) => {
  it('are the same as the English ones, key for key', () => {
    expect(Object.keys(words)).toEqual(Object.keys(english));
  });

  it('say something, with the same values in braces', () => {
    const originals = new Map(sentencesOf(english));
    for (const [key, sentence] of sentencesOf(words)) {
      expect(sentence, key).toBe(sentence.trim());
      expect(sentence, key).not.toBe('');
      expect(placeholders(sentence), key).toEqual(placeholders(originals.get(key) ?? ''));
    }
  });

  it('are translated', () => {
    const originals = new Map(sentencesOf(english));
    const same = sentencesOf(words).filter(([key, sentence]) => sentence === originals.get(key));
    // Some words are the same in two languages, such as "Emoji" or "Message" in French.
    if (name !== 'en') expect(same.map(([key]) => key).length).toBeLessThan(6);
  });

  it('name five ratings', () => {
    const ratings = words.ratings.split('|');
    expect(ratings).toHaveLength(5);
    expect(new Set(ratings).size).toBe(5);
  });

  it('have a form for each number that the language tells apart', () => {
    const forms: Plural = words.newMessages;
    const { pluralCategories } = new Intl.PluralRules(tagOf(name)).resolvedOptions();
    const numbers = Array.from({ length: 200 }, (_, number) =>
      new Intl.PluralRules(tagOf(name)).select(number),
    );
    expect(
      Object.keys(forms).filter((form) => !pluralCategories.includes(form as Intl.LDMLPluralRule)),
    ).toEqual([]);
    expect([...new Set(numbers)].filter((form) => !(form in forms))).toEqual([]);
    expect(forms.other).toContain('{count}');
  });

  it('weigh at most 2 KB', async () => {
    const bytes = new Blob([JSON.stringify(words)]).stream().pipeThrough(new CompressionStream('gzip'));
    expect((await new Response(bytes).arrayBuffer()).byteLength).toBeLessThanOrEqual(2048);
  });
});

test.each([
  ['de', 'de'],
  ['de_AT', 'de'],
  ['pt_BR', 'pt-br'],
  ['pt-PT', 'pt'],
  ['zh', 'zh-cn'],
  ['zh_TW', 'zh-tw'],
  ['zh-HK', 'zh-tw'],
  ['nb-NO', 'no'],
  ['EN-us', 'en'],
  ['tlh', 'en'],
  ['constructor', 'en'],
  ['', 'en'],
])('%s is spoken as %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});
