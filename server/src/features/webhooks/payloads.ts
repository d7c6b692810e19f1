import { messageTypes } from '@porchlight/contract/messages';
import { contentWithLink } from '../csat/survey-link.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { accountBlock, changesBlock, contactBlock, inboxBlock, senderBlock } from './blocks.ts';
import type { About, Material } from './material.ts';
import type { WireName } from './wire-events.ts';

/** What is told, as things are now; nothing when what it is about is gone. */
type Payload = (material: Material, about: About) => object | undefined;

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
  contact_updated: (material, about) => withChanges(aboutContact(material, about), about),
  inbox_created: aboutInbox,
  inbox_updated: (material, about) => withChanges(aboutInbox(material, about), about),
  conversation_typing_on: aboutTyping,
  conversation_typing_off: aboutTyping,
  webwidget_triggered: aboutOpening,
  webhook_test: ({ ctx }, { webhook_id, created_at }) => ({
    id: webhook_id,
    account: accountBlock(ctx),
    created_at: created_at.toISOString(),
  }),
};

function aboutConversation(material: Material, { conversation_id }: About) {
  const row = material.conversation(conversation_id);
  return row && material.push(row);
}

function aboutChange(material: Material, about: About) {
  return withChanges(aboutConversation(material, about), about);
}

const withChanges = (payload: object | undefined, { data }: About) =>
  payload && { ...payload, changed_attributes: changesBlock(data.changes) };

function aboutMessage(material: Material, { conversation_id, message_id }: About) {
  const { ctx, senders } = material;
  const conversation = material.conversation(conversation_id);
  const message = material.message(message_id);
  const inbox = message && material.inbox(message.inbox_id);
  if (!conversation || !message || !inbox) return undefined;
  const attachments = senders.attachments.get(message.id);
  return {
    account: accountBlock(ctx),
    additional_attributes: message.additional_attributes,
    content_attributes: message.content_attributes,
    content_type: message.content_type,
    content: contentWithLink(ctx, message, conversation, inbox),
    conversation: material.push(conversation),
    created_at: message.created_at.toISOString(),
    id: message.id,
    inbox: inboxBlock(inbox),
    message_type: messageTypes[message.message_type],
    private: message.private,
    sender: senderBlock(material, message.sender_type, message.sender_id),
    source_id: message.source_id,
    ...(attachments ? { attachments } : {}),
  };
}

function aboutContact({ ctx, senders }: Material, { data }: About) {
  const contact = senders.contacts.get(Number(data.contact_id));
  return contact && contactBlock(ctx, contact);
}

function aboutInbox(material: Material, { data }: About) {
  const inbox = material.inbox(Number(data.inbox_id));
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

function aboutOpening(material: Material, { data }: About) {
  const { ctx, senders } = material;
  const link = material.link(Number(data.contact_inbox_id));
  const contact = link && senders.contacts.get(link.contact_id);
  const inbox = link && material.inbox(link.inbox_id);
  if (!link || !contact || !inbox) return undefined;
  const newest = material.newestOfLink(link.id);
  return {
    id: link.id,
    contact: contactBlock(ctx, contact),
    inbox: inboxBlock(inbox),
    account: accountBlock(ctx),
    current_conversation: newest ? material.push(newest) : null,
    source_id: link.source_id,
    event_info: data.event_info,
  };
}

function aboutTyping(material: Material, about: About) {
  const conversation = aboutConversation(material, about);
  const { type, id, is_private } = about.data as { type: string; id: number | null; is_private: boolean };
  return conversation && { user: senderBlock(material, type, id), conversation, is_private };
}
