import * as z from 'zod';
import { conversationStatuses, priorities } from './conversation-values.ts';
import { isoTime, object } from './fields.ts';
import { fullMessage } from './messages.ts';
import { agentBotPush, contactPush, userPush } from './people.ts';

/** A contact's link to an inbox as events show it; contacts themselves do not see the token. */
const contactInboxPush = z.object({
  id: z.int(),
  contact_id: z.int(),
  inbox_id: z.int(),
  source_id: z.string(),
  created_at: isoTime,
  updated_at: isoTime,
  hmac_verified: z.boolean(),
  pubsub_token: z.string().optional(),
});

/** A conversation as sockets, webhooks and the event feed show it; answers to requests have another form. */
export const conversationPush = z.object({
  additional_attributes: object,
  can_reply: z.boolean(),
  channel: z.string(),
  contact_inbox: contactInboxPush,
  /** The number within the account. */
  id: z.int(),
  inbox_id: z.int(),
  /** The newest message that the customer sees; none in a conversation without one. */
  messages: z.array(fullMessage).max(1),
  labels: z.array(z.string()),
  meta: z.object({
    sender: contactPush,
    assignee: z.union([userPush, agentBotPush]).nullable(),
    assignee_type: z.enum(['User', 'AgentBot']).nullable(),
    team: z.object({ id: z.int(), name: z.string() }).nullable(),
    hmac_verified: z.boolean(),
  }),
  status: z.enum(conversationStatuses),
  custom_attributes: object,
  snoozed_until: isoTime.nullable(),
  /** Ten at most. */
  unread_count: z.int(),
  first_reply_created_at: isoTime.nullable(),
  priority: z.enum(priorities).nullable(),
  /** Seconds; 0 for nobody. */
  waiting_since: z.int(),
  agent_last_seen_at: z.int(),
  contact_last_seen_at: z.int(),
  last_activity_at: z.int(),
  timestamp: z.int(),
  created_at: z.int(),
  /** Seconds with fractions. */
  updated_at: z.number(),
});
export type ConversationPush = z.output<typeof conversationPush>;

/** A message as sockets and the event feed show it. */
export const messagePush = fullMessage;
