import { and, eq, gt, ne, sql } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { typeNumber } from './activity.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

interface Turn {
  /** The newest message that the sender has seen, if they say so. */
  last_seen_message_id?: number | null | undefined;
}

/**
 * Refuses a reply when somebody else has answered the customer behind the message that its sender saw last. The
 * conversation is held, so that of two replies in the same moment the second finds the first.
 */
export async function refuseAnswered(
  tx: TransactionContext,
  held: ConversationRow,
  reply: Pick<MessageRow, 'message_type' | 'private'>,
  { last_seen_message_id }: Turn,
) {
  if (last_seen_message_id === undefined || last_seen_message_id === null) return;
  if (reply.private || reply.message_type !== OUTGOING || tx.actor.type !== 'user') return;
  const [answer] = await tx.queries
    .select({ id: messages.id })
    .from(messages)
    .where(and(ofColleague(held, tx.actor.id), gt(messages.id, last_seen_message_id)))
    .limit(1);
  if (answer) throw new Refusal('answered_meanwhile');
}

const OUTGOING = typeNumber('outgoing');

/** Public answers of people other than this one; what was taken back answers nothing. */
const ofColleague = ({ account_id, id }: ConversationRow, user_id: number) =>
  and(
    eq(messages.account_id, account_id),
    eq(messages.conversation_id, id),
    eq(messages.message_type, OUTGOING),
    eq(messages.private, false),
    eq(messages.sender_type, 'User'),
    ne(messages.sender_id, user_id),
    sql`${messages.content_attributes} ->> 'deleted' is distinct from 'true'`,
  );
