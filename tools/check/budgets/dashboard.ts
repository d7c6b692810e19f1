import { type Budget, filesOf, type Manifest, type Part } from './budgets.ts';

const KB = 1024;
const FIRST_PAGE = 'src/conversations/conversations-page.tsx';
const FIRST_WORDS = /virtual:words\/first\/(?!en-XA)/;
const ANY_WORDS = /virtual:words\//;
/** The icon. */
const BESIDE = 1;

/** A part of the dashboard in Vite's manifest. */
export type PagePart = Part & { isDynamicEntry?: boolean; src?: string };

/** The budgets of the dashboard, over the parts that were built; `weigh` answers the bytes of a file. */
export function pageBudgets(manifest: Record<string, PagePart>, weigh: (file: string) => number): Budget[] {
  const first = filesOf(manifest, [...entriesOf(manifest), FIRST_PAGE]);
  const words = heaviestOf(manifest, FIRST_WORDS, weigh);
  const scripts = [...first.filter(isScript), ...words];
  const styles = first.filter(isStyle);
  const others = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => isScript(file) && !scripts.includes(file));
  return [
    { name: 'scripts of the inbox', files: scripts, bytes_max: 170 * KB },
    { name: 'styles of the inbox', files: styles, bytes_max: 15 * KB },
    {
      name: 'all that the inbox loads',
      files: [...scripts, ...styles],
      bytes_max: 185 * KB,
      requests_max: 8 - BESIDE,
    },
    ...others.map((file) => ({ name: `the part ${file}`, files: [file], bytes_max: 60 * KB })),
    { name: 'words of one language', files: wordsOfHeaviest(manifest, weigh), bytes_max: 75 * KB },
  ];
}

const isScript = (file: string) => file.endsWith('.js');
const isStyle = (file: string) => file.endsWith('.css');

const entriesOf = (manifest: Manifest) => Object.keys(manifest).filter((name) => manifest[name]?.isEntry);

function heaviestOf(
  manifest: Record<string, PagePart>,
  names: RegExp,
  weigh: (file: string) => number,
): string[] {
  const files = Object.entries(manifest)
    .filter(([name, { src = '' }]) => names.test(name) || names.test(src))
    .map(([, { file }]) => file);
  return files.toSorted((one, other) => weigh(other) - weigh(one)).slice(0, 1);
}

/** The files of the language that weighs most, over all parts. */
function wordsOfHeaviest(manifest: Record<string, PagePart>, weigh: (file: string) => number): string[] {
  const byLocale = new Map<string, string[]>();
  for (const [name, { file, src = name }] of Object.entries(manifest)) {
    const locale = ANY_WORDS.test(src) ? src.split('/').at(-1) : undefined;
    if (locale !== undefined) byLocale.set(locale, [...(byLocale.get(locale) ?? []), file]);
  }
  const weightOf = (files: readonly string[]) => files.reduce((sum, file) => sum + weigh(file), 0);
  const [heaviest = []] = [...byLocale.values()].toSorted((one, other) => weightOf(other) - weightOf(one));
  return heaviest;
}
