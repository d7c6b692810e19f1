import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeContact, readEvents } from '../../../test/factories.ts';
import { makeAccount, openTestDesk, type TestDesk } from '../../../test/harness.ts';
import { type AccountContext, accountContext } from '../../context.ts';
import { contacts } from '../../features/contacts/table.ts';
import { startDispatcher } from './dispatcher.ts';
import { forgetOldEvents } from './jobs.ts';
import { DEPTH_MAX } from './outbox.ts';
import { events } from './table.ts';

let desk: TestDesk;
let account: AccountContext;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  account = await makeAccount(desk);
  await desk.services.database.queries.delete(events);
});
afterAll(() => desk.close());

const emitOne = (ctx: AccountContext, contact_id = 1) =>
  ctx.transaction(async (tx) => tx.emit('contact.created', { contact_id }));

const numberAll = async () => {
  const dispatcher = quietDispatcher();
  await dispatcher.drain();
  await dispatcher.stop();
};

const quietDispatcher = () =>
  startDispatcher({
    database: desk.services.database,
    log: desk.services.log,
    live: [],
    durable: [],
    enqueue: async () => undefined,
    sweep_ms: 3_600_000,
  });

const namesOf = async () =>
  (await account.queries.select().from(contacts).where(eq(contacts.account_id, account.account.id))).map(
    ({ name }) => name,
  );

/** Lets the database refuse contacts of this name when their transaction commits, not before. */
async function refuseCommitsOf(name: string) {
  await desk.services.database.pool.query(`
    create function refuse_commit() returns trigger language plpgsql as $$ begin raise 'planned'; end $$;
    create constraint trigger refuse_commit after insert on contacts deferrable initially deferred
      for each row when (new.name = '${name}') execute function refuse_commit();`);
}

describe('an event', () => {
  it('is written with its change', async () => {
    await makeContact(account, { name: 'Kept' });
    expect([await namesOf(), (await readEvents(account)).length]).toEqual([['Kept'], 1]);
  });

  it('goes when its change goes', async () => {
    await expect(
      account.transaction(async (tx) => {
        await makeContact(tx, { name: 'Gone' });
        throw new Error('planned');
      }),
    ).rejects.toThrow('planned');
    expect([await namesOf(), await readEvents(account)]).toEqual([[], []]);
  });

  it('goes when its change is refused at the last moment, by the commit', async () => {
    await refuseCommitsOf('Doomed');
    await expect(makeContact(account, { name: 'Doomed' })).rejects.toThrow();
    expect([await namesOf(), await readEvents(account)]).toEqual([[], []]);
  });

  it('that cannot be written takes its change with it', async () => {
    const ctx = withCause({ id: 1, depth: DEPTH_MAX });
    await expect(makeContact(ctx, { name: 'Gone' })).rejects.toThrow();
    expect(await namesOf()).toEqual([]);
  });

  it('has no place until it is handed out', async () => {
    await emitOne(account);
    expect((await readEvents(account))[0]?.position).toBeNull();
  });

  it('stands in the order in which it was emitted', async () => {
    await account.transaction(async (tx) => {
      for (const contact_id of [3, 1, 2]) tx.emit('contact.created', { contact_id });
    });
    expect((await readEvents(account)).map(({ data }) => data.contact_id)).toEqual([3, 1, 2]);
  });

  it('carries when and by whom, in the account alone', async () => {
    const other = await makeAccount(desk);
    await emitOne(account);
    const [event, ...more] = await readEvents(account);
    expect([event?.at, event?.by, more]).toEqual([desk.clock.now(), { type: 'system', id: null }, []]);
    expect((await readEvents(other)).filter(({ name }) => name === 'contact.created')).toEqual([]);
  });
});

describe('a transaction', () => {
  it('wakes the dispatcher once its events are there', async () => {
    const seen: Promise<number>[] = [];
    desk.services.wake = () => seen.push(readEvents(account).then((rows) => rows.length));
    await emitOne(account);
    desk.services.wake = () => undefined;
    expect(await Promise.all(seen)).toEqual([1]);
  });

  it('that emits nothing wakes nobody', async () => {
    let woken = 0;
    desk.services.wake = () => {
      woken += 1;
    };
    await account.transaction(async () => undefined);
    desk.services.wake = () => undefined;
    expect(woken).toBe(0);
  });

  it('within another belongs to it', async () => {
    await expect(
      account.transaction(async (tx) => {
        await emitOne(tx);
        throw new Error('planned');
      }),
    ).rejects.toThrow('planned');
    expect(await readEvents(account)).toEqual([]);
  });

  it('that runs into a deadlock is run again, and its events are written once', async () => {
    const one = await makeContact(account, { name: 'One' });
    const two = await makeContact(account, { name: 'Two' });
    await account.queries.delete(events);
    let holding = 0;
    const holdBoth = (first: number, second: number) =>
      account.transaction(async (tx) => {
        tx.emit('contact.updated', { contact_id: first, changes: {} });
        await rename(tx, first);
        holding += 1;
        while (holding < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        await rename(tx, second);
      });
    await Promise.all([holdBoth(one.id, two.id), holdBoth(two.id, one.id)]);
    expect(holding).toBeGreaterThan(2);
    expect(await readEvents(account)).toHaveLength(2);
  });

  it('that fails for another reason is not run again', async () => {
    let runs = 0;
    const failing = account.transaction(async () => {
      runs += 1;
      throw new Error('planned');
    });
    await expect(failing).rejects.toThrow('planned');
    expect(runs).toBe(1);
  });
});

const rename = (tx: AccountContext, id: number) =>
  tx.queries.update(contacts).set({ name: 'Renamed' }).where(eq(contacts.id, id));

/** The account's context within what an event caused. */
const withCause = (cause: { id: number; depth: number }) =>
  accountContext(desk.services, account.account, account.actor, cause);

describe('the cause', () => {
  it('is written with the depth that follows', async () => {
    await emitOne(withCause({ id: 77, depth: 2 }));
    const [event] = await readEvents(account);
    expect([event?.cause_id, event?.depth]).toEqual([77, 3]);
  });

  it(`may be ${DEPTH_MAX} deep`, async () => {
    await emitOne(withCause({ id: 77, depth: DEPTH_MAX - 1 }));
    expect((await readEvents(account))[0]?.depth).toBe(DEPTH_MAX);
  });

  it('may not be deeper', async () => {
    await expect(emitOne(withCause({ id: 77, depth: DEPTH_MAX }))).rejects.toThrow('the chain is cut');
    expect(await readEvents(account)).toEqual([]);
  });

  it('ends a loop of events that answer themselves', async () => {
    const failures: unknown[] = [];
    const pending: Promise<void>[] = [];
    const dispatcher = startDispatcher({
      database: desk.services.database,
      log: desk.services.log,
      live: [
        {
          name: 'echo',
          events: ['contact.created'],
          hear: (heard) => {
            for (const { id, depth } of heard)
              pending.push(emitOne(withCause({ id, depth })).catch((error) => void failures.push(error)));
          },
        },
      ],
      durable: [],
      enqueue: async () => undefined,
      sweep_ms: 3_600_000,
    });
    await emitOne(account);
    for (let round = 0; round < DEPTH_MAX * 3; round += 1) {
      await dispatcher.drain();
      await Promise.all(pending.splice(0));
    }
    await dispatcher.stop();
    expect([(await readEvents(account)).length, failures.length]).toEqual([DEPTH_MAX + 1, 1]);
  });
});

describe('forgetting old events', () => {
  const DAY_MS = 24 * 3_600_000;
  const forget = () => forgetOldEvents({ database: desk.services.database, now: desk.clock.now });
  const age = (days: number) =>
    desk.services.database.queries
      .update(events)
      .set({ at: new Date(desk.clock.now().getTime() - days * DAY_MS) });

  it('takes those that are older than 30 days and were handed out', async () => {
    await emitOne(account);
    await numberAll();
    await age(31);
    expect([await forget(), await readEvents(account)]).toEqual([1, []]);
  });

  it('keeps those that are younger', async () => {
    await emitOne(account);
    await numberAll();
    await age(29);
    expect([await forget(), (await readEvents(account)).length]).toEqual([0, 1]);
  });

  it('keeps those that wait to be handed out, however old', async () => {
    await emitOne(account);
    await age(300);
    expect([await forget(), (await readEvents(account)).length]).toEqual([0, 1]);
  });

  it('does not begin the positions anew', async () => {
    await emitOne(account);
    await emitOne(account);
    await numberAll();
    await age(31);
    await forget();
    await emitOne(account);
    await numberAll();
    expect((await readEvents(account)).map(({ position }) => position)).toEqual([3]);
  });

  it('goes on until none is left, however many there are', async () => {
    await desk.services.database.queries.execute(sql`
      insert into events (account_id, position, name, at, by, data)
      select ${account.account.id}, n, 'contact.created', ${new Date(0).toISOString()}::timestamptz,
        '{"type":"system","id":null}', '{}' from generate_series(1, 5001) n`);
    expect([await forget(), await readEvents(account)]).toEqual([5001, []]);
  });
});
