import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { comparable, readDesk } from '../server/test/folding.ts';
import { askNode, startNodes } from './sockets/nodes.ts';
import { Listener } from './storm/listener.ts';
import { makeStage, pick, write } from './storm/writing.ts';

/*
 * Clients on two servers lose their sockets at random and come back to either one, while messages are written and
 * everything around them is changed through both, and Redis is restarted. In the end each client must have heard of
 * every message once and in the order of commits, and what it folded must be what a client finds that reads it all anew.
 * `npm run test:storm -- --clients 200 --writes 10000 --rate 60`; needs an outside PostgreSQL and `redis-server`.
 */

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    writes: { type: 'string', default: '10000' },
    'database-url': { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    rate: { type: 'string', default: '60' },
    redis: { type: 'string', default: 'yes' },
  },
});
const CLIENTS = Number(values.clients);
const WRITES = Number(values.writes);
const CONVERSATIONS = 250;
const REDIS_PORT = '6399';

let redis: ChildProcess | undefined = values.redis === 'yes' ? await startRedis() : undefined;
const nodes = await startNodes({
  database_url: values['database-url'],
  redis_url: redis && `redis://127.0.0.1:${REDIS_PORT}`,
  count: 2,
});

async function startRedis(): Promise<ChildProcess> {
  const options = ['--port', REDIS_PORT, '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', options, { stdio: 'ignore' });
  await sleep(500);
  return child;
}

async function restartRedis(written: readonly unknown[]) {
  for (const share of [0.2, 0.45]) {
    while (written.length < share * WRITES) await sleep(200);
    const ended = redis && once(redis, 'exit');
    redis?.kill('SIGKILL');
    await ended;
    await sleep(1500);
    redis = await startRedis();
    console.log('Redis was killed, and started after 1.5 s');
  }
}

async function countEvents(): Promise<number> {
  const { rows } = await nodes.pool.query('select count(*)::int as count from events');
  return rows[0].count;
}

/** Ids of the messages in the order in which they were committed, once all events have their numbers. */
async function messagesInOrder(): Promise<number[]> {
  for (;;) {
    const { rows } = await nodes.pool.query('select 1 from events where position is null limit 1');
    if (rows.length === 0) break;
    await sleep(50);
  }
  const { rows } = await nodes.pool.query(
    `select (data ->> 'message_id')::int as id from events where account_id = $1 and name = 'message.created' order by position`,
    [nodes.account_id],
  );
  return rows.map(({ id }) => id);
}

const [first] = nodes.list;
if (!first) throw new Error('There is no server');
const ask = <Answer>(path: string) => askNode<Answer>(first, nodes, { method: 'GET', path });
const headers = { api_access_token: nodes.token };
const profile = (await (await fetch(`${first.url}/api/v1/profile`, { headers })).json()) as {
  id: number;
  pubsub_token: string;
};
const stage = await makeStage(nodes, profile.id, CONVERSATIONS);
await messagesInOrder();
await sleep(1500);
const since = Math.floor(Date.now() / 1000);
const state = await readDesk(ask, nodes.account_id);
const identifier = JSON.stringify({
  channel: 'RoomChannel',
  pubsub_token: profile.pubsub_token,
  account_id: nodes.account_id,
  user_id: profile.id,
});
const pickUrl = () => pick(nodes.list).url;
const listeners = Array.from({ length: CLIENTS }, () => new Listener({ identifier, state, since, pickUrl }));
for (const listener of listeners) listener.connect();
await sleep(2500);
const before = await countEvents();

const began = performance.now();
await Promise.all([
  write(nodes, stage, { writes: WRITES, rate: Number(values.rate) }),
  ...(redis ? [restartRedis(stage.written)] : []),
]);
const seconds = (performance.now() - began) / 1000;
const expected = await messagesInOrder();
const isDone = () => listeners.every(({ heard }) => heard.length >= expected.length);
for (let waited = 0; waited < 60_000 && !isDone(); waited += 250) await sleep(250);
await sleep(1500);

let gaps = 0;
let doubles = 0;
let disordered = 0;
for (const { heard } of listeners) {
  const once_each = new Set(heard);
  doubles += heard.length - once_each.size;
  gaps += expected.filter((id) => !once_each.has(id)).length;
  if (once_each.size === expected.length && [...once_each].some((id, at) => id !== expected[at]))
    disordered += 1;
}
const fresh = comparable(await readDesk(ask, nodes.account_id));
const unlike = listeners.filter((listener) => !isDeepStrictEqual(comparable(listener.state), fresh));
for (const listener of listeners) listener.end();
const sum = (name: 'connections' | 'backwards' | 'rejected') =>
  listeners.reduce((total, listener) => total + listener[name], 0);
const events = (await countEvents()) - before;
console.log(
  `${events} events, ${stage.written.length} messages written and ${expected.length} in all, in ${seconds.toFixed(0)} s; ` +
    `${CLIENTS} clients on 2 servers, ${sum('connections')} connections, ${sum('rejected')} histories refused: ` +
    `${gaps} gaps, ${doubles} doubles, ${disordered} clients in another order, ${sum('backwards')} frames backwards; ` +
    `${CLIENTS - unlike.length} folded states equal a fresh reading, ${unlike.length} do not`,
);
await nodes.stop();
redis?.kill('SIGKILL');
if (gaps + doubles + disordered + sum('backwards') + unlike.length > 0) process.exitCode = 1;
if (events === 0 || stage.written.length === 0) process.exitCode = 1;
