import type { ConversationState } from '@porchlight/client/state/desk';

/** A conversation for tests of what needs no desk. */
export const makeConversation = (fields: Partial<ConversationState> = {}): ConversationState => ({
  version: 0,
  id: 1,
  inbox_id: 1,
  contact_id: 1,
  status: 'open',
  priority: null,
  labels: [],
  custom_attributes: {},
  additional_attributes: {},
  assignee: null,
  team: null,
  snoozed_until: null,
  can_reply: true,
  unread_count: 0,
  waiting_since: 0,
  first_reply_created_at: 0,
  agent_last_seen_at: 0,
  contact_last_seen_at: 0,
  last_activity_at: 0,
  created_at: 0,
  last_message: null,
  ...fields,
});
