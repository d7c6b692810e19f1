import type { PoolClient } from 'pg';
import { transaction } from './transaction.ts';

type Numbered = 'contacts' | 'contact_inboxes' | 'conversations' | 'messages';

/** Takes `count` ids that nobody else gets, one after the other; answers the first. */
export function reserveIds(client: PoolClient, table: Numbered, count: number): Promise<number> {
  const sequence = `${table}_id_seq`;
  return transaction(client, async () => {
    // Locks the sequence: a server beside this one must not draw between the next two calls.
    await client.query(`alter sequence ${sequence} increment by 1`);
    const { rows } = await client.query<{ first: number }>(`select nextval('${sequence}') as first`);
    const first = rows[0]?.first ?? 0;
    await client.query(`select setval('${sequence}', $1::bigint)`, [first + count - 1]);
    return first;
  });
}
