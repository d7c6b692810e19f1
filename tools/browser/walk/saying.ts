import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { disguiseText, PSEUDO, SOURCE } from '../../../dashboard/plugins/words.ts';

const ROOT = new URL('../../../dashboard/src/words', import.meta.url).pathname;

/** Says a sentence of the catalogues, such as `ui.save`, as the pages do in that language. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What the pages say in a language; of plurals and the like nothing is understood. */
export function sayIn(locale: string): Say {
  return (key, values = {}) => {
    const [area = '', name = ''] = key.split('.');
    const sentence = readArea(area, locale === PSEUDO ? SOURCE : locale)[name];
    if (sentence === undefined) throw new Error(`There are no words ${key}`);
    // The names in braces are no words.
    return sentence
      .split(/\{(\w+)\}/)
      .map((part, index) => {
        if (index % 2 === 1) return String(values[part]);
        return locale === PSEUDO ? disguiseText(part) : part;
      })
      .join('');
  };
}

const folderOf = (area: string) => area.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function readArea(area: string, locale: string): Readonly<Record<string, string>> {
  for (const part of ['first', 'later']) {
    try {
      return JSON.parse(readFileSync(join(ROOT, part, folderOf(area), `${locale}.json`), 'utf8'));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error(`There is no area ${area}`);
}
