import { and, asc, desc, eq, gt, gte, lt, type SQL } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type Gap, keepQuery } from '../../platform/database/kept-query.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

const PAGE_SIZE = 20;

/** The ids between which messages are wanted. */
export interface Window {
  before?: number | null | undefined;
  after?: number | null | undefined;
}

/** Messages of a conversation, oldest first: the latest 20, or those around the given ids; `wanted` leaves others out. */
export async function listMessages(
  ctx: AccountContext,
  { account_id, id }: ConversationRow,
  { before, after }: Window,
  wanted?: SQL,
): Promise<MessageRow[]> {
  if (!after && !before && !wanted) return (await newestMessages(ctx.queries, { account_id, id })).reverse();
  const select = (condition?: SQL) =>
    ctx.queries
      .select()
      .from(messages)
      .where(and(eq(messages.account_id, account_id), eq(messages.conversation_id, id), wanted, condition));
  if (after && before) {
    return select(and(gte(messages.id, after), lt(messages.id, before)))
      .orderBy(asc(messages.id))
      .limit(1000);
  }
  if (after) return select(gt(messages.id, after)).orderBy(asc(messages.id)).limit(100);
  const earlier = await select(before ? lt(messages.id, before) : undefined)
    .orderBy(desc(messages.id))
    .limit(PAGE_SIZE);
  return earlier.reverse();
}

const newestMessages = keepQuery((queries, gap: Gap<{ account_id: number; id: number }>) =>
  queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, gap('account_id')), eq(messages.conversation_id, gap('id'))))
    .orderBy(desc(messages.id))
    .limit(PAGE_SIZE),
);
