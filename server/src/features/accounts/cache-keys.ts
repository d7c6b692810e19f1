import { eq, sql } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import { secondsOf } from './present.ts';
import { presentCacheKeys } from './present-account.ts';
import { type AccountRow, accounts } from './table.ts';

/** Tells clients that what they keep of the account's labels, inboxes or teams is old. */
export async function touchCache(tx: TransactionContext, kind: keyof AccountRow['cache_keys']) {
  const fresh = JSON.stringify({ [kind]: String(secondsOf(tx.now())) });
  const [account] = await tx.queries
    .update(accounts)
    .set({ cache_keys: sql`${accounts.cache_keys} || ${fresh}::jsonb` })
    .where(eq(accounts.id, tx.account.id))
    .returning();
  if (account) tx.emit('account.cache_invalidated', { cache_keys: presentCacheKeys(account) });
}
