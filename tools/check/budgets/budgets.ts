import { basename } from 'node:path';

/** Some files of the widget that somebody pays for together, and what they may weigh as they are sent, with gzip. */
export interface Budget {
  name: string;
  /** Paths below the folder of the build. */
  files: string[];
  bytes_max: number;
  requests_max?: number;
}

/** A part of Vite's manifest, as far as it counts here. */
export interface Part {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

export type Manifest = Record<string, Part>;

const KB = 1024;

/** The budgets of the widget's README, over the parts that were built; `weigh` answers the bytes of a file. */
export function budgetsOf(manifest: Manifest, weigh: (file: string) => number): Budget[] {
  const names = Object.keys(manifest);
  const languages = names
    .filter((name) => name.startsWith('src/words/'))
    .map((name) => fileOf(manifest, name));
  const [heaviest = []] = [languages.toSorted((a, b) => weigh(b) - weigh(a)).slice(0, 1)];
  const opening = ['chat.js', ...openingOf(manifest)];
  const parts = names.map((name) => fileOf(manifest, name)).filter((file) => !languages.includes(file));
  const everything = [...new Set([...opening, ...parts, ...heaviest])];
  return [
    { name: 'the loader', files: ['sdk.js'], bytes_max: 4 * KB, requests_max: 1 },
    {
      name: 'what listens for those who come back',
      files: ['live.js'],
      bytes_max: 1.5 * KB,
      requests_max: 1,
    },
    { name: 'scripts and styles of the first opening', files: opening, bytes_max: 25 * KB },
    {
      name: 'the first opening with its language',
      files: [...opening, ...heaviest],
      bytes_max: 27 * KB,
      requests_max: 3,
    },
    { name: 'all that may ever load', files: everything, bytes_max: 60 * KB },
    ...languages.map((file) => ({
      name: `the language ${basename(file)}`,
      files: [file],
      bytes_max: 2 * KB,
    })),
  ];
}

/** What the page of the chat loads at once: the entry, what it imports, and the styles. */
function openingOf(manifest: Manifest): string[] {
  // With one style sheet for all parts it stands in the manifest by itself.
  const begun = Object.entries(manifest).filter(([, { file, isEntry }]) => isEntry || file.endsWith('.css'));
  return filesOf(
    manifest,
    begun.map(([name]) => name),
  ).map(inWindow);
}

/** The files of these parts and of all that they import, with their styles. */
export function filesOf(manifest: Manifest, names: readonly string[]): string[] {
  const brought = new Set<string>();
  const bring = (name: string) => {
    const part = manifest[name];
    if (!part || brought.has(name)) return;
    brought.add(name);
    for (const imported of part.imports ?? []) bring(imported);
  };
  for (const name of names) bring(name);
  return [
    ...new Set([...brought].flatMap((name) => [manifest[name]?.file ?? '', ...(manifest[name]?.css ?? [])])),
  ];
}

const fileOf = (manifest: Manifest, name: string) => inWindow(manifest[name]?.file ?? '');
const inWindow = (file: string) => `window/${file}`;

/** What is wrong with a budget: that it is exceeded, or that there was nothing to weigh. */
export function judge(
  { name, files, bytes_max, requests_max }: Budget,
  weigh: (file: string) => number,
): string[] {
  const bytes = files.reduce((sum, file) => sum + weigh(file), 0);
  if (bytes === 0) return [`${name}: there was nothing to weigh`];
  return [
    ...(bytes > bytes_max
      ? [`${name}: ${bytes} bytes, at most ${bytes_max}: ${files.map(weighed(weigh))}`]
      : []),
    ...(requests_max !== undefined && files.length > requests_max
      ? [`${name}: ${files.length} requests, at most ${requests_max}: ${files.join(', ')}`]
      : []),
  ];
}

const weighed = (weigh: (file: string) => number) => (file: string) => ` ${file} ${weigh(file)}`;
