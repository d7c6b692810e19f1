import type { ContactRecord, OwnContact } from '@porchlight/contract/public-contacts';
import type { PublicConversation } from '@porchlight/contract/public-conversations';
import type { PublicMessage } from '@porchlight/contract/public-messages';
import type { ContactContext } from '../../context.ts';
import { isoOrNull, secondsOf, secondsOrZero } from '../accounts/present.ts';
import { findContacts } from '../contacts/access.ts';
import type { ContactInboxRow, ContactRow } from '../contacts/table.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { presentFiles, presentSender } from './present.ts';
import { loadShownMessages } from './public-message-list.ts';
import { loadSenders, type Senders } from './surroundings.ts';
import type { ConversationRow, MessageRow } from './table.ts';

/** An inbox as its customers see it. */
export function presentPublicInbox(inbox: InboxRow) {
  const { inbox_identifier, hmac_mandatory } = inbox.settings;
  return {
    identifier: String(inbox_identifier),
    identity_validation_enabled: hmac_mandatory === true,
    name: inbox.name,
    timezone: inbox.timezone,
    working_hours: inbox.working_hours,
    working_hours_enabled: inbox.working_hours_enabled,
    csat_survey_enabled: inbox.csat_survey_enabled,
    greeting_enabled: inbox.greeting_enabled,
  };
}

/** A contact as it is shown to itself, with what its sockets need. */
export function presentOwnContact(contact: ContactRow, link: ContactInboxRow): OwnContact {
  return {
    source_id: link.source_id,
    pubsub_token: link.pubsub_token,
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone_number: contact.phone_number,
  };
}

/** The whole record of a contact. */
export function presentContactRecord(contact: ContactRow): ContactRecord {
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone_number: contact.phone_number,
    account_id: contact.account_id,
    created_at: contact.created_at.toISOString(),
    updated_at: contact.updated_at.toISOString(),
    additional_attributes: contact.additional_attributes,
    identifier: contact.identifier,
    custom_attributes: contact.custom_attributes,
    last_activity_at: isoOrNull(contact.last_activity_at),
    contact_type: contact.contact_type,
    middle_name: contact.middle_name,
    last_name: contact.last_name,
    location: contact.location,
    country_code: contact.country_code,
    blocked: contact.blocked,
    company_id: contact.company_id,
  };
}

/** Conversations of the contact with what was said in them, all loaded together. */
export async function presentPublicConversations(
  ctx: ContactContext,
  rows: readonly ConversationRow[],
): Promise<PublicConversation[]> {
  const shown = await loadShownMessages(ctx, rows);
  const senders = await loadSenders(ctx, [...shown.values()].flat(), []);
  const contact = await readContact(ctx);
  return rows.map((row) => ({
    id: row.display_id,
    uuid: row.uuid,
    inbox_id: row.inbox_id,
    contact_last_seen_at: secondsOrZero(row.contact_last_seen_at),
    status: row.status,
    agent_last_seen_at: secondsOrZero(row.agent_last_seen_at),
    messages: (shown.get(row.id) ?? []).map((message) =>
      presentPublicMessage(ctx, message, row.display_id, senders),
    ),
    contact: presentContactRecord(contact),
  }));
}

/** The same for one conversation. */
export async function presentPublicConversation(
  ctx: ContactContext,
  row: ConversationRow,
): Promise<PublicConversation> {
  const [conversation] = await presentPublicConversations(ctx, [row]);
  if (!conversation) throw new Error('A conversation was not shown');
  return conversation;
}

/** The contact as it is now: what was just done may have changed it. */
async function readContact(ctx: ContactContext): Promise<ContactRow> {
  return (await findContacts(ctx, [ctx.contact.id])).get(ctx.contact.id) ?? ctx.contact;
}

// What tells of the desk's own work and not of the message.
const INTERNAL = ['automation_rule_id', 'external_error', 'translations', 'bcc_emails'];

/** Of a message's attributes those that the contact sees. */
export const shownAttributes = (attributes: object) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !INTERNAL.includes(name)));

/** A message as the contact sees it. */
export function presentPublicMessage(
  ctx: ContactContext,
  message: MessageRow,
  display_id: number,
  around: Senders,
): PublicMessage {
  const sender = presentSender(ctx, message, around);
  return {
    id: message.id,
    content: message.content,
    message_type: message.message_type,
    content_type: message.content_type,
    content_attributes: shownAttributes(message.content_attributes),
    created_at: secondsOf(message.created_at),
    conversation_id: display_id,
    ...presentFiles(message, around),
    ...(sender ? { sender } : {}),
  };
}
