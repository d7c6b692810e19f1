import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../build/dashboard', import.meta.url));

/** The folder of everything whose name carries a hash; the server serves it under the same address, for ever. */
const assetsDir = 'app-assets';

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
  plugins: [react(), compressed],
  build: {
    outDir,
    assetsDir,
    emptyOutDir: true,
    target: 'es2023',
    // The policy of the page allows files of the desk alone, nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // For `vite` beside a desk that runs: the pages reload as they are written, the answers are the desk's.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/auth': 'http://127.0.0.1:3000' } },
});
