import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM_DIR } from '../src/place.ts';

/** The program as operators run it: a process of its own with a data folder of its own. */
export interface Program {
  process: ChildProcess;
  /** What it printed on standard output and standard error so far. */
  output(): string;
  url: string;
  account_id: string;
  token: string;
  /** Sends the signal and waits for the end; answers the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A data folder that is gone after the test. */
export async function makeDataFolder(): Promise<{ data_dir: string; remove(): Promise<void> }> {
  const data_dir = await mkdtemp(join(tmpdir(), 'porchlight-program-'));
  // PostgreSQL runs as somebody else when the tests run as root, and must be able to pass through.
  await chmod(data_dir, 0o711);
  return { data_dir, remove: () => rm(data_dir, { recursive: true, force: true, maxRetries: 10 }) };
}

/** Bundles the program as it is now, into its own folder for tests. */
export async function buildProgram() {
  const child = spawn(process.execPath, [join(PROGRAM_DIR, 'tools/build.ts'), '--server', TEST_BUILD], {
    stdio: 'inherit',
  });
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error('The program could not be built');
}

const TEST_BUILD = 'build/test';

/** Runs a command of the program. */
function runProgram(words: readonly string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(PROGRAM_DIR, TEST_BUILD, 'porchlight.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: join(PROGRAM_DIR, TEST_BUILD, '.cache'),
      ...environment,
    },
  });
}

/** Runs a command to its end. */
export async function finishProgram(words: readonly string[], environment: Record<string, string>) {
  const child = runProgram(words, environment);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  await once(child, 'close');
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() };
}

/** Starts the server and waits until it is ready. */
export async function startProgram(environment: Record<string, string>): Promise<Program> {
  const child = runProgram(['start'], { PORT: '0', LOG_LEVEL: 'warn', ...environment });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const output = () => stdout() + stderr();
  const url = await waitFor(child, output, /ready at (\S+)/);
  return {
    process: child,
    output,
    url,
    account_id: /CHATWOOT_ACCOUNT_ID=(\d+)/.exec(output())?.[1] ?? '',
    token: /CHATWOOT_API_TOKEN=(\w+)/.exec(output())?.[1] ?? '',
    async end(signal) {
      const ended = once(child, 'close');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

async function waitFor(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const found = pattern.exec(output())?.[1];
    if (found) return found;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The program did not become ready:\n${output()}`);
}

/** The process id of the PostgreSQL that runs on the data folder. */
export async function postgresOf(data_dir: string): Promise<number> {
  const file = await readFile(join(data_dir, 'postgres/postmaster.pid'), 'utf8');
  return Number(file.split('\n', 1)[0]);
}
