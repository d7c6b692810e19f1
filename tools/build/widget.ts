import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

/** Scripts that pages of others load, by the names under which they do. */
const SCRIPTS: Record<string, BuildOptions> = {
  'sdk.js': { entryPoints: ['widget/src/loader/sdk.ts'], format: 'iife' },
  // Modules: the loader imports them, which policies of pages count as part of the loader.
  'chat.js': { entryPoints: ['widget/src/loader/chat/chat.ts'], format: 'esm' },
  'live.js': { entryPoints: ['widget/src/loader/live.ts'], format: 'esm' },
};

/** Everything that the widget is made of, into build/widget: the loader, the frame's app, and what is beside them. */
export async function buildWidget(root: string) {
  const outdir = join(root, 'build/widget');
  mkdirSync(outdir, { recursive: true });
  await Promise.all([
    ...Object.entries(SCRIPTS).map(([name, options]) => buildScript(root, join(outdir, name), options)),
    buildWindow(root),
  ]);
  cpSync(join(root, 'widget/public'), outdir, { recursive: true });
}

async function buildScript(root: string, outfile: string, options: BuildOptions) {
  await build({
    absWorkingDir: root,
    ...options,
    outfile,
    bundle: true,
    minify: true,
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [tightStyles],
    logLevel: 'warning',
  });
  layTwins(outfile);
}

/** Imports a style sheet as the text `styles`, as short as esbuild makes it. */
const tightStyles: NonNullable<BuildOptions['plugins']>[number] = {
  name: 'tight-styles',
  setup({ onLoad, esbuild }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = readFileSync(path, 'utf8');
      const { code } = await esbuild.transform(css, { loader: 'css', minify: true });
      return { contents: `export const styles = ${JSON.stringify(code.trim())};`, loader: 'js' };
    });
  },
};

async function buildWindow(root: string) {
  if (
    !existsSync(join(root, 'widget/vite.config.ts')) ||
    !existsSync(join(root, 'widget/src/window/main.tsx'))
  )
    return;
  const { build: buildWithVite } = await import('vite');
  await buildWithVite({ root: join(root, 'widget'), logLevel: 'warn' });
}

/** Compressed twins beside the file, so that the server need not compress on each request. */
function layTwins(path: string) {
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes));
}
