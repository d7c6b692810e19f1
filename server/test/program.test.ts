import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import {
  buildProgram,
  finishProgram,
  makeDataFolder,
  type Program,
  postgresOf,
  startProgram,
} from './program.ts';

beforeAll(buildProgram, 60_000);

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function folder(): Promise<string> {
  const { data_dir, remove } = await makeDataFolder();
  cleanUp.push(remove);
  return data_dir;
}

async function start(data_dir: string, environment: Record<string, string> = {}): Promise<Program> {
  const program = await startProgram({ DATA_DIR: data_dir, ...environment });
  cleanUp.push(async () => {
    if (program.process.exitCode === null && program.process.signalCode === null)
      await program.end('SIGTERM');
  });
  return program;
}

/** Asks the account that the first start made. */
function asking({ account_id, token }: Program) {
  return async ({ url }: Program, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}/api/v1/accounts/${account_id}${path}`, {
      method,
      headers: { api_access_token: token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers.
    return { status: answer.status, body: (await answer.json()) as any };
  };
}

type Ask = ReturnType<typeof asking>;

async function startConversation(ask: Ask, program: Program): Promise<number> {
  const { body: inboxes } = await ask(program, 'GET', '/inboxes');
  const inbox_id = inboxes.payload.find(
    (inbox: { channel_type: string }) => inbox.channel_type === 'Channel::Api',
  ).id;
  const { body } = await ask(program, 'POST', '/contacts', { name: 'John' });
  const contact_id = body.payload.contact.id;
  return (
    await ask(program, 'POST', '/conversations', { inbox_id, contact_id, message: { content: 'first' } })
  ).body.id;
}

// A conversation takes 200 messages a minute, so each client goes on to a new one in time.
const PER_CONVERSATION = 150;
const SENT_MIN = 100;

/**
 * Sends messages until the program dies, and `ended` then resolves: what was acknowledged by then, and where it was
 * sent. `enough` resolves once that is worth looking at.
 */
function sendUntilItDies(ask: Ask, program: Program) {
  const acknowledged: string[] = [];
  const conversations: number[] = [];
  const enough = Promise.withResolvers<void>();
  const send = async (client: number) => {
    for (let count = 0, conversation = 0; count < 5000; count += 1) {
      if (count % PER_CONVERSATION === 0) {
        conversation = await startConversation(ask, program);
        conversations.push(conversation);
      }
      const content = `message ${client}.${count}`;
      const path = `/conversations/${conversation}/messages`;
      const answer = await ask(program, 'POST', path, { content, message_type: 'incoming' });
      if (answer.status !== 200) throw new Error(`refused with ${answer.status}`);
      acknowledged.push(content);
      if (acknowledged.length > SENT_MIN) enough.resolve();
    }
  };
  // Each ends when the program does.
  const ended = Promise.all([1, 2, 3, 4].map((client) => send(client).catch(() => undefined)));
  return { acknowledged, conversations, enough: enough.promise, ended };
}

/** What was said in the conversations after the first message of each. */
async function allContents(ask: Ask, program: Program, conversations: readonly number[]): Promise<string[]> {
  const contents: string[] = [];
  for (const conversation of conversations) {
    for (let after = 1, isMore = true; isMore; ) {
      const { body } = await ask(program, 'GET', `/conversations/${conversation}/messages?after=${after}`);
      contents.push(...body.payload.map((message: { content: string }) => message.content));
      after = body.payload.at(-1)?.id;
      isMore = after !== undefined;
    }
  }
  return contents.filter((content) => content !== 'first');
}

test('an empty folder gets a desk whose printed exports work', async () => {
  const program = await start(await folder());
  expect(program.output()).toMatch(/password {2}\S{16,}/);
  const { status, body } = await asking(program)(program, 'GET', '/inboxes');
  expect(status).toBe(200);
  expect(body.payload.map((inbox: { channel_type: string }) => inbox.channel_type).sort()).toEqual([
    'Channel::Api',
    'Channel::WebWidget',
  ]);
});

test('a second start prints no password and keeps the token', async () => {
  const data_dir = await folder();
  const first = await start(data_dir);
  const ask = asking(first);
  await first.end('SIGTERM');
  const second = await start(data_dir);
  expect(second.output()).not.toContain('password');
  expect((await ask(second, 'GET', '/agents')).status).toBe(200);
});

test('a second server on the same folder is refused with a sentence, and the first goes on', async () => {
  const data_dir = await folder();
  const program = await start(data_dir);
  const { code, stderr } = await finishProgram(['start'], { DATA_DIR: data_dir, PORT: '0' });
  expect(code).toBe(1);
  expect(stderr).toContain(`already using the data folder ${data_dir}`);
  expect(stderr).toContain(`process ${program.process.pid}`);
  expect((await asking(program)(program, 'GET', '/agents')).status).toBe(200);
});

test('every acknowledged message is there after kill -9 of the server', { timeout: 60_000 }, async () => {
  const data_dir = await folder();
  const program = await start(data_dir);
  const ask = asking(program);
  const { acknowledged, conversations, enough, ended } = sendUntilItDies(ask, program);
  await enough;
  await program.end('SIGKILL');
  await ended;
  const again = await start(data_dir);
  const kept = await allContents(ask, again, conversations);
  expect(acknowledged.filter((content) => !kept.includes(content))).toEqual([]);
  expect(new Set(kept).size).toBe(kept.length);
});

test('every acknowledged message is there after kill -9 of PostgreSQL, and the server comes back by itself', {
  timeout: 60_000,
}, async () => {
  const data_dir = await folder();
  const program = await start(data_dir, { LOG_LEVEL: 'fatal' });
  const ask = asking(program);
  const { acknowledged, conversations, enough, ended } = sendUntilItDies(ask, program);
  await enough;
  process.kill(await postgresOf(data_dir), 'SIGKILL');
  await ended;
  await expect.poll(() => isHealthy(program), { timeout: 15_000 }).toBe(true);
  const kept = await allContents(ask, program, conversations);
  expect(acknowledged.filter((content) => !kept.includes(content))).toEqual([]);
  expect(await startConversation(ask, program)).toBeGreaterThan(0);
});

const isHealthy = async ({ url }: Program) =>
  (await fetch(`${url}/health`).catch(() => undefined))?.status === 200;

test('without PostgreSQL a request is refused as one that may be sent again', async () => {
  const data_dir = await folder();
  const program = await start(data_dir, { LOG_LEVEL: 'fatal' });
  const ask = asking(program);
  process.kill(await postgresOf(data_dir), 'SIGKILL');
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(program, 'GET', '/agents')));
  for (const { status, body } of answers) {
    expect([200, 503]).toContain(status);
    if (status === 503) expect(body.error).toContain('send the request again');
  }
  expect(answers.some(({ status }) => status === 503)).toBe(true);
});

test('a stop lets the request that runs finish, takes no new one, and stops PostgreSQL', async () => {
  const data_dir = await folder();
  const program = await start(data_dir);
  const postgres = await postgresOf(data_dir);
  const slow = await openSlowRequest(program);
  const ended = program.end('SIGTERM');
  await expect.poll(() => refusesConnections(program)).toBe(true);
  const answered = slow.finish();
  expect(await answered).toMatch(/^HTTP\/1\.1 200/);
  expect(await ended).toBe(0);
  // Its parent is gone, so it stays in the table of processes until the system has collected it.
  await expect.poll(() => isThere(postgres), { timeout: 5000 }).toBe(false);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A request whose body is still on its way. */
async function openSlowRequest({ url, account_id, token }: Program) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const body = JSON.stringify({ name: 'Slow' });
  const head = `POST /api/v1/accounts/${account_id}/contacts HTTP/1.1\r\nhost: x\r\napi_access_token: ${token}\r\n`;
  socket.write(
    `${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    async finish(): Promise<string> {
      socket.write(body.slice(5));
      const [answer] = await once(socket, 'data');
      socket.destroy();
      return String(answer);
    },
  };
}

async function refusesConnections({ url }: Program): Promise<boolean> {
  return fetch(`${url}/health`).then(
    ({ status }) => status === 503,
    () => true,
  );
}

test('a port in use stops the start with a sentence, and the first start that works still shows its password', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  cleanUp.push(async () => other.close());
  const { port } = other.address() as AddressInfo;
  const data_dir = await folder();
  const began = performance.now();
  const { code, stderr } = await finishProgram(['start'], {
    DATA_DIR: data_dir,
    PORT: String(port),
    LOG_LEVEL: 'error',
  });
  expect(code).toBe(1);
  expect(stderr).toBe(
    `Porchlight: PORT ${port} of 127.0.0.1 is in use by another program. Stop that one, or set PORT to another number.\n`,
  );
  expect(performance.now() - began).toBeLessThan(9000);
  expect((await start(data_dir)).output()).toMatch(/password {2}\S{16,}/);
});

test('setup works before the server runs and beside it, and says the same again', {
  timeout: 60_000,
}, async () => {
  const data_dir = await folder();
  const words = [
    'setup',
    '--account',
    'Acme',
    '--name',
    'Ana',
    '--email',
    'ana@example.com',
    '--password',
    'Correct-Horse-1',
    '--json',
  ];
  const before = await finishProgram(words, { DATA_DIR: data_dir });
  expect(before).toMatchObject({ code: 0, stderr: '' });
  const made = JSON.parse(before.stdout);
  expect(Object.keys(made)).toEqual(
    expect.arrayContaining(['account_id', 'user_id', 'api_access_token', 'api_inbox_id', 'website_inbox_id']),
  );
  const program = await start(data_dir);
  const beside = await finishProgram(words, { DATA_DIR: data_dir });
  expect(JSON.parse(beside.stdout)).toEqual(made);
  const ask = asking({ ...program, account_id: String(made.account_id), token: made.api_access_token });
  expect((await ask(program, 'GET', '/inboxes')).body.payload).toHaveLength(2);
});

test('a command beside the server leaves its uploads alone, and the next start clears what a killed one left', async () => {
  const data_dir = await folder();
  const program = await start(data_dir);
  const upload = join(data_dir, 'files/unfinished/upload');
  await mkdir(dirname(upload), { recursive: true });
  await writeFile(upload, 'half a fi');
  expect((await finishProgram(['migrate'], { DATA_DIR: data_dir })).code).toBe(0);
  expect(existsSync(upload)).toBe(true);
  await program.end('SIGKILL');
  // Nobody has written to it for two hours.
  const abandoned = new Date(Date.now() - 7_200_000);
  await utimes(upload, abandoned, abandoned);
  await start(data_dir);
  expect(existsSync(upload)).toBe(false);
});

test('a setup that is refused leaves nothing behind', async () => {
  const data_dir = await folder();
  const words = [
    'setup',
    '--account',
    'Acme',
    '--name',
    'Ana',
    '--email',
    'ana@example.com',
    '--json',
    '--password',
  ];
  const refused = await finishProgram([...words, 'weak'], { DATA_DIR: data_dir });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('Password is too short');
  const program = await start(data_dir);
  expect(program.account_id).toBe('1');
});

test.each([
  [['setup', '--acount', 'x'], '(Did you mean --account?)'],
  [['strat'], '(Did you mean start?)'],
  [['setup', '--account', 'x'], '--name, --email must be given'],
  [['demo', '--contacts', 'many'], 'must be a whole number above 0'],
])('%j is refused with what would be right', async (words, sentence) => {
  const { code, stdout, stderr } = await finishProgram(words, {});
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain(sentence);
});

test('a setting that cannot be used stops the start with a sentence that names it and hides its password', async () => {
  const environment = { DATABASE_URL: 'mysql://root:secret@db/x', DATA_DIR: '/nonexistent/never-made' };
  const { code, stderr } = await finishProgram(['start'], environment);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Porchlight: DATABASE_URL is .* must be an address such as postgres:/);
  expect(stderr).not.toContain('secret');
});
