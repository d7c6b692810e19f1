import { setTimeout as sleep } from 'node:timers/promises';
import { askNode, type Nodes } from '../sockets/nodes.ts';

const WRITERS = 8;

/** What there is to write about. */
export interface Stage {
  /** Conversations with their contacts. */
  customers: readonly { conversation_id: number; contact_id: number }[];
  /** Agents and teams that conversations are given to. */
  agent_id: number;
  /** Messages written so far that may be taken back. */
  written: { conversation_id: number; id: number }[];
}

export const pick = <Item>(list: readonly Item[]): Item => {
  const item = list[Math.floor(Math.random() * list.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
};

interface Request {
  method: string;
  path: string;
  body?: object;
}

/** What is done besides writing messages: everything that agents change all day. */
const CHANGES: ((stage: Stage, at: number) => Request)[] = [
  (stage, at) => post(stage, 'toggle_status', { status: at % 3 ? 'open' : 'resolved' }),
  (stage, at) => post(stage, 'assignments', { assignee_id: at % 2 ? stage.agent_id : 0 }),
  (stage, at) => post(stage, 'labels', { labels: at % 2 ? ['refund', `number-${at % 7}`] : [] }),
  (stage, at) => post(stage, 'toggle_priority', { priority: at % 2 ? 'high' : null }),
  (stage, at) => post(stage, 'custom_attributes', { custom_attributes: { order: at } }),
  (stage, at) => ({
    method: 'PATCH',
    path: `/contacts/${pick(stage.customers).contact_id}`,
    body: { name: `Customer ${at}`, custom_attributes: { visits: at } },
  }),
  (stage) => {
    const { conversation_id, id } = pick(stage.written);
    return { method: 'DELETE', path: `/conversations/${conversation_id}/messages/${id}` };
  },
];

const post = ({ customers }: Stage, action: string, body: object): Request => ({
  method: 'POST',
  path: `/conversations/${pick(customers).conversation_id}/${action}`,
  body,
});

/** Makes contacts with a conversation each. */
export async function makeStage(nodes: Nodes, agent_id: number, count: number): Promise<Stage> {
  const [first] = nodes.list;
  if (!first) throw new Error('There is no server');
  const customers: { conversation_id: number; contact_id: number }[] = [];
  for (let at = 0; at < count; at += 1) {
    const made = await askNode<{ payload: { contact: { id: number } } }>(first, nodes, {
      method: 'POST',
      path: '/contacts',
      body: { name: `Customer ${at}`, email: `customer-${at}@example.com` },
    });
    const contact_id = made.payload.contact.id;
    const body = { inbox_id: nodes.inbox_id, contact_id };
    const { id } = await askNode<{ id: number }>(first, nodes, {
      method: 'POST',
      path: '/conversations',
      body,
    });
    customers.push({ conversation_id: id, contact_id });
  }
  return { customers, agent_id, written: [] };
}

/** Writes so many times and so often a second through all servers; three times of four a message. */
export async function write(nodes: Nodes, stage: Stage, { writes, rate }: { writes: number; rate: number }) {
  const began = performance.now();
  const writer = async (from: number) => {
    for (let at = from; at < writes; at += WRITERS) {
      await sleep(Math.max(0, began + (at * 1000) / rate - performance.now()));
      await writeOnce(nodes, stage, at);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, from) => writer(from)));
}

async function writeOnce(nodes: Nodes, stage: Stage, at: number) {
  if (at % 4 === 3 && stage.written.length > 0) {
    const change = CHANGES[(at >> 2) % CHANGES.length];
    if (change) await askNode(pick(nodes.list), nodes, change(stage, at));
    return;
  }
  const { conversation_id } = pick(stage.customers);
  const { id } = await askNode<{ id: number }>(pick(nodes.list), nodes, {
    method: 'POST',
    path: `/conversations/${conversation_id}/messages`,
    body: { content: `number ${at}`, message_type: at % 2 ? 'incoming' : 'outgoing', private: at % 5 === 0 },
  });
  stage.written.push({ conversation_id, id });
}
