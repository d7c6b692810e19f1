import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/*
 * The dashboard's words, compiled when it is built: `virtual:words` lists for each language a module to load, which
 * lists those of its other parts. The areas below `first/` are one part, which every page has; each area below `later/` is a part of its own.
 */

type Sentences = Readonly<Record<string, string>>;
type Compiled = ReturnType<typeof compileMessage>;

export const SOURCE = 'en';
/** Stands for a language that nobody speaks: whatever is left readable in it did not come from a catalogue. */
export const PSEUDO = 'en-XA';
const LISTED = 'virtual:words';
/** The part that every page has. */
export const FIRST = 'first';

/** The id of an area's sentences, from the name of its folder: `sign-in` is `signIn`. */
const prefixOf = (area: string) => area.replaceAll(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());

const foldersIn = (path: string) =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The parts with the folders of their areas. */
export function partsOf(root: string): Map<string, string[]> {
  const first = foldersIn(join(root, 'first')).map((area) => join('first', area));
  const later = foldersIn(join(root, 'later')).map((area): [string, string[]] => [
    prefixOf(area),
    [join('later', area)],
  ]);
  return new Map([[FIRST, first], ...later]);
}

/** The languages that there are, by the files of the area that every page has. */
export function localesOf(root: string): string[] {
  return readdirSync(join(root, 'first/ui'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, ''))
    .sort();
}

/** The sentences of an area; those of the source where the language has none. */
function readArea(root: string, area: string, locale: string): Sentences {
  const read = (name: string): Sentences => {
    try {
      return JSON.parse(readFileSync(join(root, area, `${name}.json`), 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw error;
    }
  };
  return { ...read(SOURCE), ...read(locale) };
}

function compilePart(root: string, areas: readonly string[], locale: string): Record<string, Compiled> {
  const messages: Record<string, Compiled> = {};
  for (const area of areas) {
    const prefix = prefixOf(area.slice(area.indexOf('/') + 1));
    for (const [name, sentence] of Object.entries(readArea(root, area, locale))) {
      const compiled = compileMessage(sentence);
      messages[`${prefix}.${name}`] = locale === PSEUDO ? disguise(compiled) : compiled;
    }
  }
  return messages;
}

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DISGUISED = 'åƀçđéƒğħíĵķłɱñóþɋřšŧúṽŵẋýžÅƁÇĐÉƑĞĦÍĴĶŁṀÑÓÞɊŘŠŦÚṼŴẊÝŽ';

/** A text in the letters of the language that nobody speaks. */
export const disguiseText = (text: string) =>
  [...text].map((letter) => [...DISGUISED][PLAIN.indexOf(letter)] ?? letter).join('');

/** The message with every letter in another's clothes, but for the names and forms that values are put in by. */
function disguise(compiled: Compiled): Compiled {
  const change = (part: unknown, isForm: boolean): unknown => {
    if (typeof part === 'string') return disguiseText(part);
    if (Array.isArray(part)) {
      if (isForm) return part.map((each) => change(each, false));
      const [name, kind, forms] = part;
      if (typeof forms !== 'object' || forms === null) return part;
      const changed = Object.entries(forms).map(([form, text]) => [
        form,
        form === 'offset' ? text : change(text, true),
      ]);
      return [name, kind, Object.fromEntries(changed)];
    }
    return part;
  };
  return change(compiled, true) as Compiled;
}

/** Serves the catalogues below `root` as modules. */
export function words(root: string): Plugin {
  return {
    name: 'words',
    resolveId: (id) => (id === LISTED || id.startsWith(`${LISTED}/`) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${LISTED}`) return listLocales(root);
      const [, part = '', locale] = new RegExp(`^\0${LISTED}/([^/]+)/([^/]+)$`).exec(id) ?? [];
      const areas = partsOf(root).get(part);
      if (!areas || locale === undefined) return undefined;
      for (const area of areas)
        for (const name of [SOURCE, locale]) this.addWatchFile(join(root, area, `${name}.json`));
      const text = JSON.stringify(JSON.stringify(compilePart(root, areas, locale)));
      const messages = `export const messages = JSON.parse(${text});`;
      return part === FIRST ? `${messages}\n${listLater(root, locale)}` : messages;
    },
  };
}

/** The languages, each with what loads its first part. */
function listLocales(root: string): string {
  const lines = [...localesOf(root), PSEUDO].map(
    (locale) => `${JSON.stringify(locale)}: () => import('${LISTED}/${FIRST}/${locale}')`,
  );
  return `export const catalogues = { ${lines.join(',\n')} };`;
}

/** The other parts of a language, which its first one lists: a page need not know those of all languages. */
function listLater(root: string, locale: string): string {
  const parts = [...partsOf(root).keys()].filter((part) => part !== FIRST);
  const lines = parts.map((part) => `${JSON.stringify(part)}: () => import('${LISTED}/${part}/${locale}')`);
  return `export const later = { ${lines.join(',\n')} };`;
}
