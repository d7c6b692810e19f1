import type { MessageFields } from '@porchlight/contract/messages';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { type Gap, keepQueries } from '../../platform/database/kept-query.ts';
import { dropFile } from '../../platform/files/receive.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { systemContext } from '../accounts/account.ts';
import { findAgentBots } from '../accounts/people.ts';
import { touchContact } from '../contacts/contact.ts';
import { findInboxes } from '../inboxes/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { withUploads } from '../uploads/attach.ts';
import { accessConversation, allowedBy, type Reached, reachOf, refuseUnseen } from './access.ts';
import { storeMessage, typeNumber } from './activity.ts';
import { refuseAnswered } from './answered.ts';
import { prepareAttachments, storeAttachments } from './attachment.ts';
import { sendAutoReplies } from './auto-replies.ts';
import { changeConversation, ofConversation } from './change.ts';
import { findSentBefore } from './echo.ts';
import { checkItems } from './items.ts';
import { noteMentions } from './mentions.ts';
import { reopenForCustomer } from './reopening.ts';
import { loadSenders, type Senders } from './surroundings.ts';
import { type ConversationRow, conversations, type MessageRow, messages } from './table.ts';
import { fillVariables } from './variables.ts';

const PER_MINUTE_MAX = 200;

/** A message that was written, and what showing it needs. */
export interface Posted {
  message: MessageRow;
  senders: Senders;
}

/** Writes a message into the conversation with this number, with everything that follows from it. */
export async function postMessage(
  ctx: AccountContext,
  display_id: number,
  fields: MessageFields,
): Promise<Posted> {
  const given = fields.attachments ?? [];
  // Files are copied before the conversation is held; those who may not write get none that far.
  if (given.length > 0) await accessConversation(ctx, display_id);
  return withUploads(ctx, given, (files) => writeMessage(ctx, display_id, fields, files));
}

async function writeMessage(
  ctx: AccountContext,
  display_id: number,
  fields: MessageFields,
  files: readonly UploadedFile[],
): Promise<Posted> {
  return ctx.transaction(async (tx) => {
    const { conversation: held, flood_at } = await holdForMessage(tx, display_id);
    refuseFlood(tx, flood_at);
    const inbox = await inboxIfNeeded(tx, held, fields, files);
    const draft = { ...(await columnsOf(tx, held, fields)), created_at: tx.now() };
    const { echo_id } = draft;
    const sent = echo_id && (await findSentBefore(tx, held, { echo_id, draft, files }));
    if (sent) return answerAgain(tx, sent, files);
    await refuseAnswered(tx, held, draft, fields);
    const prepared = inbox ? await prepareAttachments(tx, inbox, files) : [];
    // None of these waits for another, so they go to the database together.
    const [message, row, senders] = await Promise.all([
      storeMessage(tx, held, draft),
      changeConversation(tx, held, turnOf(held, draft)),
      sendersOf(tx, draft),
    ]);
    await storeAttachments(tx, message, prepared);
    if (inbox && isIncoming(draft)) await followIncoming(tx, row, inbox);
    else await followOutgoing(tx, held, message);
    return { message, senders: files.length === 0 ? senders : await loadSenders(tx, [message], []) };
  });
}

/** The inbox, for what depends on it; a plain answer needs to know nothing of it. */
async function inboxIfNeeded(
  tx: TransactionContext,
  held: ConversationRow,
  { message_type }: MessageFields,
  files: readonly UploadedFile[],
): Promise<InboxRow | undefined> {
  if (message_type !== 'incoming' && files.length === 0) return undefined;
  const inbox = (await findInboxes(tx, [held.inbox_id])).get(held.inbox_id);
  if (!inbox) throw new Error('A conversation has no inbox');
  const isOwn = tx.actor.type === 'contact';
  if (message_type === 'incoming' && !isOwn && !manifestOf(inbox).features.incoming_by_api)
    throw new Refusal('unprocessable', 'Incoming messages are only allowed in Api inboxes');
  return inbox;
}

/** The message that was there already; the files that came with it again go. */
async function answerAgain(
  tx: TransactionContext,
  message: MessageRow,
  files: readonly UploadedFile[],
): Promise<Posted> {
  for (const { key } of files) await dropFile(tx.services.files.store, key);
  return { message, senders: await loadSenders(tx, [message], []) };
}

/** Whoever sends the message; the one who asks is known already. */
async function sendersOf(
  tx: TransactionContext,
  draft: Pick<MessageRow, 'sender_type' | 'sender_id'>,
): Promise<Senders> {
  const person = tx.actor.type === 'user' ? tx.actor.person : undefined;
  const isKnown = draft.sender_type === 'User' && draft.sender_id === person?.user.id;
  if (!person || !isKnown) return loadSenders(tx, [draft], []);
  return {
    people: new Map([[person.user.id, person]]),
    contacts: new Map(),
    bots: new Map(),
    attachments: new Map(),
  };
}

type Draft = Pick<MessageRow, 'message_type' | 'private' | 'sender_type' | 'created_at'> & {
  additional_attributes: Record<string, unknown>;
};

const isIncoming = ({ message_type }: Draft) => message_type === typeNumber('incoming');

/** A public answer to the customer. */
const isAnswer = ({ message_type, ...draft }: Draft) =>
  message_type === typeNumber('outgoing') && !draft.private && draft.sender_type !== null;

/** The first answer by a person, other than one of a campaign. */
const isFirstReply = (held: ConversationRow, draft: Draft) =>
  isAnswer(draft) &&
  draft.sender_type === 'User' &&
  held.first_reply_created_at === null &&
  draft.additional_attributes.campaign_id === undefined;

/** Whose turn it is: the customer waits from their message on, until somebody answers. */
function turnOf(held: ConversationRow, draft: Draft) {
  const last_activity_at = draft.created_at;
  if (isIncoming(draft)) return { last_activity_at, waiting_since: held.waiting_since ?? draft.created_at };
  return {
    last_activity_at,
    waiting_since: isAnswer(draft) ? null : held.waiting_since,
    first_reply_created_at: isFirstReply(held, draft) ? draft.created_at : held.first_reply_created_at,
  };
}

/** Holds the conversation; with it comes what a new message needs to know, all in one query. */
async function holdForMessage(tx: TransactionContext, display_id: number) {
  const { reach, values } = reachOf(tx);
  const [found] = await conversationForMessage(tx.queries, reach, { ...values, display_id });
  if (!found) throw notFound();
  if (!found.allowed) throw refuseUnseen(tx);
  return found;
}

const conversationForMessage = keepQueries((queries, gap: Gap<Reached & { display_id: number }>, reach) => {
  const flood = queries
    .select({ created_at: messages.created_at })
    .from(messages)
    .where(
      and(eq(messages.account_id, conversations.account_id), eq(messages.conversation_id, conversations.id)),
    )
    .orderBy(desc(messages.id))
    .offset(PER_MINUTE_MAX - 1)
    .limit(1);
  return queries
    .select({
      conversation: conversations,
      allowed: allowedBy(queries, gap, reach),
      flood_at: sql<Date | null>`(${flood})`.mapWith(messages.created_at),
    })
    .from(conversations)
    .where(
      and(eq(conversations.account_id, gap('account_id')), eq(conversations.display_id, gap('display_id'))),
    )
    .for('update');
});

/** `flood_at` is the moment of the message before which the conversation has had its fill. */
function refuseFlood(tx: TransactionContext, flood_at: Date | null) {
  if (!flood_at || flood_at.getTime() <= tx.now().getTime() - 60_000) return;
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
    echo_id: fields.echo_id || null,
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
  if (fields.message_type !== 'outgoing' || tx.actor.type === 'contact')
    return { sender_type: 'Contact' as const, sender_id: held.contact_id };
  if (fields.sender_type === 'AgentBot' && fields.sender_id) {
    const bot = (await findAgentBots(tx, [fields.sender_id])).get(fields.sender_id);
    if (bot) return { sender_type: 'AgentBot' as const, sender_id: bot.id };
  }
  if (tx.actor.type === 'user') return { sender_type: 'User' as const, sender_id: tx.actor.id };
  if (tx.actor.type === 'agent_bot') return { sender_type: 'AgentBot' as const, sender_id: tx.actor.id };
  return { sender_type: null, sender_id: null };
}

async function followIncoming(tx: TransactionContext, row: ConversationRow, inbox: InboxRow) {
  const desk = asSystem(tx);
  await sendAutoReplies(desk, await reopenForCustomer(desk, row, inbox), inbox);
  // The contact is held last: others hold conversations and inboxes before contacts too.
  await touchContact(tx, row.contact_id);
}

/** The same transaction, with the desk itself as the one who acts. */
export function asSystem(tx: TransactionContext): TransactionContext {
  const { actor } = systemContext(tx.services, tx.account);
  const system: TransactionContext = { ...tx, actor, transaction: (nested) => nested(system) };
  return system;
}

async function followOutgoing(tx: TransactionContext, held: ConversationRow, message: MessageRow) {
  if (isFirstReply(held, message)) {
    const { id: message_id, message_type } = message;
    tx.emit('first.reply.created', { ...ofConversation(held), message_id, message_type, private: false });
  }
  if (message.private && message.content) await noteMentions(tx, held, message.content);
}
