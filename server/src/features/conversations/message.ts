import type { MessageFields } from '@porchlight/contract/messages';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, desc, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { systemContext } from '../accounts/account.ts';
import { findAgentBots } from '../accounts/people.ts';
import { touchContact } from '../contacts/contact.ts';
import { findInboxes } from '../inboxes/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { withUploads } from '../uploads/attach.ts';
import { holdConversation } from './access.ts';
import { storeMessage, typeNumber } from './activity.ts';
import { prepareAttachments, storeAttachments } from './attachment.ts';
import { sendAutoReplies } from './auto-replies.ts';
import { changeConversation, ofConversation } from './change.ts';
import { checkItems } from './items.ts';
import { noteMentions } from './mentions.ts';
import { reopenForCustomer } from './reopening.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';
import { fillVariables } from './variables.ts';

const PER_MINUTE_MAX = 200;

/** Writes a message into a conversation, with everything that follows from it. */
export async function postMessage(
  ctx: AccountContext,
  conversation: ConversationRow,
  fields: MessageFields,
): Promise<MessageRow> {
  return withUploads(ctx, fields.attachments ?? [], (files) =>
    writeMessage(ctx, conversation, fields, files),
  );
}

async function writeMessage(
  ctx: AccountContext,
  { id, inbox_id }: ConversationRow,
  fields: MessageFields,
  files: readonly UploadedFile[],
): Promise<MessageRow> {
  return ctx.transaction(async (tx) => {
    const inbox = await inboxOf(tx, inbox_id);
    if (fields.message_type === 'incoming' && !manifestOf(inbox).features.incoming_by_api) {
      throw new Refusal('unprocessable', 'Incoming messages are only allowed in Api inboxes');
    }
    const held = await holdConversation(tx, id);
    await refuseFlood(tx, held);
    const message = await storeMessage(
      tx,
      held,
      await columnsOf(tx, held, fields),
      fields.echo_id ?? undefined,
    );
    await storeAttachments(tx, message, await prepareAttachments(tx, inbox, files));
    await follow(tx, held, inbox, message);
    return message;
  });
}

async function inboxOf(tx: TransactionContext, inbox_id: number): Promise<InboxRow> {
  const inbox = (await findInboxes(tx, [inbox_id])).get(inbox_id);
  if (!inbox) throw new Error('A conversation has no inbox');
  return inbox;
}

async function refuseFlood(tx: TransactionContext, { account_id, id }: ConversationRow) {
  const [oldest] = await tx.queries
    .select({ created_at: messages.created_at })
    .from(messages)
    .where(and(eq(messages.account_id, account_id), eq(messages.conversation_id, id)))
    .orderBy(desc(messages.id))
    .offset(PER_MINUTE_MAX - 1)
    .limit(1);
  if (!oldest || oldest.created_at.getTime() <= tx.now().getTime() - 60_000) return;
  const sentence = `Too many messages: a conversation takes ${PER_MINUTE_MAX} a minute; wait a moment and send again`;
  throw new Refusal('unprocessable', sentence);
}

async function columnsOf(tx: TransactionContext, held: ConversationRow, fields: MessageFields) {
  const given = fields.content_attributes ?? {};
  checkItems(fields.content_type, given.items);
  const isOurs = fields.message_type === 'outgoing' || fields.message_type === 'template';
  const content = fields.content ?? null;
  return {
    content: isOurs && content !== null ? await fillVariables(tx, held, content) : content,
    message_type: typeNumber(fields.message_type),
    content_type: fields.content_type,
    private: fields.private,
    source_id: fields.source_id || null,
    content_attributes: await attributesOf(tx, held, fields),
    additional_attributes: additionalOf(fields),
    ...(await senderOf(tx, held, fields)),
  };
}

/** The two ways of naming the answered message are each filled in from the other, within the conversation. */
async function attributesOf(tx: TransactionContext, held: ConversationRow, fields: MessageFields) {
  const { external_created_at } = fields;
  const given: Record<string, unknown> = { ...fields.content_attributes };
  if (external_created_at !== undefined && external_created_at !== null)
    given.external_created_at = external_created_at;
  if (given.in_reply_to === undefined && given.in_reply_to_external_id === undefined) return given;
  const answered = await findAnswered(tx, held, given);
  return {
    ...given,
    in_reply_to: answered?.id ?? null,
    in_reply_to_external_id: answered?.source_id ?? null,
  };
}

async function findAnswered(tx: TransactionContext, held: ConversationRow, given: Record<string, unknown>) {
  const id = Number(given.in_reply_to);
  const source_id = given.in_reply_to_external_id;
  const named = Number.isSafeInteger(id) && id > 0 ? eq(messages.id, id) : undefined;
  const matching = named ?? (typeof source_id === 'string' ? eq(messages.source_id, source_id) : undefined);
  if (!matching) return undefined;
  const ofConversationOnly = and(
    eq(messages.account_id, held.account_id),
    eq(messages.conversation_id, held.id),
  );
  const [found] = await tx.queries.select().from(messages).where(and(ofConversationOnly, matching)).limit(1);
  return found;
}

function additionalOf({ template_params, campaign_id }: MessageFields): Record<string, unknown> {
  return { ...(template_params ? { template_params } : {}), ...(campaign_id ? { campaign_id } : {}) };
}

async function senderOf(tx: TransactionContext, held: ConversationRow, fields: MessageFields) {
  if (fields.message_type !== 'outgoing')
    return { sender_type: 'Contact' as const, sender_id: held.contact_id };
  if (fields.sender_type === 'AgentBot' && fields.sender_id) {
    const bot = (await findAgentBots(tx, [fields.sender_id])).get(fields.sender_id);
    if (bot) return { sender_type: 'AgentBot' as const, sender_id: bot.id };
  }
  if (tx.actor.type === 'user') return { sender_type: 'User' as const, sender_id: tx.actor.id };
  if (tx.actor.type === 'agent_bot') return { sender_type: 'AgentBot' as const, sender_id: tx.actor.id };
  return { sender_type: null, sender_id: null };
}

async function follow(tx: TransactionContext, held: ConversationRow, inbox: InboxRow, message: MessageRow) {
  if (message.message_type === typeNumber('incoming')) await followIncoming(tx, held, inbox, message);
  else await followOutgoing(tx, held, message);
}

async function followIncoming(
  tx: TransactionContext,
  held: ConversationRow,
  inbox: InboxRow,
  message: MessageRow,
) {
  const row = await changeConversation(tx, held, {
    last_activity_at: message.created_at,
    waiting_since: held.waiting_since ?? message.created_at,
  });
  const desk = asSystem(tx);
  await sendAutoReplies(desk, await reopenForCustomer(desk, row, inbox), inbox);
  // The contact is held last: others hold conversations and inboxes before contacts too.
  await touchContact(tx, held.contact_id);
}

/** The same transaction, with the desk itself as the one who acts. */
function asSystem(tx: TransactionContext): TransactionContext {
  const { actor } = systemContext(tx.services, tx.account);
  const system: TransactionContext = { ...tx, actor, transaction: (nested) => nested(system) };
  return system;
}

/** A public answer ends the customer's waiting; the first one by a person is remembered. */
async function followOutgoing(tx: TransactionContext, held: ConversationRow, message: MessageRow) {
  const answers =
    message.message_type === typeNumber('outgoing') && !message.private && message.sender_type !== null;
  const isFirst =
    answers && message.sender_type === 'User' && held.first_reply_created_at === null && !isCampaign(message);
  await changeConversation(tx, held, {
    last_activity_at: message.created_at,
    waiting_since: answers ? null : held.waiting_since,
    first_reply_created_at: isFirst ? message.created_at : held.first_reply_created_at,
  });
  if (isFirst) {
    const { id: message_id, message_type } = message;
    tx.emit('first.reply.created', { ...ofConversation(held), message_id, message_type, private: false });
  }
  if (message.private && message.content) await noteMentions(tx, held, message.content);
}

const isCampaign = (message: MessageRow) => message.additional_attributes.campaign_id !== undefined;
