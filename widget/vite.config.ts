import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../build/widget/window', import.meta.url));
const words = fileURLToPath(new URL('src/words', import.meta.url));

/** The folder of everything whose name carries a hash; the server serves it under the same address, for ever. */
const assetsDir = 'widget-assets';

/** Lays compressed twins beside the assets, so that the server need not compress on each request. */
const compressed: Plugin = {
  name: 'compressed-twins',
  closeBundle() {
    const folder = join(outDir, assetsDir);
    for (const name of readdirSync(folder).filter((each) => /\.(js|css)$/.test(each))) {
      const bytes = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};

/** Vite's own helper fetches style sheets before parts that are loaded later; none of ours has one. */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** Of all catalogues together: their names stand in the window's script, where many hashes would weigh a kilobyte. */
function digestOfWords(): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(words).sort()) digest.update(readFileSync(join(words, name)));
  return digest.digest('base64url').slice(0, 8);
}

export default defineConfig({
  plugins: [plainImports, compressed],
  publicDir: false,
  oxc: { jsx: { importSource: 'preact' } },
  build: {
    outDir,
    assetsDir,
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'edge111', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('src/window/main.tsx', import.meta.url)),
      output: {
        // What the first opening needs is one file, and what a conversation needs besides is another.
        codeSplitting: {
          groups: [
            { name: 'window', tags: ['$initial'], priority: 2 },
            {
              name: 'conversation',
              test: /window\/(views\/thread\.tsx|state\/(arrival|live|delivery)\.ts)$/,
              priority: 1,
            },
          ],
        },
        chunkFileNames: ({ facadeModuleId }) =>
          facadeModuleId?.startsWith(words)
            ? `${assetsDir}/[name]-${digestOfWords()}.js`
            : `${assetsDir}/[name]-[hash].js`,
      },
    },
  },
});
