import type { Conversation } from '@porchlight/contract/conversations';
import type { FullMessage, Message } from '@porchlight/contract/messages';
import type { SenderPush } from '@porchlight/contract/people';
import type { AccountContext } from '../../context.ts';
import {
  isoOrNull,
  presentAgent,
  presentAgentBotPush,
  presentSlimAgentBot,
  presentTeam,
  presentUserPush,
  secondsOf,
  secondsOrZero,
} from '../accounts/present.ts';
import { presentContact, presentContactPush } from '../contacts/present.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import { loadSurroundings, type Senders, type Surroundings } from './surroundings.ts';
import type { ConversationRow, MessageRow } from './table.ts';

/** Conversations as the wire shows them, with everything around them loaded together. */
export async function presentConversations(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> {
  const around = await loadSurroundings(ctx, rows);
  return rows.map((row) => presentConversation(ctx, row, around));
}

/** One conversation as the wire shows it. */
export async function presentOneConversation(
  ctx: AccountContext,
  row: ConversationRow,
): Promise<Conversation> {
  return presentConversation(ctx, row, await loadSurroundings(ctx, [row]));
}

function presentConversation(ctx: AccountContext, row: ConversationRow, around: Surroundings): Conversation {
  const { newest, newest_said, unread_count } = around.of(row);
  return {
    meta: presentMeta(ctx, row, around),
    id: row.display_id,
    messages: newest ? [presentFullMessage(ctx, newest, row, around)] : [],
    account_id: row.account_id,
    uuid: row.uuid,
    additional_attributes: row.additional_attributes,
    agent_last_seen_at: secondsOrZero(row.agent_last_seen_at),
    assignee_last_seen_at: secondsOrZero(row.assignee_last_seen_at),
    can_reply: canReply(ctx, row, around),
    contact_last_seen_at: secondsOrZero(row.contact_last_seen_at),
    custom_attributes: row.custom_attributes,
    inbox_id: row.inbox_id,
    labels: row.labels,
    muted: around.contactOf(row).blocked,
    snoozed_until: isoOrNull(row.snoozed_until),
    status: row.status,
    created_at: secondsOf(row.created_at),
    updated_at: row.updated_at.getTime() / 1000,
    timestamp: secondsOf(row.last_activity_at),
    first_reply_created_at: secondsOrZero(row.first_reply_created_at),
    unread_count,
    last_non_activity_message: newest_said ? presentFullMessage(ctx, newest_said, row, around) : null,
    last_activity_at: secondsOf(row.last_activity_at),
    priority: row.priority,
    waiting_since: secondsOrZero(row.waiting_since),
    sla_policy_id: row.sla_policy_id,
  };
}

function presentMeta(ctx: AccountContext, row: ConversationRow, around: Surroundings): Conversation['meta'] {
  const team = row.team_id === null ? undefined : around.teams.get(row.team_id);
  return {
    sender: presentContact(ctx, around.contactOf(row)),
    channel: manifestOf(around.inboxOf(row)).channel_type,
    ...presentAssignee(ctx, row, around),
    ...(team ? { team: presentTeam(team) } : {}),
    hmac_verified: around.linkOf(row).hmac_verified,
  };
}

function presentAssignee(ctx: AccountContext, row: ConversationRow, around: Surroundings) {
  const person = row.assignee_id === null ? undefined : around.people.get(row.assignee_id);
  if (person) return { assignee: presentAgent(ctx, person), assignee_type: 'User' as const };
  const bot = row.assignee_agent_bot_id === null ? undefined : around.bots.get(row.assignee_agent_bot_id);
  return bot ? { assignee: presentSlimAgentBot(ctx, bot), assignee_type: 'AgentBot' as const } : {};
}

/** Whether the channel still lets an answer through; an API inbox may set a window of hours. */
export function canReply(ctx: AccountContext, row: ConversationRow, around: Surroundings): boolean {
  const settings = around.inboxOf(row).settings as {
    additional_attributes?: { agent_reply_time_window?: unknown };
  };
  const hours = settings.additional_attributes?.agent_reply_time_window;
  if (typeof hours !== 'number') return true;
  const { last_incoming_at } = around.of(row);
  return last_incoming_at !== null && ctx.now().getTime() - last_incoming_at.getTime() < hours * 3_600_000;
}

/** A message with everything stored of it: within conversations, and in events. */
export function presentFullMessage(
  ctx: AccountContext,
  message: MessageRow,
  row: ConversationRow,
  around: Surroundings,
): FullMessage {
  const sender = presentSender(ctx, message, around);
  return {
    id: message.id,
    content: message.content,
    account_id: message.account_id,
    inbox_id: message.inbox_id,
    conversation_id: row.display_id,
    message_type: message.message_type,
    created_at: secondsOf(message.created_at),
    updated_at: message.updated_at.toISOString(),
    private: message.private,
    status: message.status,
    source_id: message.source_id,
    content_type: message.content_type,
    content_attributes: message.content_attributes,
    sender_type: message.sender_type,
    sender_id: message.sender_id,
    external_source_ids: message.external_source_ids,
    additional_attributes: message.additional_attributes,
    processed_message_content: message.processed_message_content ?? message.content,
    sentiment: message.sentiment,
    conversation: {
      assignee_id: row.assignee_id,
      unread_count: around.of(row).unread_count,
      last_activity_at: secondsOf(row.last_activity_at),
      contact_inbox: { source_id: around.linkOf(row).source_id },
    },
    ...(sender ? { sender } : {}),
    ...presentFiles(message, around),
  };
}

/** A message of a list. */
export function presentMessage(
  ctx: AccountContext,
  message: MessageRow,
  display_id: number,
  around: Senders,
): Message {
  const sender = presentSender(ctx, message, around);
  return {
    id: message.id,
    content: message.content,
    inbox_id: message.inbox_id,
    conversation_id: display_id,
    message_type: message.message_type,
    content_type: message.content_type,
    status: message.status,
    content_attributes: message.content_attributes,
    created_at: secondsOf(message.created_at),
    private: message.private,
    source_id: message.source_id,
    ...(sender ? { sender } : {}),
    ...presentFiles(message, around),
  };
}

/** What came with a message; the key is left out when nothing did. */
export function presentFiles({ id }: MessageRow, around: Senders) {
  const attachments = around.attachments.get(id);
  return attachments ? { attachments } : {};
}

/** Whoever wrote a message; nobody for what the desk itself writes. */
export function presentSender(
  ctx: AccountContext,
  { sender_type, sender_id }: MessageRow,
  around: Senders,
): SenderPush | undefined {
  if (sender_id === null) return undefined;
  switch (sender_type) {
    case 'User': {
      const person = around.people.get(sender_id);
      return person && presentUserPush(ctx, person);
    }
    case 'Contact': {
      const contact = around.contacts.get(sender_id);
      return contact && presentContactPush(ctx, contact);
    }
    case 'AgentBot': {
      const bot = around.bots.get(sender_id);
      return bot && presentAgentBotPush(ctx, bot);
    }
    case null:
      return undefined;
  }
}
