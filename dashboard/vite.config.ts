import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { channels } from './plugins/channels.ts';
import { words } from './plugins/words.ts';

const outDir = fileURLToPath(new URL('../build/dashboard', import.meta.url));

const wordsDir = fileURLToPath(new URL('src/words', import.meta.url));

/** The folder of everything whose name carries a hash; the server serves it under the same address, for ever. */
const assetsDir = 'app-assets';

/** What lies over the page, and the libraries under it. */
const LAYERS =
  /node_modules\/(@radix-ui|@floating-ui|radix-ui|cmdk|react-remove-scroll|react-remove-scroll-bar|react-style-singleton|use-sidecar|use-callback-ref|aria-hidden|get-nonce|tslib)\/|src\/ui\/layers\/.*-sheet/;

/** Controls that pages of forms have, and the inbox has not. */
const FORMS =
  /src\/ui\/(choices|combobox|confirm-dialog|copy-button|form-field|input|page|select|table|use-form)\.|useBlocker/;

const INBOX = fileURLToPath(new URL('src/conversations/conversations-page.tsx', import.meta.url));

interface Modules {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

let ofInbox: Set<string> | undefined;

/** Whether the inbox cannot be shown without it. */
function isOfInbox(id: string, modules: Modules): boolean {
  ofInbox ??= reachedFrom(INBOX, modules);
  return ofInbox.has(id);
}

function reachedFrom(start: string, modules: Modules): Set<string> {
  const reached = new Set([start]);
  // Those that are added while it is walked are walked as well.
  for (const id of reached)
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported);
  return reached;
}

/** Lays compressed twins beside the assets, so that the server need not compress on each request. */
const compressed: Plugin = {
  name: 'compressed-twins',
  closeBundle() {
    const folder = join(outDir, assetsDir);
    for (const name of readdirSync(folder).filter((each) => /\.(js|css|svg)$/.test(each))) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), words(wordsDir), channels, compressed],
  build: {
    outDir,
    assetsDir,
    emptyOutDir: true,
    // For the budgets, which weigh what each page loads.
    manifest: true,
    target: 'es2023',
    // The policy of the page allows files of the desk alone, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            // What every page has is one file.
            { name: 'base', tags: ['$initial'], priority: 5 },
            { name: 'base', test: /rolldown\/runtime/, priority: 5 },
            // What lies over the page comes late, and together.
            { name: 'layers', test: LAYERS, priority: 4 },
            // What the inbox needs is with nothing that it does not need.
            {
              debugName: 'inbox',
              name: (id, modules) => (isOfInbox(id, modules) ? 'inbox' : null),
              minShareCount: 2,
              priority: 4.5,
            },
            // What parts share among themselves is a file of theirs; what several share, one more.
            {
              name: 'panel',
              test: /dashboard\/src\/conversations\/side-panel/,
              minShareCount: 2,
              priority: 4,
            },
            { name: 'thread', test: /dashboard\/src\/conversations\/thread/, minShareCount: 2, priority: 4 },
            { name: 'contacts', test: /dashboard\/src\/contacts/, minShareCount: 2, priority: 3 },
            { name: 'conversations', test: /dashboard\/src\/conversations/, minShareCount: 2, priority: 3 },
            { name: 'entry', test: /dashboard\/src\/sign-in/, minShareCount: 2, priority: 3 },
            {
              name: 'settings',
              test: /dashboard\/src\/(settings|profile)|virtual:channels/,
              minShareCount: 2,
              priority: 3,
            },
            { name: 'forms', test: FORMS, minShareCount: 2, priority: 2 },
            { name: 'pages', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  // For `vite` beside a desk that runs: the pages reload as they are written, the answers are the desk's.
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/auth': 'http://127.0.0.1:3000',
      '/cable': { target: 'ws://127.0.0.1:3000', ws: true },
    },
  },
});
