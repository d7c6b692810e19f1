import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../../../test/factories.ts';
import { makeAccount, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { readJobs } from '../../../test/jobs.ts';
import type { AccountContext } from '../../context.ts';
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

describe('positions', () => {
  it('count from 1 in each account, without gaps', async () => {
    const other = await makeAccount(desk);
    await desk.services.database.queries.delete(events);
    for (const ctx of [account, other, account, account, other]) await emitOne(ctx);
    await start().drain();
    const positions = async (ctx: AccountContext) => (await readEvents(ctx)).map(({ position }) => position);
    expect([await positions(account), await positions(other)]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
  });

  it('go on in the next batch', async () => {
    const dispatcher = start();
    await emitOne(account);
    await dispatcher.drain();
    await emitOne(account);
    await dispatcher.drain();
    expect((await readEvents(account)).map(({ position }) => position)).toEqual([1, 2]);
  });

  it('follow the order of commits', async () => {
    for (const contact_id of [5, 3, 9]) await emitOne(account, contact_id);
    const { heard, subscriber } = ear();
    await start({ live: [subscriber] }).drain();
    expect([contactsOf(heard), heard.map(({ position }) => position)]).toEqual([
      [5, 3, 9],
      [1, 2, 3],
    ]);
  });

  it('are given to more events than a batch holds, each once', async () => {
    await account.transaction(async (tx) => {
      for (let contact_id = 1; contact_id <= 1201; contact_id += 1)
        tx.emit('contact.created', { contact_id });
    });
    const { heard, subscriber } = ear();
    const batches: number[] = [];
    await start({ live: [subscriber], numbered: (batch) => batches.push(batch.length) }).drain();
    expect(heard.map(({ position }) => position)).toEqual(
      Array.from({ length: 1201 }, (_, index) => index + 1),
    );
    expect(contactsOf(heard)).toEqual(heard.map(({ position }) => position));
    expect(batches).toEqual([500, 500, 201]);
  });
});

describe('a durable subscriber', () => {
  const durable = (name: string, names: readonly string[] | 'all' = 'all') => ({
    name,
    events: names,
    queueOf: () => undefined,
  });

  beforeEach(() => forgetJobs());

  it('gets a job with the event and its position, in its queue', async () => {
    await emitOne(account, 7);
    await start({
      durable: [{ ...durable('webhooks'), queueOf: ({ data }) => `contact ${data.contact_id}` }],
    }).drain();
    const [event] = await readEvents(account);
    expect(await readJobs(desk)).toEqual([
      {
        task_identifier: 'webhooks',
        queue_name: 'contact 7',
        payload: expect.objectContaining({ id: event?.id, position: 1, name: 'contact.created' }),
      },
    ]);
  });

  it('gets none of an event that it did not name', async () => {
    await emitOne(account);
    await start({ durable: [durable('webhooks', ['message.created'])] }).drain();
    expect(await readJobs(desk)).toEqual([]);
  });

  it('shares the fate of the numbering: a crash in between leaves neither', async () => {
    await emitOne(account);
    const { heard, subscriber } = ear();
    const crash: EnqueueEvent = async (queries, jobs) => {
      await enqueueForReal(queries, jobs);
      throw new Error('planned crash');
    };
    const options = { live: [subscriber], durable: [durable('webhooks')] };
    await expect(start({ ...options, enqueue: crash }).drain()).rejects.toThrow('planned crash');
    const [event] = await readEvents(account);
    expect([event?.position, await readJobs(desk), heard]).toEqual([null, [], []]);
  });

  it('gets everything after such a crash, once', async () => {
    await emitOne(account, 1);
    await emitOne(account, 2);
    const crash: EnqueueEvent = async () => {
      throw new Error('planned crash');
    };
    const { heard, subscriber } = ear();
    const options = { live: [subscriber], durable: [durable('webhooks')] };
    await start({ ...options, enqueue: crash })
      .drain()
      .catch(() => undefined);
    await start(options).drain();
    expect((await readJobs(desk)).map(({ payload }) => payload.position)).toEqual([1, 2]);
    expect(contactsOf(heard)).toEqual([1, 2]);
  });

  it('that cannot name a queue gets its job all the same, and the others theirs', async () => {
    await emitOne(account);
    const broken = {
      ...durable('broken'),
      queueOf: () => {
        throw new Error('planned');
      },
    };
    await start({ durable: [broken, durable('sound')] }).drain();
    expect((await readJobs(desk)).map(({ task_identifier }) => task_identifier)).toEqual(['broken', 'sound']);
  });
});

describe('a live subscriber', () => {
  it('hears what it named', async () => {
    await emitOne(account);
    const { heard, subscriber } = ear(['contact.created']);
    await start({ live: [subscriber] }).drain();
    expect(heard).toHaveLength(1);
  });

  it('does not hear what it did not name', async () => {
    await emitOne(account);
    const { heard, subscriber } = ear(['message.created']);
    await start({ live: [subscriber] }).drain();
    expect(heard).toEqual([]);
  });

  it('that throws does not stop the others, nor what comes after', async () => {
    const { heard, subscriber } = ear();
    const broken: LiveSubscriber = {
      name: 'broken',
      events: 'all',
      hear: () => {
        throw new Error('planned');
      },
    };
    const dispatcher = start({ live: [broken, subscriber] });
    await emitOne(account, 1);
    await dispatcher.drain();
    await emitOne(account, 2);
    await dispatcher.drain();
    expect(contactsOf(heard)).toEqual([1, 2]);
  });

  it('hears of nothing that was rolled back', async () => {
    const { heard, subscriber } = ear();
    await account
      .transaction(async (tx) => {
        tx.emit('contact.created', { contact_id: 1 });
        throw new Error('planned');
      })
      .catch(() => undefined);
    await start({ live: [subscriber] }).drain();
    expect(heard).toEqual([]);
  });

  it('hears what is emitted while it hears', async () => {
    const { heard, subscriber } = ear();
    const answering: LiveSubscriber = {
      name: 'answering',
      events: 'all',
      hear: (batch) => {
        if (contactsOf(batch).includes(1)) later.push(emitOne(account, 2).then(() => dispatcher.wake()));
      },
    };
    const later: Promise<void>[] = [];
    const dispatcher = start({ live: [answering, subscriber] });
    await emitOne(account, 1);
    await dispatcher.drain();
    await Promise.all(later);
    await dispatcher.drain();
    expect(contactsOf(heard)).toEqual([1, 2]);
  });
});

describe('the dispatcher', () => {
  const until = async (condition: () => boolean) => {
    const deadline = Date.now() + 5000;
    while (!condition() && Date.now() < deadline) await wait(10);
  };

  it('hands out soon after it was woken', async () => {
    const { heard, subscriber } = ear();
    const dispatcher = start({ live: [subscriber] });
    await emitOne(account);
    dispatcher.wake();
    await until(() => heard.length > 0);
    expect(heard).toHaveLength(1);
  });

  it('sweeps up what nobody woke it for', async () => {
    const { heard, subscriber } = ear();
    start({ live: [subscriber], sweep_ms: 20 });
    await emitOne(account);
    await until(() => heard.length > 0);
    expect(heard).toHaveLength(1);
  });

  it('hands out an event that was written first and committed long after others', async () => {
    const { heard, subscriber } = ear();
    const late = await desk.services.database.pool.connect();
    await late.query('begin');
    const author = '{"type":"system","id":null}';
    await late.query(
      `insert into events (account_id, name, at, by, data) values ($1, 'contact.created', now(), $2, $3)`,
      [account.account.id, author, '{"contact_id":1}'],
    );
    const dispatcher = start({ live: [subscriber], sweep_ms: 10 });
    for (let contact_id = 2; contact_id <= 12; contact_id += 1) {
      await emitOne(account, contact_id);
      await dispatcher.drain();
      await wait(30);
    }
    await late.query('commit');
    late.release();
    await until(() => heard.length === 12);
    expect(contactsOf(heard)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1]);
  });

  it('goes on after the database refused once', async () => {
    const { heard, subscriber } = ear();
    let refusals = 1;
    const enqueue: EnqueueEvent = async () => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('planned');
    };
    start({ live: [subscriber], enqueue, sweep_ms: 20 });
    await emitOne(account);
    await until(() => heard.length > 0);
    expect(heard).toHaveLength(1);
  });

  it('that was stopped hands out nothing more', async () => {
    const { heard, subscriber } = ear();
    const dispatcher = start({ live: [subscriber], sweep_ms: 10 });
    await dispatcher.stop();
    await emitOne(account);
    dispatcher.wake();
    await wait(100);
    expect(heard).toEqual([]);
  });

  it('that is stopped ends what it began', async () => {
    const { heard, subscriber } = ear();
    const dispatcher = start({ live: [subscriber] });
    await emitOne(account);
    void dispatcher.wake();
    await dispatcher.stop();
    expect(heard).toHaveLength(1);
  });
});
