import { setTimeout as wait } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeConversation } from '../../../test/factories.ts';
import { makeAccount, makeInbox, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import type { AccountContext } from '../../context.ts';
import { ofConversation } from '../../features/conversations/change.ts';
import { type ConversationRow, conversations } from '../../features/conversations/table.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { enqueue as enqueueJobs } from '../jobs/jobs.ts';
import {
  type Dispatcher,
  type EnqueueEvent,
  type LiveSubscriber,
  type NumberedEvent,
  startDispatcher,
} from './dispatcher.ts';
import { events } from './table.ts';

let desk: TestDesk;
let account: AccountContext;
const running: Dispatcher[] = [];

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  await desk.services.database.queries.delete(events);
});
afterEach(async () => {
  for (const dispatcher of running.splice(0)) await dispatcher.stop();
});
afterAll(() => desk.close());

type Options = Partial<Parameters<typeof startDispatcher>[0]>;

/** A dispatcher that sweeps never, unless told otherwise. */
function start(options: Options = {}): Dispatcher {
  const dispatcher = startDispatcher({
    database: desk.services.database,
    log: desk.services.log,
    live: [],
    durable: [],
    enqueue: enqueueForReal,
    sweep_ms: 3_600_000,
    ...options,
  });
  running.push(dispatcher);
  return dispatcher;
}

const enqueueForReal: EnqueueEvent = (queries, jobs) =>
  enqueueJobs(
    queries,
    jobs.map(({ subscriber, event, queue }) => ({ name: subscriber, payload: event, queue })),
  );

/** A live subscriber that remembers what it heard. */
function ear(names: LiveSubscriber['events'] = 'all') {
  const heard: NumberedEvent[] = [];
  const subscriber: LiveSubscriber = { name: 'ear', events: names, hear: (batch) => heard.push(...batch) };
  return { heard, subscriber };
}

const emitOne = (ctx: AccountContext, contact_id = 1) =>
  ctx.transaction(async (tx) => tx.emit('contact.created', { contact_id }));

const contactsOf = (list: readonly { data: Record<string, unknown> }[]) =>
  list.map(({ data }) => data.contact_id);

const forgetJobs = () => desk.services.database.pool.query('delete from graphile_worker._private_jobs');

/** Reads as one would naively: what is above the last id seen. */
function createPlainReader() {
  let last = 0;
  const seen: number[] = [];
  return {
    seen,
    async read() {
      const rows = await desk.services.database.pool.query<{ id: number }>(
        'select id from events where account_id = $1 and id > $2 order by id',
        [account.account.id, last],
      );
      for (const { id } of rows.rows) {
        seen.push(id);
        last = id;
      }
    },
  };
}

/** A transaction that writes an event now and commits when told to. */
async function openLateWriter() {
  const client = new pg.Client({ connectionString: desk.database_url });
  await client.connect();
  await client.query('begin');
  const { rows } = await client.query(
    `insert into events (account_id, name, at, by, data)
     values ($1, 'contact.created', now(), '{"type":"system","id":null}', '{"contact_id":1}') returning id`,
    [account.account.id],
  );
  return {
    id: Number(rows[0]?.id),
    async commit() {
      await client.query('commit');
      await client.end();
    },
  };
}

describe('a writer that took its id first and commits last', () => {
  it('is handed out once, after those that committed before, while a plain reader loses it', async () => {
    const { heard, subscriber } = ear();
    const dispatcher = start({ live: [subscriber] });
    const plain = createPlainReader();

    const late = await openLateWriter();
    await emitOne(account, 2);
    await Promise.all([dispatcher.drain(), plain.read()]);
    await late.commit();
    await emitOne(account, 3);
    await Promise.all([dispatcher.drain(), plain.read()]);
    await Promise.all([dispatcher.drain(), plain.read()]);

    expect(contactsOf(heard)).toEqual([2, 1, 3]);
    expect(heard.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(plain.seen).not.toContain(late.id);
    expect(plain.seen).toHaveLength(2);
  });

  it('does not hold up the others', async () => {
    const { heard, subscriber } = ear();
    const dispatcher = start({ live: [subscriber] });
    const late = await openLateWriter();
    await emitOne(account, 2);
    await dispatcher.drain();
    const before = contactsOf(heard);
    await late.commit();
    await dispatcher.drain();
    expect(before).toEqual([2]);
  });
});

const WRITERS = 4;
const WRITES = 150;

describe('four writers and two nodes at once', () => {
  let other: Database;
  const nodes = [ear(), ear()];
  let rows: ConversationRow[];

  beforeAll(async () => {
    const ctx = await makeAccount(desk);
    const inbox = await makeInbox(ctx);
    const contact = await makeContact(ctx);
    rows = [];
    for (let count = 0; count < 6; count += 1)
      rows.push(await makeConversation(ctx, inbox, { contact_id: contact.id }));
    await desk.services.database.queries.delete(events);
    const { log } = desk.services;
    other = openDatabase({ connection_string: desk.database_url, pool_max: 4, log });
    const durable = [
      {
        name: 'durable',
        events: 'all' as const,
        queueOf: (event: NumberedEvent) => `c${event.data.conversation_id}`,
      },
    ];
    const dispatchers = nodes.map(({ subscriber }, index) =>
      start({
        database: index === 0 ? desk.services.database : other,
        live: [subscriber],
        durable,
        sweep_ms: 3,
      }),
    );
    const write = async (writer: number) => {
      for (let count = 0; count < WRITES; count += 1) {
        await countUp(ctx, rows[Math.floor(Math.random() * rows.length)]);
        dispatchers[writer % 2]?.wake();
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    for (const dispatcher of dispatchers) await dispatcher.drain();
    for (const dispatcher of dispatchers) await dispatcher.stop();
    await other.close();
  }, 120_000);

  /** Counts a conversation up in its row and says so, slowly. */
  async function countUp(ctx: AccountContext, row: ConversationRow | undefined) {
    if (!row) throw new Error('No conversation');
    await ctx.transaction(async (tx) => {
      await wait(Math.random() * 3);
      const [counted] = await tx.queries
        .update(conversations)
        .set({
          custom_attributes: sql`jsonb_build_object('n', coalesce((custom_attributes ->> 'n')::int, 0) + 1)`,
        })
        .where(eq(conversations.id, row.id))
        .returning();
      const n = counted?.custom_attributes.n;
      tx.emit('conversation.updated', { ...ofConversation(row), changes: { n: [null, n] } });
      await wait(Math.random() * 3);
    });
  }

  const all = () => nodes.flatMap(({ heard }) => heard).sort((one, two) => one.position - two.position);
  const countOf = ({ data }: NumberedEvent) => (data.changes as { n: [null, number] }).n[1];

  it('hand out each event exactly once', () => {
    expect(new Set(all().map(({ id }) => id)).size).toBe(WRITERS * WRITES);
    expect(all()).toHaveLength(WRITERS * WRITES);
  });

  it('give positions without gaps and doubles', () => {
    expect(all().map(({ position }) => position)).toEqual(
      Array.from({ length: WRITERS * WRITES }, (_, index) => index + 1),
    );
  });

  it('keep the order of each conversation’s changes', () => {
    for (const row of rows) {
      const counts = all()
        .filter(({ data }) => data.conversation_id === row.id)
        .map(countOf);
      expect(counts).toEqual(Array.from({ length: counts.length }, (_, index) => index + 1));
    }
  });

  it('each hear positions that only rise', () => {
    for (const { heard } of nodes) {
      const positions = heard.map(({ position }) => position);
      expect(positions).toEqual([...positions].sort((one, two) => one - two));
    }
  });

  it('both take part', () => {
    expect(nodes.every(({ heard }) => heard.length > 0)).toBe(true);
  });

  it('enqueue one job for each event, in the order of each conversation’s changes', async () => {
    const jobs = await readJobs(desk);
    await forgetJobs();
    expect(jobs).toHaveLength(WRITERS * WRITES);
    for (const row of rows) {
      const positions = jobs
        .filter(({ queue_name }) => queue_name === `c${row.id}`)
        .map(({ payload }) => payload.position);
      expect(positions).toEqual([...positions].sort((one, two) => one - two));
    }
  });
});
