import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { NamingClient } from './named-statements.ts';
import { type Parts, runTransaction } from './transaction.ts';

const INT8_OID = 20;
pg.types.setTypeParser(INT8_OID, Number);

/** The pool of connections, and Drizzle over it. */
export interface Database {
  queries: NodePgDatabase;
  pool: pg.Pool;
  /** Runs in a transaction; whatever fails in it undoes it whole. */
  transaction<Result>(parts: Parts<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface DatabaseOptions {
  connection_string: string;
  pool_max: number;
  log: Log;
}

/** Opens the pool; connections are made when they are needed. */
export function openDatabase({ connection_string, pool_max, log }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    Client: NamingClient,
    connectionString: connection_string,
    max: pool_max,
    application_name: 'porchlight',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // An idle connection may be cut when the server restarts; the pool makes a new one.
  const tell = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  pool.on('error', tell);
  pool.on('connect', (client) => client.on('error', tell));
  return {
    pool,
    queries: drizzle(pool),
    transaction: (parts) => runTransaction(pool, parts),
    close: () => pool.end(),
  };
}
