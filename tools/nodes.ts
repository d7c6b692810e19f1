import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CableClient } from './sockets/client.ts';
import { type Node, startNodes } from './sockets/nodes.ts';

/*
 * One of two servers on a database is killed with -9 again and again while messages are written through both, clients
 * listen at both, a webhook is told, and jobs fetch pictures that take their time. In the end each client must have
 * every message once and in the order of commits, the webhook must have been told of each, and each picture be there,
 * though its job was begun by a server that died. `npm run test:nodes -- --kills 6`; needs an outside PostgreSQL.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '6' },
    clients: { type: 'string', default: '40' },
    'database-url': { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
  },
});
const KILLS = Number(values.kills);
const CLIENTS = Number(values.clients);
const WRITERS = 4;
const CONVERSATIONS = 20;
const PICTURE_MS = 2500;
/** A job of a server that died is begun again within this time. */
const TAKEN_UP_MAX_MS = 30_000;
const PATIENCE_MS = 120_000;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** When the server died that was fetching a picture. */
const died_at = new Map<string, number>();
/** Pictures that are being fetched. */
const under_way = new Set<string>();
/** How long it took until another one fetched it. */
const taken_up: number[] = [];
const told = new Map<number, number>();
const outside = createServer((request, response) => {
  const { url = '' } = request;
  if (url.startsWith('/picture')) {
    const died = died_at.get(url);
    if (died !== undefined) taken_up.push(performance.now() - died);
    died_at.delete(url);
    under_way.add(url);
    response.on('close', () => {
      under_way.delete(url);
      if (!response.writableEnded) died_at.set(url, performance.now());
    });
    setTimeout(() => response.end(PNG), PICTURE_MS);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: number };
    told.set(id, (told.get(id) ?? 0) + 1);
    response.end();
  });
});
outside.listen(0, '127.0.0.1');
await once(outside, 'listening');
const outside_url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;

const nodes = await startNodes({
  database_url: values['database-url'],
  redis_url: undefined,
  count: 2,
  settings: { OUTBOUND_ALLOW: '127.0.0.1' },
});

const alive = (): readonly Node[] =>
  nodes.list.filter(({ process: { exitCode, signalCode } }) => exitCode === null && signalCode === null);

const pick = <Item>(list: readonly Item[]): Item => {
  const item = list[Math.floor(Math.random() * list.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
};

let retried = 0;

/** Asks a server, and another one when it died over the answer; the key keeps it from being done twice. */
async function ask<Body>(method: string, path: string, body: object): Promise<Body> {
  const headers = {
    api_access_token: nodes.token,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const options = { method, headers, body: JSON.stringify(body) };
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    try {
      const answer = await fetch(`${pick(alive()).url}/api/v1/accounts/${nodes.account_id}${path}`, options);
      const text = await answer.text();
      if (answer.ok) return JSON.parse(text) as Body;
      throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
    } catch (error) {
      // What fetch throws when a connection broke; an answer that refuses has a reason.
      if (!(error instanceof TypeError) || performance.now() > end) throw error;
      retried += 1;
      await sleep(50);
    }
  }
}

async function makeContact(fields: object): Promise<number> {
  const { payload } = await ask<{ payload: { contact: { id: number } } }>('POST', '/contacts', fields);
  return payload.contact.id;
}

let over = false;
const written: number[] = [];

async function write(conversations: readonly number[]) {
  while (!over) {
    const body = { content: `number ${written.length}` };
    const { id } = await ask<{ id: number }>('POST', `/conversations/${pick(conversations)}/messages`, body);
    written.push(id);
    await sleep(25);
  }
}

let asked = 0;

async function askForPictures() {
  while (!over) {
    asked += 1;
    await makeContact({ name: `Pictured ${asked}`, avatar_url: `${outside_url}/picture/${asked}` });
    await sleep(PICTURE_MS);
  }
}

async function count(text: string): Promise<number> {
  const { rows } = await nodes.pool.query(`select count(*)::int as count from ${text}`);
  return rows[0].count;
}

async function until(isDone: () => boolean | Promise<boolean>) {
  for (let waited = 0; waited < PATIENCE_MS && !(await isDone()); waited += 50) await sleep(50);
}

const conversations: number[] = [];
for (let at = 0; at < CONVERSATIONS; at += 1) {
  const contact_id = await makeContact({ name: `Customer ${at}` });
  const { id } = await ask<{ id: number }>('POST', '/conversations', {
    inbox_id: nodes.inbox_id,
    contact_id,
  });
  conversations.push(id);
}
await ask('POST', '/webhooks', { url: `${outside_url}/hook`, subscriptions: ['message_created'] });

const profile = (await (
  await fetch(`${pick(alive()).url}/api/v1/profile`, { headers: { api_access_token: nodes.token } })
).json()) as { id: number; pubsub_token: string };
const identifier = JSON.stringify({
  channel: 'RoomChannel',
  pubsub_token: profile.pubsub_token,
  account_id: nodes.account_id,
  user_id: profile.id,
});
const clients = Array.from({ length: CLIENTS }, () => new CableClient(identifier, () => pick(alive()).url));
for (const client of clients) client.connect();
await sleep(1500);

const work = [...Array.from({ length: WRITERS }, () => write(conversations)), askForPictures()];
let kills = 0;
// Which of the two is at a picture is not to be seen from outside, so it may take some more to hit one that is.
while (kills < KILLS || (taken_up.length === 0 && kills < 4 * KILLS)) {
  await sleep(3000);
  await until(() => under_way.size > 0);
  await nodes.kill(kills % 2);
  await sleep(12_000);
  await nodes.revive(kills % 2);
  kills += 1;
}
over = true;
await Promise.all(work);

await until(async () => (await count('events where position is null')) === 0);
const { rows } = await nodes.pool.query<{ id: number }>(
  `select (data ->> 'message_id')::int as id from events where account_id = $1 and name = 'message.created' order by position`,
  [nodes.account_id],
);
const expected = rows.map(({ id }) => id);
await until(() => clients.every(({ heard }) => heard.length >= expected.length));
await until(() => expected.every((id) => told.has(id)));
await until(async () => (await count('graphile_worker._private_jobs')) === 0);

const missing = written.filter((id) => !expected.includes(id));
const heard = clients.map((client) => new Set(client.heard));
const gaps = heard.reduce((sum, set) => sum + expected.filter((id) => !set.has(id)).length, 0);
const doubles = clients.reduce((sum, client, at) => sum + client.heard.length - (heard[at]?.size ?? 0), 0);
const disordered = clients.filter((client) => client.heard.some((id, at) => id !== expected[at])).length;
const untold = expected.filter((id) => !told.has(id)).length;
const pictured = await count(`contacts where avatar is not null and name like 'Pictured %'`);
const longest_ms = Math.round(Math.max(0, ...taken_up));
const connections = clients.reduce((sum, client) => sum + client.connections, 0);
for (const client of clients) client.end();
console.log(
  `${kills} kills of one of two servers, ${written.length} messages written with ${retried} requests asked again, ` +
    `${CLIENTS} clients, ${connections} connections`,
);
console.log(
  `${missing.length} messages lost, ${gaps} gaps, ${doubles} doubles, ${disordered} clients in another order, ` +
    `${untold} not told to the webhook; ${pictured} of ${asked} pictures, ${taken_up.length} jobs taken up from the ` +
    `dead after ${longest_ms} ms at most`,
);
await nodes.stop();
outside.close();
outside.closeAllConnections();
const faults = missing.length + gaps + doubles + disordered + untold + (asked - pictured);
if (faults > 0 || written.length < 100 || taken_up.length === 0 || longest_ms > TAKEN_UP_MAX_MS)
  process.exitCode = 1;
