import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeConversation, makeMessage, makeShop, type Shop } from '../../../test/factories.ts';
import { makeInbox, openTestDesk, type TestDesk, type TestUser } from '../../../test/harness.ts';
import { eventually, goLive, type LiveDesk } from '../../../test/live.ts';
import { events } from '../../platform/outbox/table.ts';
import type { ConversationRow } from '../conversations/table.ts';

let desk: TestDesk;
let live: LiveDesk;
let shop: Shop;
let row: ConversationRow;

beforeAll(async () => {
  desk = await openTestDesk();
  live = await goLive(desk);
});
beforeEach(async () => {
  shop = await makeShop(desk);
  row = await makeConversation(shop.account, shop.inbox);
  await live.drain();
});
afterAll(async () => {
  await live.stop();
  await desk.close();
});

async function read(query: Record<string, string | number> = {}, who: TestUser = shop.administrator) {
  const text = new URLSearchParams(query as Record<string, string>);
  return shop.ask(who, 'GET', `/events?${text}`);
}

const say = (content: string, fields: object = {}) =>
  makeMessage(shop.agent.ctx, row, { content, ...fields });
const now = async () => (await read({ after: 'now' })).body.meta.next;
const contentsOf = (body: { data: { type: string; payload: { content?: string } }[] }) =>
  body.data.flatMap(({ type, payload }) => (type === 'message_created' ? [payload.content] : []));

describe('the feed', () => {
  it('tells what webhooks tell, by id, type, time and cursor', async () => {
    const after = await now();
    const message = await say('Hello');
    await live.drain();
    const { status, body } = await read({ after, types: 'message_created' });
    expect(status).toBe(200);
    expect(body.data).toEqual([
      {
        id: expect.any(String),
        type: 'message_created',
        created_at: message.created_at.toISOString(),
        cursor: expect.stringMatching(/^\d+$/),
        payload: expect.objectContaining({
          event: 'message_created',
          id: message.id,
          content: 'Hello',
          message_type: 'outgoing',
          conversation: expect.objectContaining({ id: row.display_id }),
        }),
      },
    ]);
    expect(body.meta.has_more).toBe(false);
  });

  it('begins with the oldest event that is kept', async () => {
    const { body } = await read();
    expect(body.data[0].type).toBe('inbox_created');
    expect(body.data.map(({ type }: { type: string }) => type)).toContain('conversation_created');
  });

  it('comes in pages without a gap, in the order of commits', async () => {
    const sent = Array.from({ length: 25 }, (_, at) => `number ${at}`);
    let after = await now();
    for (const content of sent) await say(content);
    await live.drain();
    const got: unknown[] = [];
    for (let has_more = true; has_more; ) {
      const { body } = await read({ after, limit: 7 });
      got.push(...contentsOf(body));
      after = body.meta.next;
      has_more = body.meta.has_more;
    }
    expect(got).toEqual(sent);
    expect((await read({ after })).body.data).toEqual([]);
  });

  it('passes over types that are not wanted, with its cursor', async () => {
    const after = await now();
    await say('Hello');
    await live.drain();
    const { body } = await read({ after, types: 'contact_created' });
    expect(body.data).toEqual([]);
    expect(Number(body.meta.next)).toBeGreaterThan(Number(after));
  });

  it('tells no activities, and nothing of what is gone', async () => {
    const after = await now();
    await shop.ask(shop.agent, 'POST', `/conversations/${row.display_id}/assignments`, {
      assignee_id: shop.agent.id,
    });
    const gone = await makeConversation(shop.account, shop.inbox);
    await shop.ask(shop.administrator, 'DELETE', `/conversations/${gone.display_id}`);
    await live.drain();
    const { body } = await read({ after });
    expect(contentsOf(body)).toEqual([]);
    expect(
      body.data.filter(({ payload }: { payload: { id: number } }) => payload.id === gone.display_id),
    ).toEqual([]);
  });

  it('tells agents of their inboxes only, and of contacts', async () => {
    const after = await now();
    const other = await makeInbox(shop.account, { name: 'Other' });
    await makeConversation(shop.account, other);
    await say('Hello', { private: true });
    await makeContact(shop.account, { name: 'Zoe' });
    await live.drain();
    const typesFor = async (who: TestUser) =>
      (await read({ after }, who)).body.data.map(({ type }: { type: string }) => type);
    expect(await typesFor(shop.agent)).toEqual(['contact_created', 'message_created', 'contact_created']);
    expect(await typesFor(shop.outsider)).toEqual(['contact_created', 'contact_created']);
    expect(await typesFor(shop.administrator)).toEqual([
      'inbox_created',
      'contact_created',
      'conversation_created',
      'message_created',
      'contact_created',
    ]);
  });

  it('tells nothing of other accounts', async () => {
    const other = await makeShop(desk);
    const theirs = await makeConversation(other.account, other.inbox);
    await makeMessage(other.agent.ctx, theirs, { content: 'canary-other' });
    await live.drain();
    expect((await read()).text).not.toContain('canary-other');
    const { body } = await shop.ask(shop.administrator, 'GET', '/events?after=now');
    expect(body.data).toEqual([]);
  });

  it.each([
    ['after=-1', /after/],
    ['after=soon', /after/],
    ['types=message_created,nonsense', /types/],
    ['limit=0', /limit/],
    ['limit=201', /limit/],
    ['wait=31', /wait/],
  ])('refuses ?%s with a sentence', async (query, sentence) => {
    const { status, text } = await shop.ask(shop.agent, 'GET', `/events?${query}`);
    expect(status).toBe(422);
    expect(text.toLowerCase()).toMatch(sentence);
  });

  it('says so when events behind the cursor are forgotten, or were never there', async () => {
    const cursor = Number(await now());
    expect((await read({ after: cursor + 1000 })).status).toBe(410);
    await say('forgotten');
    await live.drain();
    await desk.services.database.queries.delete(events);
    await say('kept');
    await live.drain();
    const { status, body } = await read({ after: cursor });
    expect(status).toBe(410);
    expect(body.error).toContain('after=now');
  });
});

describe('waiting', () => {
  it('ends with the first event', async () => {
    const after = await now();
    const waiting = read({ after, wait: 20 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    await say('Hello');
    expect(contentsOf((await waiting).body)).toEqual(['Hello']);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('is not ended by what the caller may not know of', async () => {
    const after = await now();
    const waiting = read({ after, wait: 1 }, shop.outsider);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await say('Hello');
    expect((await waiting).body.data).toEqual([]);
  });

  it('is over in time when nothing happens', async () => {
    const began = performance.now();
    const { body } = await read({ after: await now(), wait: 0.3 });
    expect(body.data).toEqual([]);
    expect(performance.now() - began).toBeGreaterThanOrEqual(290);
  });
});

describe('server-sent events', () => {
  interface Sent {
    id: string;
    event: string;
    // biome-ignore lint/suspicious/noExplicitAny: whatever the wire brings.
    data: any;
  }

  async function stream(who: TestUser, query = '', headers: Record<string, string> = {}) {
    const { port } = desk.app.server.address() as AddressInfo;
    const asked = request({
      port,
      path: `/api/v1/accounts/${shop.account.account.id}/events?${query}`,
      headers: { api_access_token: who.token, accept: 'text/event-stream', ...headers },
    });
    asked.end();
    const [response] = await once(asked, 'response');
    const sent: Sent[] = [];
    let text = '';
    let isOver = false;
    response.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)));
        if (fields.data) sent.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
      }
    });
    response.on('close', () => {
      isOver = true;
    });
    return { response, sent, isOver: () => isOver, close: () => asked.destroy() };
  }

  it('are the events of the feed, as they happen', async () => {
    const feed = await stream(shop.administrator, `types=message_created&after=${await now()}`);
    expect(feed.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    await say('one');
    await say('two');
    await eventually(() => feed.sent.length === 2);
    expect(feed.sent.map(({ event, data }) => [event, data.payload.content])).toEqual([
      ['message_created', 'one'],
      ['message_created', 'two'],
    ]);
    expect(feed.sent[0]?.id).toBe(feed.sent[0]?.data.cursor);
    feed.close();
  });

  it('go on behind Last-Event-ID', async () => {
    const feed = await stream(shop.administrator, `types=message_created&after=${await now()}`);
    await say('one');
    await eventually(() => feed.sent.length === 1);
    feed.close();
    await say('two');
    await live.drain();
    const again = await stream(shop.administrator, 'types=message_created', {
      'last-event-id': feed.sent[0]?.id ?? '',
    });
    await eventually(() => again.sent.length === 1);
    expect(again.sent[0]?.data.payload.content).toBe('two');
    again.close();
  });

  it('end for an agent who leaves the account', async () => {
    const feed = await stream(shop.agent, `after=${await now()}`);
    await shop.ask(shop.administrator, 'DELETE', `/agents/${shop.agent.id}`);
    await eventually(feed.isOver, 8000);
  }, 15_000);

  it('end when the server stops, and do not hold it up', async () => {
    const other = await openTestDesk();
    const stopping = await goLive(other);
    const home = [desk, shop] as const;
    desk = other;
    shop = await makeShop(other);
    const feed = await stream(shop.administrator);
    const waiting = read({ after: await now(), wait: 30 });
    [desk, shop] = home;
    await stopping.stop();
    await eventually(feed.isOver);
    expect((await waiting).body.data).toEqual([]);
    await other.close();
  });

  it('with a wrong cursor are refused as the feed is', async () => {
    const { response } = await stream(shop.administrator, 'after=999999');
    expect(response.statusCode).toBe(410);
  });
});
