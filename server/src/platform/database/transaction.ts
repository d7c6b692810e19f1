import type { Socket } from 'node:net';
import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Queries } from './queries.ts';

/*
 * A transaction costs two trips to the database of its own: one to begin it, one to end it. Here the first statement
 * goes out together with `begin`, the last one together with `commit`, and those that do not wait for each other
 * together.
 */

/** What happens within a transaction. */
export interface Parts<Result> {
  run(queries: Queries): Promise<Result>;
  /** One statement that nothing in `run` waits for, sent before this returns; it goes out with the commit. */
  finish?(queries: Queries): Promise<unknown> | undefined;
}

/** Runs in a transaction on one connection of the pool; whatever fails in it undoes it whole. */
export async function runTransaction<Result>(pool: pg.Pool, parts: Parts<Result>): Promise<Result> {
  const client = (await pool.connect()) as PipeliningClient;
  client.pipeline = true;
  const transaction = beginOnFirst(client);
  try {
    // Drizzle asks nothing of a client but its `query`.
    const queries: Queries = drizzle(transaction as unknown as pg.PoolClient);
    const result = await parts.run(queries);
    await transaction.commitWith(() => parts.finish?.(queries));
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  } finally {
    client.pipeline = false;
    client.release();
  }
}

/** The driver reads this setting at each query, so that it can hold for a transaction only: COPY does without it. */
type PipeliningClient = pg.PoolClient & { pipeline: boolean; connection: { stream: Socket } };

type Send = (...args: unknown[]) => Promise<unknown>;

function beginOnFirst(client: PipeliningClient) {
  const send = client.query.bind(client) as unknown as Send;
  let begun = false;
  let statements = 0;
  return {
    query(...args: unknown[]) {
      gather(client);
      statements += 1;
      // When it fails, so does the statement that follows it.
      if (!begun) {
        begun = true;
        send('begin').catch(() => undefined);
      }
      return send(...args);
    },
    async commitWith(finish: () => Promise<unknown> | undefined) {
      const before = statements;
      const finished = finish();
      if (statements === before) await finished;
      const committed = begun ? send('commit') : undefined;
      // A statement that fails turns the commit behind it into a rollback, and is the reason to tell.
      committed?.catch(() => undefined);
      await finished;
      await committed;
    },
    async rollback() {
      // On a connection that is lost there is nothing left to undo.
      if (begun) await send('rollback').catch(() => undefined);
    },
  };
}

// The driver writes each statement to the socket by itself, unless the socket waits: here until nothing more is to be
// sent at this moment.
function gather({ connection: { stream } }: PipeliningClient) {
  stream.cork();
  process.nextTick(() => stream.uncork());
}
