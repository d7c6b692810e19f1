import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readEvents } from '../../../test/factories.ts';
import { makeAccount, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import type { AccountContext } from '../../context.ts';
import { type Dispatcher, startDispatcher, type TakingSubscriber } from './dispatcher.ts';
import { events } from './table.ts';

let desk: TestDesk;
let account: AccountContext;
let dispatcher: Dispatcher | undefined;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  await desk.services.database.queries.delete(events);
});
afterEach(() => dispatcher?.stop());
afterAll(() => desk?.close());

function start(subscriber: TakingSubscriber): Dispatcher {
  dispatcher = startDispatcher({
    database: desk.services.database,
    log: desk.services.log,
    live: [],
    durable: [],
    taking: [subscriber],
    enqueue: async () => undefined,
    sweep_ms: 3_600_000,
  });
  return dispatcher;
}

const emitOne = (ctx: AccountContext, contact_id = 1) =>
  ctx.transaction(async (tx) => tx.emit('contact.created', { contact_id }));

/** One that writes down in the database what it takes. */
const taker = (names: TakingSubscriber['events'] = 'all', take?: TakingSubscriber['take']) => {
  const told = { count: 0 };
  const subscriber: TakingSubscriber = {
    name: 'taker',
    events: names,
    taken: () => {
      told.count += 1;
    },
    take:
      take ??
      (async (queries, batch) => {
        for (const { account_id, position } of batch)
          await queries.execute(sql`insert into taken values (${account_id}, ${position})`);
        return batch.length;
      }),
  };
  return { told, subscriber };
};
const takenPositions = async () => {
  const { rows } = await desk.services.database.pool.query(
    'select position from taken where account_id = $1 order by position',
    [account.account.id],
  );
  return rows.map(({ position }) => position);
};
beforeEach(async () => {
  await desk.services.database.pool.query(
    'drop table if exists taken; create table taken (account_id bigint, position bigint)',
  );
});

it('a taking subscriber writes in the transaction that numbers the events, and is told after it', async () => {
  const { told, subscriber } = taker();
  for (const contact_id of [1, 2]) await emitOne(account, contact_id);
  await start(subscriber).drain();
  expect([await takenPositions(), told.count]).toEqual([[1, 2], 1]);
});

it('a taking subscriber is given the events that it names, and is not asked when there are none', async () => {
  let asked = 0;
  const { subscriber } = taker(['label.created'], async () => {
    asked += 1;
    return 1;
  });
  await emitOne(account);
  const running = start(subscriber);
  await running.drain();
  expect(asked).toBe(0);
  await account.transaction(async (tx) => tx.emit('label.created', { label_id: 1 }));
  await running.drain();
  expect(asked).toBe(1);
});

it('a taking subscriber that writes nothing is not told', async () => {
  const { told, subscriber } = taker('all', async () => 0);
  await emitOne(account);
  await start(subscriber).drain();
  expect(told.count).toBe(0);
});

it('a taking subscriber that fails leaves the events without numbers, and takes them the next time', async () => {
  let broken = true;
  const { told, subscriber } = taker('all', async (queries, batch) => {
    for (const { account_id, position } of batch)
      await queries.execute(sql`insert into taken values (${account_id}, ${position})`);
    if (broken) throw new Error('not now');
    return batch.length;
  });
  await emitOne(account);
  const running = start(subscriber);
  await expect(running.drain()).rejects.toThrow('not now');
  expect([await takenPositions(), told.count]).toEqual([[], 0]);
  expect((await readEvents(account)).map(({ position }) => position)).toEqual([null]);
  broken = false;
  await running.drain();
  expect([await takenPositions(), told.count]).toEqual([[1], 1]);
});
