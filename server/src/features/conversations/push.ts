import type { ConversationPush } from '@porchlight/contract/pushes';
import type { AccountContext } from '../../context.ts';
import {
  isoOrNull,
  presentAgentBotPush,
  presentUserPush,
  secondsOf,
  secondsOrZero,
} from '../accounts/present.ts';
import { presentContactPush } from '../contacts/present.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import { canReply, presentFullMessage } from './present.ts';
import type { Surroundings } from './surroundings.ts';
import type { ConversationRow } from './table.ts';

/** A conversation as events show it, from what was loaded around it. */
export function presentPush(
  ctx: AccountContext,
  row: ConversationRow,
  around: Surroundings,
): ConversationPush {
  const { newest_shown, unread_count } = around.of(row);
  return {
    additional_attributes: row.additional_attributes,
    can_reply: canReply(ctx, row, around),
    channel: manifestOf(around.inboxOf(row)).channel_type,
    contact_inbox: presentLink(around.linkOf(row)),
    id: row.display_id,
    inbox_id: row.inbox_id,
    messages: newest_shown ? [presentFullMessage(ctx, newest_shown, row, around)] : [],
    labels: row.labels,
    meta: presentMeta(ctx, row, around),
    status: row.status,
    custom_attributes: row.custom_attributes,
    snoozed_until: isoOrNull(row.snoozed_until),
    unread_count,
    first_reply_created_at: isoOrNull(row.first_reply_created_at),
    priority: row.priority,
    waiting_since: secondsOrZero(row.waiting_since),
    agent_last_seen_at: secondsOrZero(row.agent_last_seen_at),
    contact_last_seen_at: secondsOrZero(row.contact_last_seen_at),
    last_activity_at: secondsOf(row.last_activity_at),
    timestamp: secondsOf(row.last_activity_at),
    created_at: secondsOf(row.created_at),
    updated_at: row.updated_at.getTime() / 1000,
  };
}

function presentLink(link: ReturnType<Surroundings['linkOf']>): ConversationPush['contact_inbox'] {
  return {
    id: link.id,
    contact_id: link.contact_id,
    inbox_id: link.inbox_id,
    source_id: link.source_id,
    created_at: link.created_at.toISOString(),
    updated_at: link.updated_at.toISOString(),
    hmac_verified: link.hmac_verified,
    pubsub_token: link.pubsub_token,
  };
}

function presentMeta(ctx: AccountContext, row: ConversationRow, around: Surroundings) {
  const team = row.team_id === null ? undefined : around.teams.get(row.team_id)?.team;
  return {
    sender: presentContactPush(ctx, around.contactOf(row)),
    ...presentAssignee(ctx, row, around),
    team: team ? { id: team.id, name: team.name } : null,
    hmac_verified: around.linkOf(row).hmac_verified,
  };
}

function presentAssignee(ctx: AccountContext, row: ConversationRow, around: Surroundings) {
  const person = row.assignee_id === null ? undefined : around.people.get(row.assignee_id);
  if (person) return { assignee: presentUserPush(ctx, person), assignee_type: 'User' as const };
  const bot = row.assignee_agent_bot_id === null ? undefined : around.bots.get(row.assignee_agent_bot_id);
  if (bot) return { assignee: presentAgentBotPush(ctx, bot), assignee_type: 'AgentBot' as const };
  return { assignee: null, assignee_type: null };
}
