import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const command = join(fileURLToPath(new URL('../..', import.meta.url)), 'build/porchlight.js');

/** One of several servers on a database. */
export interface Node {
  process: ChildProcess;
  /** `http://127.0.0.1:port` */
  url: string;
}

/** Servers on a new database of an outside PostgreSQL, and what is needed to use them. */
export interface Nodes {
  list: Node[];
  pool: pg.Pool;
  account_id: number;
  token: string;
  inbox_id: number;
  /** Kills a server with -9. */
  kill(at: number): Promise<void>;
  /** Starts another one in the place of one that was killed. */
  revive(at: number): Promise<void>;
  /** Kills a server with -9 and starts another one in its place. */
  replace(at: number): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** The server in which a database is made, such as `postgres://postgres@127.0.0.1:5432/postgres`. */
  database_url: string;
  redis_url: string | undefined;
  count: number;
  /** Arguments for the command `demo`. */
  demo?: readonly string[];
  /** Settings besides. */
  settings?: Record<string, string>;
}

/** Makes a database, fills it and starts so many servers on it. */
export async function startNodes({
  database_url,
  redis_url,
  count,
  demo,
  settings,
}: Options): Promise<Nodes> {
  const name = `porchlight_sockets_${process.pid}`;
  await onServer(database_url, `create database ${name}`);
  const own_url = new URL(database_url);
  own_url.pathname = `/${name}`;
  const data_dir = await mkdtemp(join(tmpdir(), 'porchlight-sockets-'));
  const env = {
    ...process.env,
    DATA_DIR: data_dir,
    DATABASE_URL: own_url.href,
    ...(redis_url ? { REDIS_URL: redis_url } : {}),
    SECRET_KEY: 'a secret key that several servers share',
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    ...settings,
  };
  const setup = ['setup', '--account', 'Storm', '--name', 'Ana', '--email', 'ana@example.com', '--json'];
  const made = JSON.parse(await finish([command, ...setup], env)) as Record<string, string>;
  if (demo) await finish([command, 'demo', ...demo, '--json'], env);
  const list: Node[] = [];
  for (let at = 0; at < count; at += 1) list.push(await startNode(env));
  const pool = new pg.Pool({ connectionString: own_url.href, max: 4 });
  const kill = (at: number) => killNode(list[at]);
  const revive = async (at: number) => {
    list[at] = await startNode(env);
  };
  return {
    list,
    pool,
    account_id: Number(made.account_id),
    token: String(made.api_access_token),
    inbox_id: Number(made.api_inbox_id),
    kill,
    revive,
    async replace(at) {
      await kill(at);
      await revive(at);
    },
    async stop() {
      for (const node of list) {
        const ended = once(node.process, 'exit');
        node.process.kill('SIGTERM');
        await ended;
      }
      await pool.end();
      await onServer(database_url, `drop database ${name} with (force)`);
      await rm(data_dir, { recursive: true, force: true });
    },
  };
}

async function killNode(node: Node | undefined) {
  if (!node) throw new Error('There is no such server');
  const ended = once(node.process, 'exit');
  node.process.kill('SIGKILL');
  await ended;
}

async function onServer(connectionString: string, text: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(text);
  await client.end();
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

async function startNode(env: NodeJS.ProcessEnv): Promise<Node> {
  const child = spawn(process.execPath, [command, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const url = /ready at (\S+)/.exec(output)?.[1];
    if (url) {
      child.stdout.resume();
      return { process: child, url };
    }
  }
  throw new Error(`A server ended before it was ready:\n${output}`);
}

interface Asked {
  token: string;
  account_id: number;
}

const TRIES = 5;

/** Asks the Application API of a server; asks again where a connection broke, which does nothing twice. */
export async function askNode<Body>(
  { url }: Pick<Node, 'url'>,
  { token, account_id }: Asked,
  { method, path, body }: { method: string; path: string; body?: object },
): Promise<Body> {
  const headers = {
    api_access_token: token,
    'content-type': 'application/json',
    ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
  };
  const address = `${url}/api/v1/accounts/${account_id}${path}`;
  const options = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  for (let tried = 1; ; tried += 1) {
    try {
      return await readAnswer(await fetch(address, options), `${method} ${path}`);
    } catch (error) {
      // What fetch throws when a connection broke.
      if (!(error instanceof TypeError) || tried === TRIES) throw error;
    }
  }
}

async function readAnswer<Body>(answer: Response, asked: string): Promise<Body> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${asked} was answered ${answer.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Body;
}
