import type pg from 'pg';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';

/*
 * The library lets a job go that a dead process was at, and the whole queue behind it, after four hours. Here each
 * process holds a lock in the database for as long as it lives: the database drops it with the connection, and whatever
 * is held under a name without a lock is let go within seconds.
 */

/** The first number of the advisory locks that say that a runner lives; nothing else in the desk uses it. */
const LOCK_CLASS = 7_340_033;
const RECONNECT_MS = 1000;

interface Options {
  database: Database;
  log: Log;
  /** How often is looked for what dead ones left; what is found twice is let go. */
  sweep_ms?: number;
}

export interface LifeSigns {
  /** Says that a runner of this name works here. */
  add(name: string): void;
  /** Says that none works here any more; what they left is let go. */
  clear(): void;
  stop(): Promise<void>;
}

/** Shows that the runners of this process live, and lets go what dead ones held. */
export function giveLifeSigns({ database, log, sweep_ms = 5000 }: Options): LifeSigns {
  const names = new Set<string>();
  let client: pg.PoolClient | undefined;
  let suspects = new Set<string>();
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function connect(): Promise<pg.PoolClient> {
    const opened = await database.pool.connect();
    opened.once('error', drop);
    for (const name of names) await lock(opened, name);
    client = opened;
    return opened;
  }
  function drop() {
    client?.release(true);
    client = undefined;
  }
  async function sweep() {
    const session = client ?? (await connect());
    const held = (await listDead(session)).filter((name) => !names.has(name));
    const dead = held.filter((name) => suspects.has(name));
    // Whoever has lost the connection a moment ago gets the time to come back.
    suspects = new Set(held);
    if (dead.length > 0) await session.query('select graphile_worker.force_unlock_workers($1)', [dead]);
  }
  function enlist(work: () => Promise<unknown>) {
    running = running.then(work).then(
      () => undefined,
      (error) => {
        drop();
        if (stopped) return;
        log.warn({ err: error }, 'jobs of servers that died are not looked for at the moment');
        setTimeout(() => enlist(async () => client ?? (await connect())), RECONNECT_MS).unref();
      },
    );
  }

  const timer = setInterval(() => enlist(sweep), sweep_ms);
  timer.unref();
  return {
    add(name) {
      names.add(name);
      enlist(async () => (client ? lock(client, name) : connect()));
    },
    clear() {
      names.clear();
      enlist(async () => client?.query('select pg_advisory_unlock_all()'));
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
      drop();
    },
  };
}

const lock = (session: pg.PoolClient, name: string) =>
  session.query('select pg_advisory_lock_shared($1, hashtext($2))', [LOCK_CLASS, name]);

/** Names under which jobs or queues are held, and of which no process says that it lives. */
async function listDead(session: pg.PoolClient): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    `select distinct held.locked_by as name from (
        select locked_by from graphile_worker._private_jobs where locked_by is not null
        union select locked_by from graphile_worker._private_job_queues where locked_by is not null
      ) held
      where not exists (
        select 1 from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and l.locktype = 'advisory' and l.granted and l.objsubid = 2
          and l.classid = $1::int::oid and l.objid::bigint = hashtext(held.locked_by)::bigint & 4294967295
      )`,
    [LOCK_CLASS],
  );
  return rows.map(({ name }) => name);
}
