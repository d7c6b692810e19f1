import { and, eq, type Placeholder } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { type Gap, gapsFor, keepQueries } from '../../platform/database/kept-query.ts';
import { differences } from '../../platform/differences.ts';
import { type ConversationRow, conversations } from './table.ts';

type Columns = Partial<Omit<ConversationRow, 'account_id' | 'id' | 'display_id' | 'created_at'>>;

/** Columns whose change the outside is told of as `conversation.updated`. */
const TOLD = new Set<string>([
  'team_id',
  'assignee_id',
  'assignee_agent_bot_id',
  'status',
  'snoozed_until',
  'custom_attributes',
  'labels',
  'waiting_since',
  'first_reply_created_at',
  'priority',
]);

/** Writes columns of a held conversation and emits what follows from those that truly changed. */
export async function changeConversation(
  tx: TransactionContext,
  held: ConversationRow,
  columns: Columns,
): Promise<ConversationRow> {
  const changes = differences(held, columns);
  if (Object.keys(changes).length === 0) return held;
  const set = { ...given(columns), updated_at: tx.now() };
  const { account_id, id } = held;
  const names = Object.keys(set).join(' ');
  const { rowCount } = await updateConversation(tx.queries, names, { ...set, account_id, id });
  if (rowCount !== 1) throw new Error('A held conversation was not there to be changed');
  const row = { ...held, ...set };
  emitChanges(tx, row, changes);
  return row;
}

const given = (columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));

const updateConversation = keepQueries((queries, gap: Gap<Partial<ConversationRow>>, names) =>
  queries
    .update(conversations)
    .set(gapsFor(conversations, names.split(' '), gap as (name: string) => Placeholder))
    .where(and(eq(conversations.account_id, gap('account_id')), eq(conversations.id, gap('id')))),
);

/** What events say of the conversation that they are about. */
export const ofConversation = ({ id, display_id, inbox_id }: ConversationRow) => ({
  conversation_id: id,
  display_id,
  inbox_id,
});

function emitChanges(tx: TransactionContext, row: ConversationRow, changes: Changes) {
  const about = ofConversation(row);
  if (changes.status) {
    tx.emit('conversation.status_changed', { ...about, changes: { status: changes.status } });
    if (row.status === 'open') tx.emit('conversation.opened', about);
    if (row.status === 'resolved') tx.emit('conversation.resolved', about);
  }
  if (changes.assignee_id)
    tx.emit('assignee.changed', { ...about, changes: { assignee_id: changes.assignee_id } });
  if (changes.team_id) tx.emit('team.changed', { ...about, changes: { team_id: changes.team_id } });
  const told = Object.fromEntries(Object.entries(changes).filter(([name]) => TOLD.has(name)));
  if (Object.keys(told).length > 0) tx.emit('conversation.updated', { ...about, changes: told });
}
