import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/*
 * Kills the server, and in every other round its PostgreSQL, with -9 while eight clients write with idempotency keys
 * and send again what was not answered. In the end every acknowledged message must be there, and none twice.
 * `npm run test:crash -- --rounds 50`
 */

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
const CLIENTS = 8;
const PORT = '3991';
const base = `http://127.0.0.1:${PORT}`;
const command = join(fileURLToPath(new URL('..', import.meta.url)), 'build/porchlight.js');

const data_dir = await mkdtemp(join(tmpdir(), 'porchlight-crash-'));
await chmod(data_dir, 0o711);
const environment = { ...process.env, DATA_DIR: data_dir, PORT, RATE_LIMITS: 'off', LOG_LEVEL: 'silent' };

let server = await startServer();
const exports = await firstExports(server.output);
let stopping = false;
const acknowledged = new Map<string, number>();
let repeated = 0;

interface Server {
  process: ChildProcess;
  output(): string;
}

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, [command, 'start'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  for (let waited = 0; waited < 30_000 && !output.includes('ready at'); waited += 20) await sleep(20);
  if (!output.includes('ready at')) throw new Error(`The server did not come back:\n${output}`);
  return { process: child, output: () => output };
}

async function firstExports(output: () => string) {
  const found = (name: string) => new RegExp(`${name}=(\\S+)`).exec(output())?.[1] ?? '';
  return { account: found('CHATWOOT_ACCOUNT_ID'), token: found('CHATWOOT_API_TOKEN') };
}

/** The parts of answers that are looked at here. */
interface Body {
  id: number;
  payload: { id: number; content: string; channel_type: string }[] & { contact: { id: number } };
}

async function ask(method: string, path: string, body?: object, key?: string) {
  const answer = await fetch(`${base}/api/v1/accounts/${exports.account}${path}`, {
    method,
    headers: {
      api_access_token: exports.token,
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** Sends until it is answered, with the same key each time. */
async function sendUntilAnswered(path: string, content: string) {
  const key = randomUUID();
  for (let tries = 0; ; tries += 1) {
    const answer = await ask('POST', path, { content }, key).catch(() => undefined);
    if (answer?.status === 200) {
      acknowledged.set(content, answer.body.id);
      if (tries > 0) repeated += 1;
      return;
    }
    if (answer && answer.status < 500)
      throw new Error(`Refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
    await sleep(30);
  }
}

async function client(number: number) {
  const { body: contact } = await ask('POST', '/contacts', { name: `Client ${number}` });
  const { body: inboxes } = await ask('GET', '/inboxes');
  const inbox = inboxes.payload.find((entry) => entry.channel_type === 'Channel::Api');
  const created = { inbox_id: inbox?.id, contact_id: contact.payload.contact.id };
  const path = `/conversations/${(await ask('POST', '/conversations', created)).body.id}/messages`;
  // A conversation takes 200 messages a minute, so each client keeps to a slower pace.
  for (let count = 1; !stopping; count += 1) {
    await sendUntilAnswered(path, `message ${number}.${count}`);
    await sleep(310);
  }
  return path;
}

async function killOne(round: number): Promise<string> {
  if (round % 2 === 0) {
    const pid = Number((await readFile(join(data_dir, 'postgres/postmaster.pid'), 'utf8')).split('\n', 1)[0]);
    process.kill(pid, 'SIGKILL');
    return 'PostgreSQL';
  }
  const ended = once(server.process, 'exit');
  server.process.kill('SIGKILL');
  await ended;
  server = await startServer();
  return 'server';
}

async function contentsOf(path: string): Promise<string[]> {
  const contents: string[] = [];
  for (let before: number | undefined; ; ) {
    const { body } = await ask('GET', path + (before ? `?before=${before}` : ''));
    if (body.payload.length === 0) return contents;
    contents.push(...body.payload.map((message) => message.content));
    before = body.payload[0]?.id;
  }
}

const clients = Array.from({ length: CLIENTS }, (_, index) => client(index + 1));
const killed: Record<string, number> = {};
for (let round = 1; round <= rounds; round += 1) {
  await sleep(500 + Math.random() * 1500);
  const what = await killOne(round);
  killed[what] = (killed[what] ?? 0) + 1;
}
await sleep(3000);
stopping = true;
const paths = await Promise.all(clients);
const kept = (await Promise.all(paths.map(contentsOf))).flat();
const counts = new Map<string, number>();
for (const content of kept) counts.set(content, (counts.get(content) ?? 0) + 1);
const lost = [...acknowledged.keys()].filter((content) => !counts.has(content));
const doubled = [...counts].filter(([content, count]) => content.startsWith('message') && count > 1);
server.process.kill('SIGTERM');
await once(server.process, 'exit');
await rm(data_dir, { recursive: true, force: true });

console.log(
  `killed ${Object.entries(killed)
    .map(([what, count]) => `${what} ${count} ×`)
    .join(', ')}`,
);
console.log(
  `${acknowledged.size} acknowledged, ${repeated} of them after sending again; ${lost.length} lost, ${doubled.length} doubled`,
);
if (acknowledged.size < rounds || lost.length > 0 || doubled.length > 0) process.exitCode = 1;
