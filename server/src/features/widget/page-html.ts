import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** The files that the page loads, by their addresses on the desk. */
export interface Parts {
  entry: string;
  /** Modules that the entry imports, so that they are fetched at once. */
  imports: string[];
  styles: string[];
}

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    css: z.array(z.string()).optional(),
    imports: z.array(z.string()).optional(),
  }),
);

type Manifest = z.output<typeof manifestSchema>;

/** The parts as they were built last, or nothing when they were not. */
export async function readParts(directory: string): Promise<Parts | undefined> {
  // Read each time: a build beside a running desk changes the names of the parts.
  const text = await readFile(join(directory, 'window/.vite/manifest.json'), 'utf8').catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  if (text === undefined) return undefined;
  const manifest = manifestSchema.parse(JSON.parse(text));
  const [name] = Object.entries(manifest).find(([, { isEntry }]) => isEntry) ?? [];
  return name === undefined ? undefined : partsOf(manifest, name);
}

function partsOf(manifest: Manifest, entry: string): Parts {
  const names = [...importsOf(manifest, entry, new Set([entry]))];
  const styles = names.flatMap((name) => manifest[name]?.css ?? []);
  const [first = '', ...imports] = names.map((name) => `/${manifest[name]?.file ?? ''}`);
  return { entry: first, imports, styles: [...new Set(styles)].map((file) => `/${file}`) };
}

/** The module and all that it imports, itself first. */
function importsOf(manifest: Manifest, name: string, found: Set<string>): Set<string> {
  for (const imported of manifest[name]?.imports ?? []) {
    if (found.has(imported)) continue;
    found.add(imported);
    importsOf(manifest, imported, found);
  }
  return found;
}

interface Page {
  parts: Parts | undefined;
  /** Lets the one script run that stands in the page itself. */
  nonce: string;
  globals: Readonly<Record<string, unknown>>;
  locale: string;
}

/** The page: it has nothing but what its script needs to begin. */
export function renderPage({ parts, nonce, globals, locale }: Page): string {
  const values = Object.entries(globals).map(([name, value]) => `window.${name}=${scriptText(value)};`);
  const head = parts
    ? [
        ...parts.styles.map((url) => `<link rel="stylesheet" href="${escapeHtml(url)}">`),
        ...parts.imports.map((url) => `<link rel="modulepreload" href="${escapeHtml(url)}">`),
        `<script nonce="${nonce}">${values.join('')}</script>`,
        `<script type="module" src="${escapeHtml(parts.entry)}"></script>`,
      ]
    : [];
  return `<!doctype html>
<html lang="${escapeHtml(locale.replaceAll('_', '-'))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Chat</title>
${head.join('\n')}
</head>
<body>
<div id="app">${parts ? '' : MISSING}</div>
<noscript>The chat needs JavaScript.</noscript>
</body>
</html>
`;
}

const MISSING =
  '<p>The chat of this desk is not built. Run "npm run build" in its folder, then load it again.</p>';

/** A value as script within a page, whatever stands in its texts. */
export const scriptText = (value: unknown) =>
  JSON.stringify(value).replaceAll(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
