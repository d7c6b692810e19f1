import type { PoolClient } from 'pg';

/** Runs in a transaction of this connection: all of it is kept, or nothing. */
export async function transaction<Result>(client: PoolClient, run: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    const result = await run();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
