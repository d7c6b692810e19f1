import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type { Database } from './database.ts';

const MIGRATION_LOCK = 7_305_126;
const OLDEST_POSTGRES = 150_000;

/** Brings the tables up to date; several processes may start at once, one of them does the work. */
export async function migrateDatabase(database: Database, folder: string) {
  const client = await database.pool.connect();
  try {
    await refuseOldPostgres(client);
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: folder });
  } finally {
    // The lock and the setting belong to the session, which ends here.
    client.release(true);
  }
}

interface Client {
  query(text: string): Promise<{ rows: { number: number; version: string }[] }>;
}

async function refuseOldPostgres(client: Client) {
  const { rows } = await client.query(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const [server] = rows;
  if (server && server.number >= OLDEST_POSTGRES) return;
  throw new Error(`PostgreSQL ${server?.version} is too old: Porchlight needs version 15 or newer`);
}
