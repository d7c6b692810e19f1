import type { Client } from '@porchlight/client/sdk';
import { ask } from '../../app/ask.ts';
import { accountQuery } from '../../app/queries.ts';
import { queryClient } from '../../app/query-client.ts';

export type Account = Awaited<ReturnType<Client['accounts']['show']>>;
export type AccountChanges = Omit<Parameters<Client['accounts']['update']>[0], 'account_id'>;

/** Changes the account, and what is shown of it. */
export async function saveAccount(account: Account, changes: AccountChanges) {
  const saved = await ask((desk) => desk.accounts.update({ account_id: account.id, ...changes }));
  queryClient.setQueryData(accountQuery(account.id).queryKey, (before) => before && { ...before, ...saved });
  // The name stands in the menu of accounts too.
  void queryClient.invalidateQueries({ queryKey: ['profile'] });
}
