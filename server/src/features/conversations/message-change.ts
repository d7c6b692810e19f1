import { messageStatuses } from '@porchlight/contract/messages';
import { and, eq, inArray } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import type { Changes } from '../../events.ts';
import { differences } from '../../platform/differences.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { findInboxes } from '../inboxes/access.ts';
import { holdConversation } from './access.ts';
import { typeNumber } from './activity.ts';
import { removeAttachments } from './attachment.ts';
import { ofConversation } from './change.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

/** Stands where a message was taken back. */
const TAKEN_BACK = 'This message was taken back.';

/** Takes back what a message says, with its files; the row stays. */
export function removeMessage(
  ctx: AccountContext,
  conversation: ConversationRow,
  id: number,
): Promise<MessageRow> {
  return changing(ctx, conversation, id, async (tx, held, message) => {
    await removeAttachments(tx, message);
    if (message.content_attributes.deleted === true) return message;
    const content_attributes = { deleted: true };
    const row = await write(tx, message, {
      content: TAKEN_BACK,
      processed_message_content: null,
      content_type: 'text',
      content_attributes,
    });
    // What was said is to be gone, so the event does not repeat it.
    tellUpdate(tx, held, row, {
      content: [null, TAKEN_BACK],
      content_attributes: [null, content_attributes],
    });
    return row;
  });
}

/** Makes a message that failed go out again; any other stays as it is. */
export function retryMessage(
  ctx: AccountContext,
  conversation: ConversationRow,
  id: number,
): Promise<MessageRow> {
  return changing(ctx, conversation, id, async (tx, held, message) =>
    message.status === 'failed'
      ? changeMessage(tx, held, message, { status: 'sent', content_attributes: {} })
      : message,
  );
}

interface Delivery {
  status?: string | null | undefined;
  /** Kept with a failure only. */
  external_error?: string | null | undefined;
}

/** Writes down how far a message has come, as the program behind an API inbox says. */
export function recordDelivery(
  ctx: AccountContext,
  conversation: ConversationRow,
  id: number,
  delivery: Delivery,
): Promise<MessageRow> {
  return changing(ctx, conversation, id, async (tx, held, message) => {
    const inbox = (await findInboxes(tx, [held.inbox_id])).get(held.inbox_id);
    if (inbox?.channel_kind !== 'api') throw new Refusal('not_api_inbox');
    const status = messageStatuses.find((name) => name === delivery.status);
    const goesBack = message.status === 'read' && status === 'delivered';
    if (!status || goesBack) return message;
    const { external_error: _, ...attributes } = message.content_attributes;
    const failure = status === 'failed' && delivery.external_error;
    const content_attributes = failure ? { ...attributes, external_error: failure } : attributes;
    return changeMessage(tx, held, message, { status, content_attributes });
  });
}

const ON_THEIR_WAY = ['sent', 'delivered'] as const;

/** Notes that the contact has read what was sent to them in a held conversation. */
export async function markMessagesRead(tx: TransactionContext, held: ConversationRow) {
  const sent = await tx.queries
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.account_id, held.account_id),
        eq(messages.conversation_id, held.id),
        inArray(messages.message_type, [typeNumber('outgoing'), typeNumber('template')]),
        eq(messages.private, false),
        inArray(messages.status, ON_THEIR_WAY),
      ),
    )
    .orderBy(messages.id)
    .for('update');
  for (const message of sent) await changeMessage(tx, held, message, { status: 'read' });
}

type Change = (tx: TransactionContext, held: ConversationRow, message: MessageRow) => Promise<MessageRow>;

/** Runs a change of a message of the conversation, both held. */
export async function changing(
  ctx: AccountContext,
  { id: conversation_id }: ConversationRow,
  id: number,
  run: Change,
) {
  return ctx.transaction(async (tx) => {
    const held = await holdConversation(tx, conversation_id);
    const [message] = await tx.queries
      .select()
      .from(messages)
      .where(and(is(held, id), eq(messages.conversation_id, held.id)))
      .for('update');
    if (!message) throw notFound();
    return run(tx, held, message);
  });
}

type Columns = Partial<
  Pick<MessageRow, 'content' | 'processed_message_content' | 'content_type' | 'content_attributes' | 'status'>
>;

/** Writes columns of a held message, and tells of those that truly changed. */
export async function changeMessage(
  tx: TransactionContext,
  conversation: ConversationRow,
  held: MessageRow,
  columns: Columns,
): Promise<MessageRow> {
  const changes = differences(held, columns);
  if (Object.keys(changes).length === 0) return held;
  const row = await write(tx, held, columns);
  tellUpdate(tx, conversation, row, changes);
  return row;
}

async function write(tx: TransactionContext, held: MessageRow, columns: Columns): Promise<MessageRow> {
  const [row] = await tx.queries
    .update(messages)
    .set({ ...columns, updated_at: tx.now() })
    .where(is(held, held.id))
    .returning();
  if (!row) throw new Error('A held message was not there to be changed');
  return row;
}

function tellUpdate(
  tx: TransactionContext,
  conversation: ConversationRow,
  row: MessageRow,
  changes: Changes,
) {
  tx.emit('message.updated', {
    ...ofConversation(conversation),
    message_id: row.id,
    message_type: row.message_type,
    private: row.private,
    changes,
  });
}

const is = ({ account_id }: { account_id: number }, id: number) =>
  and(eq(messages.account_id, account_id), eq(messages.id, id));
