import type { AccountContext, TransactionContext } from '../../context.ts';
import { holdConversation } from './access.ts';
import { nameOf, noteActivity } from './activity.ts';
import { changeConversation } from './change.ts';
import type { ConversationRow } from './table.ts';

/** Gives a conversation these labels, and no others; they need not be labels of the account. */
export async function replaceLabels(
  ctx: AccountContext,
  { id }: ConversationRow,
  titles: readonly string[],
): Promise<ConversationRow> {
  const wanted = [...new Set(titles.map((title) => title.trim()))].filter((title) => title !== '');
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const added = wanted.filter((title) => !held.labels.includes(title));
    const removed = held.labels.filter((title) => !wanted.includes(title));
    if (added.length === 0 && removed.length === 0) return held;
    const row = await changeConversation(tx, held, { labels: wanted });
    return noteLabels(tx, await noteLabels(tx, row, 'added', added), 'removed', removed);
  });
}

async function noteLabels(
  tx: TransactionContext,
  row: ConversationRow,
  done: 'added' | 'removed',
  titles: readonly string[],
): Promise<ConversationRow> {
  if (titles.length === 0) return row;
  const what = titles.length === 1 ? 'label' : 'labels';
  return noteActivity(tx, row, `${nameOf(tx.actor)} ${done} the ${what} ${titles.join(', ')}`);
}
