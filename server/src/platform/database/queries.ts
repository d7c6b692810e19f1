import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Reads and writes; a transaction is one too. */
export type Queries = Omit<NodePgDatabase, 'transaction' | '$client'>;
