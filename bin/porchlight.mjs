#!/usr/bin/env node
// Runs with whatever Node.js there is and with nothing installed: installs and builds what is missing, then hands
// over to the program, on the pinned Node.js when this one is too old.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, 'build/porchlight.js');
const pinned = join(root, 'node_modules/node/bin/node');
// Compiled code, so that the next start need not compile it again.
const cache = join(root, 'build/.cache');
const SOURCES = [
  'channels',
  'contract',
  'server',
  'client',
  'dashboard',
  'widget',
  'tools',
  'package-lock.json',
];

// Standard output belongs to the command's answer.
function run(what, command, args, options = {}) {
  process.stderr.write(`${what} …\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (status === 0) return;
  process.stderr.write(`${what} failed${error ? `: ${error.message}` : ''}. Read the lines above.\n`);
  process.exit(1);
}

function newestOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'node_modules' && !name.endsWith('.test.ts'));
  return Math.max(0, ...inside.map((name) => newestOf(join(path, name))));
}

function installedBehind() {
  const installed = newestOf(join(root, 'node_modules/.package-lock.json'));
  return installed < newestOf(join(root, 'package-lock.json'));
}

function prepare() {
  const fromSources = existsSync(join(root, 'tools/build.ts'));
  if (!fromSources) return;
  if (!existsSync(pinned) || installedBehind()) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    run('Installing packages', npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      shell: process.platform === 'win32',
    });
  }
  const built = newestOf(bundle);
  if (SOURCES.some((source) => newestOf(join(root, source)) > built)) {
    run('Building', pinned, [join(root, 'tools/build.ts')]);
  }
}

function isRecent() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

/** Runs the program in a process of its own and ends as it ends. */
function handOver() {
  const child = spawn(pinned, [bundle, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: cache, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

prepare();
if (isRecent()) {
  module.enableCompileCache?.(cache);
  await import(pathToFileURL(bundle).href);
} else handOver();
