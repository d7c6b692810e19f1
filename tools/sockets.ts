import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { askNode, type Node, startNodes } from './sockets/nodes.ts';

/*
 * Two servers on one database: how long a message of a customer, sent through the Client API of the one, takes until
 * it is a frame at an agent's socket of the other, with many idle sockets of customers; and what an idle socket costs.
 * `npm run bench:sockets -- --idle 1000 --held 10000`; needs an outside PostgreSQL.
 */

const { values } = parseArgs({
  options: {
    idle: { type: 'string', default: '1000' },
    held: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '180' },
    'database-url': { type: 'string', default: 'postgres://postgres@127.0.0.1:5432/postgres' },
    'redis-url': { type: 'string' },
  },
});
const IDLE = Number(values.idle);
const HELD = Number(values.held);
const AT_ONCE = 50;

const nodes = await startNodes({
  database_url: values['database-url'],
  redis_url: values['redis-url'],
  count: 2,
  demo: ['--conversations', '400', '--messages-per', '4', '--contacts', String(Math.max(IDLE, HELD))],
});
const [here, there] = nodes.list as [Node, Node];

const socketUrl = ({ url }: Node) => `${url.replace('http', 'ws')}/cable`;

/** Opens a subscribed socket. */
async function open(node: Node, identifier: object, heard?: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(socketUrl(node), ['actioncable-v1-json']);
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '{"type":"welcome"}')
        socket.send(JSON.stringify({ command: 'subscribe', identifier: JSON.stringify(identifier) }));
      if (text.endsWith('"confirm_subscription"}')) resolve();
      if (text.endsWith('"reject_subscription"}')) reject(new Error('A subscription was refused'));
      heard?.(text);
    });
  });
  return socket;
}

/** Tokens of links between customers and inboxes, made where there are too few. */
async function contactTokens(count: number): Promise<string[]> {
  await nodes.pool.query(
    `insert into contact_inboxes (account_id, contact_id, inbox_id, source_id, pubsub_token, created_at, updated_at)
     select account_id, id, $2, 'bench-' || id, 'bench-' || id, now(), now() from contacts where account_id = $1 limit $3`,
    [nodes.account_id, nodes.inbox_id, count],
  );
  const { rows } = await nodes.pool.query(
    `select pubsub_token from contact_inboxes where source_id like 'bench-%' limit $1`,
    [count],
  );
  return rows.map(({ pubsub_token }) => pubsub_token);
}

async function openMany(node: Node, tokens: readonly string[]): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let at = 0; at < tokens.length; at += AT_ONCE) {
    const some = tokens.slice(at, at + AT_ONCE);
    const opened = some.map((pubsub_token) => open(node, { channel: 'RoomChannel', pubsub_token }));
    sockets.push(...(await Promise.all(opened)));
  }
  return sockets;
}

/** Resident memory of a process in kilobytes. */
async function memoryOf({ process: { pid } }: Node): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
}

async function measureLatency() {
  const tokens = await contactTokens(Math.max(IDLE, HELD));
  const idle = await openMany(there, tokens.slice(0, IDLE));
  const profile = await fetch(`${here.url}/api/v1/profile`, { headers: { api_access_token: nodes.token } });
  const { id: user_id, pubsub_token } = (await profile.json()) as { id: number; pubsub_token: string };
  const waiting = new Map<string, (at: number) => void>();
  const agent = { channel: 'RoomChannel', pubsub_token, account_id: nodes.account_id, user_id };
  const listener = await open(there, agent, (text) => {
    const content = text.includes('"event":"message.created"') && /timed (\d+)/.exec(text)?.[1];
    if (content) waiting.get(content)?.(performance.now());
  });
  const send = await openConversation();
  const [from_sending, from_answer]: [number[], number[]] = [[], []];
  for (let at = 0; at < Number(values.messages); at += 1) {
    const arrived = new Promise<number>((resolve) => waiting.set(String(at), resolve));
    const sent = performance.now();
    await send(`timed ${at}`);
    const answered = performance.now();
    const framed = await arrived;
    from_sending.push(framed - sent);
    from_answer.push(framed - answered);
    await sleep(20);
  }
  report(`from the request to the frame, ${IDLE} idle sockets`, from_sending);
  report('from the answer to the frame', from_answer);
  listener.terminate();
  for (const socket of idle) socket.terminate();
  return tokens;
}

/** A conversation of a customer; answers how to write into it through the Client API. */
async function openConversation() {
  const inbox = await askNode<{ inbox_identifier: string }>(here, nodes, {
    method: 'GET',
    path: `/inboxes/${nodes.inbox_id}`,
  });
  const root = `${here.url}/public/api/v1/inboxes/${inbox.inbox_identifier}/contacts`;
  const post = async <Body>(path: string, body: object): Promise<Body> => {
    const answer = await fetch(root + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const { source_id } = await post<{ source_id: string }>('', { name: 'Timed' });
  const { id } = await post<{ id: number }>(`/${source_id}/conversations`, {});
  return (content: string) => post<object>(`/${source_id}/conversations/${id}/messages`, { content });
}

function report(name: string, taken_ms: number[]) {
  taken_ms.sort((one, other) => one - other);
  const share = (part: number) => (taken_ms[Math.floor((taken_ms.length - 1) * part)] ?? 0).toFixed(1);
  console.log(`${name}: p50 ${share(0.5)} ms, p99 ${share(0.99)} ms, at most ${share(1)} ms`);
}

async function holdMany(tokens: readonly string[]) {
  await sleep(2000);
  const before = await memoryOf(there);
  const began = performance.now();
  const sockets = await openMany(there, tokens.slice(0, HELD));
  const seconds = (performance.now() - began) / 1000;
  await sleep(5000);
  const open_still = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
  const kilobytes = ((await memoryOf(there)) - before) / HELD;
  console.log(
    `${open_still} of ${HELD} sockets held, opened in ${seconds.toFixed(1)} s, ${kilobytes.toFixed(1)} KB each`,
  );
  for (const socket of sockets) socket.terminate();
}

await holdMany(await measureLatency());
await nodes.stop();
