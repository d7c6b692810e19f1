import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { NamingClient } from './named-statements.ts';

const INT8_OID = 20;
pg.types.setTypeParser(INT8_OID, Number);

/** Reads and writes; a transaction is one too. */
export type Queries = Omit<NodePgDatabase, 'transaction' | '$client'>;

/** The pool of connections, and Drizzle over it. */
export interface Database {
  queries: NodePgDatabase;
  pool: pg.Pool;
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
  return { pool, queries: drizzle(pool), close: () => pool.end() };
}
