import { and, eq, inArray, or } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { accountUsers } from '../accounts/table.ts';
import { visible } from './access.ts';
import { conversations } from './table.ts';

/** By conversation: the members of the account who may open it. */
export async function findReaders(
  ctx: AccountContext,
  ids: readonly number[],
): Promise<Map<number, Set<number>>> {
  const readers = new Map(ids.map((id) => [id, new Set<number>()]));
  if (ids.length === 0) return readers;
  const { queries, account } = ctx;
  const anyAgent = { type: 'user', role: 'agent', id: accountUsers.user_id } as const;
  const rows = await queries
    .select({ conversation_id: conversations.id, user_id: accountUsers.user_id })
    .from(conversations)
    .innerJoin(accountUsers, eq(accountUsers.account_id, conversations.account_id))
    .where(
      and(
        eq(conversations.account_id, account.id),
        inArray(conversations.id, [...ids]),
        or(eq(accountUsers.role, 'administrator'), visible({ queries, account, actor: anyAgent })),
      ),
    );
  for (const { conversation_id, user_id } of rows) readers.get(conversation_id)?.add(user_id);
  return readers;
}
