import { messageTypes } from '@porchlight/contract/messages';
import type { AccountContext } from '../../context.ts';
import { findContacts } from '../contacts/access.ts';
import { findConversations, findMessages } from '../conversations/access.ts';
import { findAttachments } from '../conversations/attachment.ts';
import { presentAttachment } from '../conversations/present-attachment.ts';
import { presentConversationPush } from '../conversations/push.ts';
import { findInboxes } from '../inboxes/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { accountBlock, changesBlock, contactBlock, inboxBlock, senderBlock } from './blocks.ts';
import type { DeliveryRow } from './table.ts';
import type { WireName } from './wire-events.ts';

type About = Pick<DeliveryRow, 'data' | 'conversation_id' | 'message_id' | 'created_at' | 'webhook_id'>;

/** What is told, as things are now; nothing when what it is about is gone. */
type Payload = (ctx: AccountContext, about: About) => Promise<object | undefined>;

/** The payload of every event that webhooks are told of. */
export const payloads: Readonly<Record<WireName, Payload>> = {
  conversation_created: aboutConversation,
  conversation_updated: aboutChange,
  conversation_status_changed: aboutChange,
  conversation_opened: aboutConversation,
  conversation_resolved: aboutConversation,
  message_created: aboutMessage,
  message_updated: aboutMessage,
  contact_created: aboutContact,
  contact_updated: async (ctx, about) => withChanges(await aboutContact(ctx, about), about),
  inbox_created: aboutInbox,
  inbox_updated: async (ctx, about) => withChanges(await aboutInbox(ctx, about), about),
  conversation_typing_on: aboutTyping,
  conversation_typing_off: aboutTyping,
  // The widget tells of it; nothing else does.
  webwidget_triggered: async () => undefined,
  webhook_test: async (ctx, { webhook_id, created_at }) => ({
    id: webhook_id,
    account: accountBlock(ctx),
    created_at: created_at.toISOString(),
  }),
};

async function findConversation(ctx: AccountContext, { conversation_id }: About) {
  return (await findConversations(ctx, [conversation_id ?? 0])).get(conversation_id ?? 0);
}

async function aboutConversation(ctx: AccountContext, about: About) {
  const row = await findConversation(ctx, about);
  return row && presentConversationPush(ctx, row);
}

async function aboutChange(ctx: AccountContext, about: About) {
  return withChanges(await aboutConversation(ctx, about), about);
}

const withChanges = (payload: object | undefined, { data }: About) =>
  payload && { ...payload, changed_attributes: changesBlock(data.changes) };

async function aboutMessage(ctx: AccountContext, about: About) {
  const conversation = await findConversation(ctx, about);
  const message_id = about.message_id ?? 0;
  const message = (await findMessages(ctx, [message_id])).get(message_id);
  const inbox = message && (await findInboxes(ctx, [message.inbox_id])).get(message.inbox_id);
  if (!conversation || !message || !inbox) return undefined;
  const files = (await findAttachments(ctx, [message.id])).get(message.id);
  return {
    account: accountBlock(ctx),
    additional_attributes: message.additional_attributes,
    content_attributes: message.content_attributes,
    content_type: message.content_type,
    content: message.content,
    conversation: await presentConversationPush(ctx, conversation),
    created_at: message.created_at.toISOString(),
    id: message.id,
    inbox: inboxBlock(inbox),
    message_type: messageTypes[message.message_type],
    private: message.private,
    sender: await senderBlock(ctx, message.sender_type, message.sender_id),
    source_id: message.source_id,
    ...(files ? { attachments: files.map((file) => presentAttachment(ctx, file)) } : {}),
  };
}

async function aboutContact(ctx: AccountContext, { data }: About) {
  const id = Number(data.contact_id);
  const contact = (await findContacts(ctx, [id])).get(id);
  return contact && contactBlock(ctx, contact);
}

async function aboutInbox(ctx: AccountContext, { data }: About) {
  const id = Number(data.inbox_id);
  const inbox = (await findInboxes(ctx, [id])).get(id);
  return inbox && presentInboxOfEvent(inbox);
}

// What is not readable by itself, the channel's secrets, is not told.
function presentInboxOfEvent(inbox: InboxRow) {
  return {
    id: inbox.id,
    name: inbox.name,
    allow_messages_after_resolved: inbox.allow_messages_after_resolved,
    lock_to_single_conversation: inbox.lock_to_single_conversation,
    auto_assignment_config: inbox.auto_assignment_config,
    enable_auto_assignment: inbox.enable_auto_assignment,
    enable_email_collect: inbox.enable_email_collect,
    greeting_enabled: inbox.greeting_enabled,
    greeting_message: inbox.greeting_message,
    csat_survey_enabled: inbox.csat_survey_enabled,
    business_name: inbox.business_name,
    sender_name_type: inbox.sender_name_type,
    timezone: inbox.timezone,
    out_of_office_message: inbox.out_of_office_message,
    working_hours_enabled: inbox.working_hours_enabled,
    working_hours: inbox.working_hours,
    created_at: inbox.created_at.toISOString(),
    updated_at: inbox.updated_at.toISOString(),
    channel: { ...inbox.settings, channel_type: manifestOf(inbox).channel_type },
  };
}

async function aboutTyping(ctx: AccountContext, about: About) {
  const conversation = await aboutConversation(ctx, about);
  const { type, id, is_private } = about.data as { type: string; id: number | null; is_private: boolean };
  return conversation && { user: await senderBlock(ctx, type, id), conversation, is_private };
}
