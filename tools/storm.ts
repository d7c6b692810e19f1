import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { askNode, type Node, type Nodes, startNodes } from './sockets/nodes.ts';

/*
 * Clients on two servers lose their sockets at random and come back to either one, while messages are written through
 * both and Redis is restarted. In the end each client must have every message once and in the order of commits.
 * `npm run test:storm -- --clients 200 --messages 12000 --rate 60`; needs an outside PostgreSQL and `redis-server`.
 */

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    messages: { type: 'string', default: '12000' },
    'database-url': { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    rate: { type: 'string', default: '60' },
    redis: { type: 'string', default: 'yes' },
  },
});
const CLIENTS = Number(values.clients);
const MESSAGES = Number(values.messages);
const WRITERS = 8;
const CONVERSATIONS = 250;
const REDIS_PORT = '6399';

/** Nobody is connected for longer than this. */
const STAY_MS = 8000;

let redis: ChildProcess | undefined = values.redis === 'yes' ? await startRedis() : undefined;
const nodes = await startNodes({
  database_url: values['database-url'],
  redis_url: redis && `redis://127.0.0.1:${REDIS_PORT}`,
  count: 2,
});

async function startRedis(): Promise<ChildProcess> {
  const child = spawn('redis-server', ['--port', REDIS_PORT, '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  await sleep(500);
  return child;
}

const pick = <Item>(list: readonly Item[]): Item => {
  const item = list[Math.floor(Math.random() * list.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
};

const CREATED = '"event":"message.created"';
const ID = /"data":\{"id":(\d+),/;
const PLACE = /"stream_id":"([^"]+)","epoch":"([^"]+)","offset":(\d+)\}$/;

/** A client that remembers what it heard, and comes back when its socket goes. */
class Client {
  readonly heard: number[] = [];
  offset = 0;
  connections = 0;
  rejected = 0;
  /** Frames whose place was not behind that of the one before. */
  backwards = 0;
  private place: object | undefined;
  private isOver = false;
  private socket: WebSocket | undefined;
  private readonly identifier: string;

  constructor(identifier: string) {
    this.identifier = identifier;
  }

  connect() {
    const node = pick(nodes.list);
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}/cable`, ['actioncable-v1-ext-json']);
    this.socket = socket;
    this.connections += 1;
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.receive(socket, String(data)));
    socket.on('close', () => {
      if (!this.isOver) setTimeout(() => this.connect(), Math.random() * 500);
    });
    // Some are cut, some close.
    setTimeout(
      () => (Math.random() < 0.5 ? socket.terminate() : socket.close()),
      500 + Math.random() * STAY_MS,
    );
  }

  private receive(socket: WebSocket, text: string) {
    if (text === '{"type":"welcome"}') {
      const history = this.place ? { streams: this.place } : { since: Math.floor(Date.now() / 1000) - 1 };
      socket.send(JSON.stringify({ command: 'subscribe', identifier: this.identifier, history }));
    }
    if (text.endsWith('"reject_history"}')) this.rejected += 1;
    const place = PLACE.exec(text);
    if (!place) return;
    const [, stream = '', epoch = '', offset = ''] = place;
    if (Number(offset) <= this.offset) this.backwards += 1;
    this.offset = Number(offset);
    this.place = { [stream]: { epoch, offset: this.offset } };
    if (text.includes(CREATED)) this.heard.push(Number(ID.exec(text)?.[1]));
  }

  end() {
    this.isOver = true;
    this.socket?.terminate();
  }
}

async function write(conversations: readonly number[], from: number) {
  const began = performance.now();
  for (let at = from; at < MESSAGES; at += WRITERS) {
    // All clients are one process here, which has to read what is written two hundred times.
    await sleep(Math.max(0, began + (at * 1000) / Number(values.rate) - performance.now()));
    const path = `/conversations/${pick(conversations)}/messages`;
    await askNode(pick(nodes.list), nodes, {
      method: 'POST',
      path,
      body: { content: `number ${at}`, message_type: at % 2 ? 'incoming' : 'outgoing' },
    });
  }
}

async function makeConversations(first: Node, { inbox_id }: Nodes): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < CONVERSATIONS; at += 1) {
    const { payload } = await askNode<{ payload: { contact: { id: number } } }>(first, nodes, {
      method: 'POST',
      path: '/contacts',
      body: { name: `Customer ${at}` },
    });
    const body = { inbox_id, contact_id: payload.contact.id };
    const { id } = await askNode<{ id: number }>(first, nodes, {
      method: 'POST',
      path: '/conversations',
      body,
    });
    ids.push(id);
  }
  return ids;
}

async function restartRedis() {
  for (const share of [0.3, 0.6]) {
    while ((await countMessages()) < share * MESSAGES) await sleep(200);
    const ended = redis && once(redis, 'exit');
    redis?.kill('SIGKILL');
    await ended;
    await sleep(1500);
    redis = await startRedis();
    console.log('Redis was killed, and started after 1.5 s');
  }
}

async function countMessages(): Promise<number> {
  const { rows } = await nodes.pool.query('select count(*)::int as count from messages');
  return rows[0].count;
}

async function countEvents(): Promise<number> {
  const { rows } = await nodes.pool.query('select count(*)::int as count from events');
  return rows[0].count;
}

async function untilNumbered() {
  for (;;) {
    const { rows } = await nodes.pool.query('select 1 from events where position is null limit 1');
    if (rows.length === 0) return;
    await sleep(50);
  }
}

/** Ids of the messages in the order in which they were committed. */
async function messagesInOrder(): Promise<number[]> {
  await untilNumbered();
  const { rows } = await nodes.pool.query(
    `select (data ->> 'message_id')::int as id from events where account_id = $1 and name = 'message.created' order by position`,
    [nodes.account_id],
  );
  return rows.map(({ id }) => id);
}

const [first] = nodes.list;
if (!first) throw new Error('There is no server');
const conversations = await makeConversations(first, nodes);
const profile = (await (
  await fetch(`${first.url}/api/v1/profile`, { headers: { api_access_token: nodes.token } })
).json()) as { id: number; pubsub_token: string };
const { id: user_id, pubsub_token } = profile;
const identifier = JSON.stringify({
  channel: 'RoomChannel',
  pubsub_token,
  account_id: nodes.account_id,
  user_id,
});
const clients = Array.from({ length: CLIENTS }, () => new Client(identifier));
for (const client of clients) client.connect();
await sleep(2500);

const began = performance.now();
await Promise.all([
  ...Array.from({ length: WRITERS }, (_, from) => write(conversations, from)),
  ...(redis ? [restartRedis()] : []),
]);
const seconds = (performance.now() - began) / 1000;
const expected = await messagesInOrder();
const isDone = () => clients.every(({ heard }) => heard.length >= expected.length);
for (let waited = 0; waited < 60_000 && !isDone(); waited += 250) await sleep(250);
await sleep(1000);

let gaps = 0;
let doubles = 0;
let disordered = 0;
for (const { heard } of clients) {
  const once_each = new Set(heard);
  doubles += heard.length - once_each.size;
  gaps += expected.filter((id) => !once_each.has(id)).length;
  if (once_each.size === expected.length && [...once_each].some((id, at) => id !== expected[at]))
    disordered += 1;
}
for (const client of clients) client.end();
const connections = clients.reduce((sum, client) => sum + client.connections, 0);
const backwards = clients.reduce((sum, client) => sum + client.backwards, 0);
const rejected = clients.reduce((sum, client) => sum + client.rejected, 0);
console.log(
  `${await countEvents()} events, ${expected.length} messages in ${seconds.toFixed(0)} s, ${CLIENTS} clients on 2 servers, ${connections} connections, ` +
    `${rejected} histories refused: ${gaps} gaps, ${doubles} doubles, ${disordered} clients in another order, ${backwards} frames backwards`,
);
await nodes.stop();
redis?.kill('SIGKILL');
if (gaps + doubles + disordered + backwards > 0 || expected.length < MESSAGES) process.exitCode = 1;
