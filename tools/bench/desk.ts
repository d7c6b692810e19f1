import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedDatabase } from '../../server/src/platform/database/embedded/embedded.ts';
import type { Subjects } from './scenarios.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A desk full of demo data, and the yardstick on the same database. */
export interface BenchDesk {
  base: string;
  headers: Record<string, string>;
  yardstick: string;
  subjects: Subjects;
  stop(): Promise<void>;
}

/** Fills a new desk, starts it and the yardstick, and finds what requests can be about. */
export async function openBenchDesk(conversations: number): Promise<BenchDesk> {
  const data_dir = await mkdtemp(join(tmpdir(), 'porchlight-bench-'));
  await chmod(data_dir, 0o711);
  const environment = {
    ...process.env,
    DATA_DIR: data_dir,
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
  };
  const command = join(root, 'build/porchlight.js');
  const made = await finish(
    [command, 'setup', '--account', 'Bench', '--name', 'Ana', '--email', 'ana@example.com', '--json'],
    environment,
  );
  const { account_id, api_access_token, api_inbox_id } = JSON.parse(made) as Record<string, string>;
  const sizes = [
    '--conversations',
    String(conversations),
    '--messages-per',
    '20',
    '--contacts',
    String(conversations / 2),
  ];
  await finish([command, 'demo', ...sizes, '--json'], environment);

  const server = spawn(process.execPath, [command, 'start'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstMatch(server, /ready at (\S+)/);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const guest = await startEmbeddedDatabase({ data_dir, role: 'guest', log: silent });
  const yardstick = spawn(
    process.execPath,
    [join(root, 'tools/bench/yardstick.ts'), guest.connection_string, String(account_id)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const port = await firstMatch(yardstick, /(\d+)/);
  return {
    base: `${url}/api/v1/accounts/${account_id}`,
    headers: { api_access_token: String(api_access_token) },
    yardstick: `http://127.0.0.1:${port}`,
    subjects: await findSubjects(guest.connection_string, Number(account_id), Number(api_inbox_id)),
    async stop() {
      await end(yardstick, 'SIGKILL');
      await guest.stop();
      await end(server, 'SIGTERM');
      await rm(data_dir, { recursive: true, force: true });
    },
  };
}

async function finish(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  await once(child, 'close');
  if (child.exitCode !== 0) throw new Error(`${args[1]} ended with ${child.exitCode}`);
  return output;
}

async function firstMatch(child: ChildProcess, pattern: RegExp): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const found = pattern.exec(output)?.[1];
    if (found) return found;
  }
  throw new Error(`A process ended before it was ready:\n${output}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function findSubjects(
  connectionString: string,
  account_id: number,
  inbox_id: number,
): Promise<Subjects> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const column = async (text: string) => {
    const { rows } = await client.query<{ value: string }>(text, [account_id]);
    return rows.map(({ value }) => value);
  };
  const conversations = await column(
    `select display_id as value from conversations where account_id = $1 and status = 'open' order by last_activity_at desc limit 500`,
  );
  const contacts = await column(
    'select id as value from contacts where account_id = $1 order by id desc limit 2000',
  );
  const words = await column(
    `select split_part(name, ' ', 1) as value from contacts where account_id = $1 and email is not null order by id limit 500`,
  );
  await client.end();
  return { inbox_id, conversations: conversations.map(Number), contacts: contacts.map(Number), words };
}
