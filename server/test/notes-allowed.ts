/** Keys that a contact may find in what it gets, by what holds them. */

const person = [
  'id',
  'name',
  'available_name',
  'avatar_url',
  'type',
  'availability_status',
  'thumbnail',
  // Of the contact itself.
  'email',
  'phone_number',
  'identifier',
  'additional_attributes',
  'custom_attributes',
  'blocked',
];
const attachments = [
  'id',
  'message_id',
  'file_type',
  'account_id',
  'extension',
  'data_url',
  'thumb_url',
  'file_size',
  'width',
  'height',
];
const message = [
  'id',
  'content',
  'account_id',
  'inbox_id',
  'conversation_id',
  'message_type',
  'created_at',
  'updated_at',
  'private',
  'status',
  'source_id',
  'content_type',
  'content_attributes',
  'sender_type',
  'sender_id',
  'external_source_ids',
  'additional_attributes',
  'processed_message_content',
  'sentiment',
  'conversation',
  'echo_id',
  'sender',
  'attachments',
  'previous_changes',
  'performer',
];
const conversation = [
  'id',
  'account_id',
  'inbox_id',
  'channel',
  'can_reply',
  'status',
  'contact_inbox',
  'messages',
  'meta',
  'labels',
  'priority',
  'additional_attributes',
  'custom_attributes',
  'snoozed_until',
  'first_reply_created_at',
  'waiting_since',
  'unread_count',
  'agent_last_seen_at',
  'contact_last_seen_at',
  'last_activity_at',
  'timestamp',
  'created_at',
  'updated_at',
  'performer',
];

/** What sockets bring, by event, and what is in it, by key. */
export const FRAMES: Readonly<Record<string, readonly string[]>> = {
  'presence.update': ['account_id', 'users'],
  'message.created': message,
  'message.updated': message,
  'conversation.created': conversation,
  'conversation.updated': conversation,
  'conversation.status_changed': conversation,
  'conversation.typing_on': ['conversation', 'user', 'is_private', 'account_id'],
  'conversation.typing_off': ['conversation', 'user', 'is_private', 'account_id'],
  messages: message,
  conversation: [...conversation, 'assignee_id'],
  contact_inbox: ['id', 'contact_id', 'inbox_id', 'source_id', 'created_at', 'updated_at', 'hmac_verified'],
  meta: ['sender', 'assignee', 'assignee_type', 'team', 'hmac_verified'],
  sender: person,
  performer: person,
  user: person,
  assignee: person,
  attachments,
};

const contactRecord = [
  'id',
  'name',
  'email',
  'phone_number',
  'account_id',
  'created_at',
  'updated_at',
  'additional_attributes',
  'identifier',
  'custom_attributes',
  'last_activity_at',
  'contact_type',
  'middle_name',
  'last_name',
  'location',
  'country_code',
  'blocked',
  'company_id',
];
const ownContact = ['source_id', 'pubsub_token', 'id', 'name', 'email', 'phone_number'];
const publicMessage = [
  'id',
  'content',
  'message_type',
  'content_type',
  'content_attributes',
  'created_at',
  'conversation_id',
  'attachments',
  'sender',
];
const publicConversation = [
  'id',
  'uuid',
  'inbox_id',
  'contact_last_seen_at',
  'status',
  'agent_last_seen_at',
  'messages',
  'contact',
];

/** What operations answer, by operation, and what is in it, by key. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  'publicInboxes.show': [
    'identifier',
    'identity_validation_enabled',
    'name',
    'timezone',
    'working_hours',
    'working_hours_enabled',
    'csat_survey_enabled',
    'greeting_enabled',
  ],
  'publicContacts.create': ownContact,
  'publicContacts.show': ownContact,
  'publicContacts.update': contactRecord,
  'publicConversations.list': publicConversation,
  'publicConversations.create': publicConversation,
  'publicConversations.show': publicConversation,
  'publicConversations.resolve': publicConversation,
  'publicConversations.markRead': [],
  'publicConversations.toggleTyping': [],
  'publicMessages.list': publicMessage,
  'publicMessages.create': publicMessage,
  'publicMessages.update': publicMessage,
  messages: publicMessage,
  contact: contactRecord,
  sender: person,
  attachments,
  working_hours: [
    'day_of_week',
    'closed_all_day',
    'open_hour',
    'open_minutes',
    'close_hour',
    'close_minutes',
    'open_all_day',
  ],
};

/** Of these the contact or the sender says what is in them. */
const FREE = [
  'content_attributes',
  'additional_attributes',
  'custom_attributes',
  'external_source_ids',
  'sentiment',
  'previous_changes',
  'users',
];

/** Keys that are in a value and not allowed there, each behind what holds it. */
export function strangeKeys(
  value: unknown,
  holder: string,
  allowed: Readonly<Record<string, readonly string[]>>,
): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => strangeKeys(one, holder, allowed));
  if (typeof value !== 'object' || value === null || FREE.includes(holder)) return [];
  const known = allowed[holder] ?? [];
  return Object.entries(value).flatMap(([key, inner]) =>
    known.includes(key) ? strangeKeys(inner, key, allowed) : [`${holder}.${key}`],
  );
}
