import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { askNode, type Node, startNodes } from './sockets/nodes.ts';

/*
 * A receiver of webhooks is down for an hour while messages are written and the server is killed with -9; a minute
 * stands for an hour, as waiting times are shortened in the database. In the end every message must have arrived, those
 * of a conversation in their order, each signed as the public library of Standard Webhooks verifies it.
 * `npm run test:webhooks -- --kills 10 --minutes 1`; needs an outside PostgreSQL.
 */

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '1' },
    'database-url': { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
  },
});
const KILLS = Number(values.kills);
const DOWN_MS = Number(values.minutes) * 60_000;
const CLIENTS = 8;
/** How much faster waiting goes. */
const FACTOR = 60;

const nodes = await startNodes({
  database_url: values['database-url'],
  redis_url: undefined,
  count: 1,
  settings: { OUTBOUND_ALLOW: '127.0.0.1' },
});
const node = (): Node => {
  const [first] = nodes.list;
  if (!first) throw new Error('There is no server');
  return first;
};

/** What arrived, by conversation: ids of messages in the order of their first arrival. */
const arrived = new Map<number, number[]>();
let requests = 0;
let unsigned = 0;
let verifier: Webhook | undefined;

async function receive(request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  requests += 1;
  try {
    verifier?.verify(body, request.headers as Record<string, string>);
  } catch {
    unsigned += 1;
  }
  const { id, conversation } = JSON.parse(body) as { id: number; conversation: { id: number } };
  const list = arrived.get(conversation.id) ?? [];
  arrived.set(conversation.id, list);
  if (!list.includes(id)) list.push(id);
  // Some answers get lost, so that the same comes again.
  if (Math.random() < 0.02) request.socket.destroy();
  else response.end('{}');
}

const receiver = createServer((request, response) => void receive(request, response));
receiver.listen(0, '127.0.0.1');
await once(receiver, 'listening');
const { port } = receiver.address() as AddressInfo;

async function ask<Body>(method: string, path: string, body?: object, key?: string): Promise<Body> {
  for (;;) {
    try {
      const answer = await fetch(`${node().url}/api/v1/accounts/${nodes.account_id}${path}`, {
        method,
        headers: {
          api_access_token: nodes.token,
          'content-type': 'application/json',
          ...(key ? { 'idempotency-key': key } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.ok) return (await answer.json()) as Body;
      if (answer.status < 500)
        throw new TypeError(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    } catch (error) {
      if (error instanceof TypeError && error.message.startsWith(method)) throw error;
    }
    await sleep(50);
  }
}

const acknowledged: { conversation: number; id: number }[] = [];
let stopping = false;

async function client(number: number) {
  const made = { method: 'POST', path: '/contacts', body: { name: `Client ${number}` } };
  const { payload } = await askNode<{ payload: { contact: { id: number } } }>(node(), nodes, made);
  const body = { inbox_id: nodes.inbox_id, contact_id: payload.contact.id };
  const { id: conversation } = await ask<{ id: number }>('POST', '/conversations', body);
  for (let count = 1; !stopping; count += 1) {
    const content = `message ${number}.${count}`;
    const path = `/conversations/${conversation}/messages`;
    const { id } = await ask<{ id: number }>('POST', path, { content }, randomUUID());
    acknowledged.push({ conversation, id });
    await sleep(310);
  }
}

/** Lets what waits become due so much sooner. */
async function hurry() {
  await nodes.pool.query(
    `update webhook_deliveries set next_attempt_at = next_attempt_at - interval '1 second' * $1 where state = 'waiting'`,
    [FACTOR - 1],
  );
}

async function countWaiting(): Promise<number> {
  const { rows } = await nodes.pool.query(
    `select count(*)::int as count from webhook_deliveries where state = 'waiting'`,
  );
  return rows[0].count;
}

const created = await ask<{ payload: { webhook: { secret: string } } }>('POST', '/webhooks', {
  webhook: { url: `http://127.0.0.1:${port}/hook`, subscriptions: ['message_created'] },
});
verifier = new Webhook(created.payload.webhook.secret);
const hurrying = setInterval(() => void hurry().catch(() => undefined), 1000);

const clients = Array.from({ length: CLIENTS }, (_, index) => client(index + 1));
await sleep(3000);
const before_down = requests;
receiver.close();
receiver.closeAllConnections();
for (let kill = 1; kill <= KILLS; kill += 1) {
  await sleep(DOWN_MS / KILLS - 1000);
  await nodes.replace(0);
}
const waiting = await countWaiting();
receiver.listen(port, '127.0.0.1');
await sleep(3000);
await nodes.replace(0);
stopping = true;
await Promise.all(clients);
for (let waited = 0; waited < 240_000 && (await countWaiting()) > 0; waited += 500) await sleep(500);
clearInterval(hurrying);

const missing = acknowledged.filter(({ conversation, id }) => !arrived.get(conversation)?.includes(id));
const disordered = [...arrived.values()].filter((list) => list.some((id, at) => id < (list[at - 1] ?? 0)));
const distinct = [...arrived.values()].reduce((sum, list) => sum + list.length, 0);
console.log(
  `${acknowledged.length} messages written, the server killed ${KILLS + 1} ×, the receiver down for ${DOWN_MS / 1000} s ` +
    `after ${before_down} requests, ${waiting} deliveries waiting at its return`,
);
console.log(
  `${distinct} arrived in ${requests} requests: ${missing.length} missing, ${disordered.length} conversations out of ` +
    `order, ${unsigned} signatures wrong, ${await countWaiting()} still waiting`,
);
receiver.close();
receiver.closeAllConnections();
await nodes.stop();
if (missing.length + disordered.length + unsigned > 0 || acknowledged.length < 100) process.exitCode = 1;
