import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import { inLocale } from '../../platform/locale.ts';
import { accessContact } from '../contacts/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { isOpenAt } from '../inboxes/working-hours.ts';
import { storeOwnMessage, typeNumber } from './activity.ts';
import { emailWords } from './email-words.ts';
import { type ConversationRow, messages } from './table.ts';
import { fillVariables } from './variables.ts';

/**
 * What the inbox itself answers to a customer's message: that nobody is there now, or a greeting, and a question for
 * the address at which the customer can be reached.
 */
export async function sendAutoReplies(
  tx: TransactionContext,
  conversation: ConversationRow,
  inbox: InboxRow,
) {
  if (conversation.campaign_id !== null) return;
  if (await isOutOfOffice(tx, conversation, inbox)) await say(tx, conversation, inbox.out_of_office_message);
  if (await isNew(tx, conversation, inbox)) await say(tx, conversation, inbox.greeting_message);
  if (await isUnreachable(tx, conversation, inbox)) await askForEmail(tx, conversation);
}

async function say(tx: TransactionContext, conversation: ConversationRow, text: string | null) {
  const content = await fillVariables(tx, conversation, text ?? '');
  await storeOwnMessage(tx, conversation, 'template', content);
}

async function isOutOfOffice(tx: TransactionContext, conversation: ConversationRow, inbox: InboxRow) {
  if (!inbox.working_hours_enabled || !inbox.out_of_office_message || isOpenAt(inbox, tx.now())) return false;
  const now = tx.now();
  const answeredAt = new Date(now.getTime() - 5 * 60_000);
  const answered = and(
    eq(messages.message_type, typeNumber('outgoing')),
    eq(messages.private, false),
    gt(messages.created_at, answeredAt),
  );
  if (await exists(tx, conversation, answered)) return false;
  const saidToday = and(
    eq(messages.message_type, typeNumber('template')),
    sql`${messages.created_at} >= date_trunc('day', ${now.toISOString()}::timestamptz, ${inbox.timezone})`,
  );
  return !(await exists(tx, conversation, saidToday));
}

async function isNew(tx: TransactionContext, conversation: ConversationRow, inbox: InboxRow) {
  if (!inbox.greeting_enabled || !inbox.greeting_message) return false;
  const ours = inArray(messages.message_type, [typeNumber('outgoing'), typeNumber('template')]);
  return !(await exists(tx, conversation, ours));
}

/** Whether the customer can be asked for an e-mail address, has given none, and was not asked before. */
async function isUnreachable(tx: TransactionContext, conversation: ConversationRow, inbox: InboxRow) {
  if (!inbox.enable_email_collect || !manifestOf(inbox).features.asks_itself) return false;
  const { email } = await accessContact(tx, conversation.contact_id);
  return email === null && !(await exists(tx, conversation, eq(messages.content_type, 'input_email')));
}

async function askForEmail(tx: TransactionContext, conversation: ConversationRow) {
  const { reason, prompt } = inLocale(emailWords, tx.account.locale);
  await storeOwnMessage(tx, conversation, 'template', reason);
  await storeOwnMessage(tx, conversation, 'template', { content: prompt, content_type: 'input_email' });
}

async function exists(
  tx: TransactionContext,
  { account_id, id }: ConversationRow,
  condition: SQL | undefined,
) {
  const found = await tx.queries
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.account_id, account_id), eq(messages.conversation_id, id), condition))
    .limit(1);
  return found.length > 0;
}
