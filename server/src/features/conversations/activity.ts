import type { Priority } from '@porchlight/contract/conversation-values';
import { type MessageType, messageTypes } from '@porchlight/contract/messages';
import type { Actor, TransactionContext } from '../../context.ts';
import { keepInsertReturning } from '../../platform/database/kept-query.ts';
import { changeConversation, ofConversation } from './change.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

/** The number that a kind of message has on the wire and in storage. */
export const typeNumber = (type: MessageType) => messageTypes.indexOf(type);

/** A new message is created now unless it says when. */
type NewMessage = Omit<
  typeof messages.$inferInsert,
  'account_id' | 'conversation_id' | 'inbox_id' | 'created_at' | 'updated_at'
> & { created_at?: Date };

const insertMessage = keepInsertReturning(messages);

/** Stores a message in a held conversation and emits its event. */
export async function storeMessage(
  tx: TransactionContext,
  conversation: ConversationRow,
  message: NewMessage,
): Promise<MessageRow> {
  const { created_at = tx.now() } = message;
  const { account_id, id: conversation_id, inbox_id } = conversation;
  const place = { account_id, conversation_id, inbox_id };
  const given = { ...message, ...place, created_at, updated_at: created_at };
  const [row] = await insertMessage(tx.queries, [given]);
  if (!row) throw new Error('The message was not stored');
  tx.emit('message.created', {
    ...ofConversation(conversation),
    message_id: row.id,
    message_type: row.message_type,
    private: row.private,
    ...(row.echo_id === null ? {} : { echo_id: row.echo_id }),
  });
  return row;
}

/** What the desk writes by itself: a text, or more than that. */
type OwnMessage = string | (Omit<NewMessage, 'message_type'> & { content: string });

/** Stores a message that the desk writes by itself; it counts as the conversation's last activity too. */
export async function storeOwnMessage(
  tx: TransactionContext,
  conversation: ConversationRow,
  type: 'activity' | 'template',
  own: OwnMessage,
): Promise<ConversationRow> {
  const fields = typeof own === 'string' ? { content: own } : own;
  const message = await storeMessage(tx, conversation, { ...fields, message_type: typeNumber(type) });
  return changeConversation(tx, conversation, { last_activity_at: message.created_at });
}

/** Leaves a line in the conversation that says what was done to it. */
export const noteActivity = (tx: TransactionContext, conversation: ConversationRow, own: OwnMessage) =>
  storeOwnMessage(tx, conversation, 'activity', own);

/** Who did it, at the head of an activity's sentence. */
export function nameOf(actor: Actor): string {
  if (actor.type === 'system') return 'The system';
  return actor.name || 'The contact';
}

const STATUS_SENTENCES = {
  open: 'reopened the conversation',
  resolved: 'resolved the conversation',
  pending: 'set the conversation to pending',
  snoozed: 'snoozed the conversation',
};

export function sayStatus(actor: Actor, { status, snoozed_until }: ConversationRow): string {
  const until = status === 'snoozed' && snoozed_until ? ` until ${sayMoment(snoozed_until)}` : '';
  return `${nameOf(actor)} ${STATUS_SENTENCES[status]}${until}`;
}

const sayMoment = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

export function sayPriority(actor: Actor, before: Priority | null, now: Priority | null): string {
  const who = nameOf(actor);
  if (now === null) return `${who} took the priority off the conversation`;
  return before === null
    ? `${who} set the priority to ${now}`
    : `${who} changed the priority from ${before} to ${now}`;
}

interface Assignment {
  /** A bot comes without an id: it is never the one who acts for itself. */
  assignee: { id?: number; name: string } | undefined;
  team: { name: string } | undefined;
  /** What of the two was changed. */
  changed: 'assignee' | 'team' | 'both';
}

export function sayAssignment(actor: Actor, { assignee, team, changed }: Assignment): string {
  const who = nameOf(actor);
  if (changed === 'assignee') {
    if (!assignee) return `${who} took the assignee off the conversation`;
    return actor.type === 'user' && actor.id === assignee.id
      ? `${who} took over the conversation`
      : `${who} assigned the conversation to ${assignee.name}`;
  }
  if (!team) return `${who} took the team off the conversation`;
  const via = changed === 'both' && assignee ? `${assignee.name} in team ${team.name}` : `team ${team.name}`;
  return `${who} assigned the conversation to ${via}`;
}
