import { conversations } from '@porchlight/contract/conversations';
import { messages } from '@porchlight/contract/messages';
import { type AccountContext, type Route, route } from '../../context.ts';
import {
  isoOrNull,
  presentAgent,
  presentSlimAgentBot,
  presentTeamRecord,
  presentUserPush,
} from '../accounts/present.ts';
import { presentContactPush } from '../contacts/present.ts';
import { accessConversation } from './access.ts';
import { assignAgent, assignBot, assignTeam } from './assignment.ts';
import { openConversation } from './conversation.ts';
import { countConversations, listConversations } from './list.ts';
import { postMessage } from './message.ts';
import { listMessages } from './message-list.ts';
import { presentConversations, presentMessage, presentOneConversation } from './present.ts';
import { changeStatus } from './status.ts';
import { loadSenders } from './surroundings.ts';

type Row = Awaited<ReturnType<typeof accessConversation>>;

export const conversationRoutes: readonly Route[] = [
  route(conversations.list, async (ctx, { account_id, ...filters }) => {
    const [meta, rows] = await Promise.all([
      countConversations(ctx, filters),
      listConversations(ctx, filters),
    ]);
    return { data: { meta, payload: await presentConversations(ctx, rows) } };
  }),

  route(conversations.meta, async (ctx, { account_id, ...filters }) => ({
    meta: await countConversations(ctx, filters),
  })),

  route(conversations.create, async (ctx, { account_id, ...given }) =>
    presentOneConversation(ctx, await openConversation(ctx, given)),
  ),

  route(conversations.show, async (ctx, { id }) =>
    presentOneConversation(ctx, await accessConversation(ctx, id)),
  ),

  route(conversations.toggleStatus, async (ctx, { id, status, snoozed_until }) => {
    const found = await accessConversation(ctx, id);
    const until = snoozed_until ? new Date(snoozed_until * 1000) : null;
    const { conversation, handed_off } = await changeStatus(ctx, found, { status, snoozed_until: until });
    return {
      payload: {
        // The wire sends null, not true, when a bot hands off.
        success: handed_off ? null : true,
        conversation_id: conversation.display_id,
        current_status: conversation.status,
        snoozed_until: isoOrNull(conversation.snoozed_until),
      },
    };
  }),

  route(conversations.assign, async (ctx, { conversation_id, assignee_id, assignee_type, team_id }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    if (assignee_id !== undefined && assignee_type === 'AgentBot') {
      const bot = await assignBot(ctx, conversation, assignee_id ?? 0);
      return bot ? presentSlimAgentBot(ctx, bot) : null;
    }
    if (assignee_id !== undefined) {
      const person = await assignAgent(ctx, conversation, assignee_id);
      return person ? presentAgent(ctx, person) : null;
    }
    if (team_id === undefined) return null;
    const team = await assignTeam(ctx, conversation, team_id);
    return team ? presentTeamRecord(team) : null;
  }),

  route(messages.list, async (ctx, { conversation_id, before, after }) => {
    const conversation = await accessConversation(ctx, conversation_id);
    const rows = await listMessages(ctx, conversation, { before, after });
    const senders = await loadSenders(ctx, rows, [conversation]);
    return {
      meta: presentListMeta(ctx, conversation, senders),
      payload: rows.map((message) => presentMessage(ctx, message, conversation.display_id, senders)),
    };
  }),

  route(messages.create, async (ctx, { account_id, conversation_id, ...fields }) => {
    const { message, senders } = await postMessage(ctx, conversation_id, fields);
    const answer = presentMessage(ctx, message, conversation_id, senders);
    return fields.echo_id ? { ...answer, echo_id: fields.echo_id } : answer;
  }),
];

function presentListMeta(ctx: AccountContext, row: Row, senders: Awaited<ReturnType<typeof loadSenders>>) {
  const contact = senders.contacts.get(row.contact_id);
  if (!contact) throw new Error('A conversation has no contact');
  const assignee = row.assignee_id === null ? undefined : senders.people.get(row.assignee_id);
  return {
    labels: row.labels,
    additional_attributes: row.additional_attributes,
    contact: presentContactPush(ctx, contact),
    ...(assignee ? { assignee: presentUserPush(ctx, assignee) } : {}),
    agent_last_seen_at: isoOrNull(row.agent_last_seen_at),
    assignee_last_seen_at: isoOrNull(row.assignee_last_seen_at),
  };
}
