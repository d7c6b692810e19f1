import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { findInboxes } from '../inboxes/access.ts';
import { holdConversation } from './access.ts';
import { noteActivity, sayStatus } from './activity.ts';
import { assignAgent, assignInTurn } from './assignment.ts';
import { changeConversation, ofConversation } from './change.ts';
import type { ConversationRow } from './table.ts';

interface StatusChange {
  /** Nothing flips between open and resolved. */
  status?: ConversationStatus | null | undefined;
  snoozed_until?: Date | null;
}

interface StatusAnswer {
  conversation: ConversationRow;
  /** A bot gave a pending conversation to people. */
  handed_off: boolean;
}

/** Sets or flips the status; an agent who opens a conversation takes it over. */
export async function changeStatus(
  ctx: AccountContext,
  { id }: ConversationRow,
  change: StatusChange,
): Promise<StatusAnswer> {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, id);
    const status = change.status ?? (held.status === 'open' ? 'resolved' : 'open');
    const handed_off = tx.actor.type === 'agent_bot' && held.status === 'pending' && status === 'open';
    const row = await writeNoted(tx, held, status, change.snoozed_until ?? null);
    if (handed_off) tx.emit('conversation.bot_handoff', ofConversation(row));
    const takesOver = tx.actor.type === 'user' && tx.actor.role === 'agent' && status === 'open';
    const conversation = takesOver ? await takeOver(tx, row) : await offer(tx, held, row);
    return { conversation, handed_off };
  });
}

/** Gives a held conversation a status, with the line that says so and what follows from it. */
export async function setStatus(
  tx: TransactionContext,
  held: ConversationRow,
  status: ConversationStatus,
): Promise<ConversationRow> {
  return offer(tx, held, await writeNoted(tx, held, status, null));
}

/** The same without the line: nobody in particular did it. */
export async function setStatusQuietly(
  tx: TransactionContext,
  held: ConversationRow,
  status: ConversationStatus,
): Promise<ConversationRow> {
  return offer(tx, held, await write(tx, held, status, null));
}

async function writeNoted(
  tx: TransactionContext,
  held: ConversationRow,
  status: ConversationStatus,
  snoozed_until: Date | null,
): Promise<ConversationRow> {
  const row = await write(tx, held, status, snoozed_until);
  const isSame = row.status === held.status && row.snoozed_until?.getTime() === held.snoozed_until?.getTime();
  return isSame ? row : noteActivity(tx, row, sayStatus(tx.actor, row));
}

function write(
  tx: TransactionContext,
  held: ConversationRow,
  status: ConversationStatus,
  snoozed_until: Date | null,
): Promise<ConversationRow> {
  return changeConversation(tx, held, {
    status,
    snoozed_until: status === 'snoozed' ? snoozed_until : null,
    waiting_since: status === 'resolved' ? null : held.waiting_since,
  });
}

async function takeOver(tx: TransactionContext, row: ConversationRow): Promise<ConversationRow> {
  await assignAgent(tx, row, tx.actor.id);
  return holdConversation(tx, row.id);
}

/** Lets the members of the inbox have a conversation that just opened. */
async function offer(
  tx: TransactionContext,
  held: ConversationRow,
  row: ConversationRow,
): Promise<ConversationRow> {
  if (row.status !== 'open' || held.status === 'open') return row;
  const inbox = (await findInboxes(tx, [row.inbox_id])).get(row.inbox_id);
  return inbox?.enable_auto_assignment ? assignInTurn(tx, row) : row;
}
