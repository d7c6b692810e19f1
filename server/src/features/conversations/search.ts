import type { FoundConversation } from '@porchlight/contract/conversation-search';
import type { ConversationCounts, ConversationFilters } from '@porchlight/contract/conversations';
import type { FilterCondition } from '@porchlight/contract/filters';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { compileFilter } from '../../platform/filter/compile.ts';
import { secondsOf } from '../accounts/present.ts';
import { findContacts } from '../contacts/access.ts';
import { findInboxes } from '../inboxes/access.ts';
import { manifestOf } from '../inboxes/inbox.ts';
import { listed } from './access.ts';
import { conversationAttributes } from './filter.ts';
import { contains, countTabs, listConversations, PAGE_SIZE } from './list.ts';
import { presentSender } from './present.ts';
import { loadSenders, type Senders } from './surroundings.ts';
import { type ConversationRow, conversations, type MessageRow, messages } from './table.ts';

interface Found {
  counts: ConversationCounts;
  rows: ConversationRow[];
}

/** A page of the conversations that meet the conditions, the last active first, and how many each tab has of them. */
export async function filterConversations(
  ctx: AccountContext,
  conditions: readonly FilterCondition[],
  page: number,
): Promise<Found> {
  const wanted = and(listed(ctx), compileFilter(conditions, conversationAttributes, ctx.now()));
  const rows = await ctx.queries
    .select()
    .from(conversations)
    .where(wanted)
    .orderBy(desc(conversations.last_activity_at), desc(conversations.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
  return { counts: await countTabs(ctx, wanted), rows };
}

/** Of one conversation no more messages than these are shown among the results. */
const MATCHES_MAX = 100;

/** A page of the conversations that fit the filters, each with the messages that say what was searched. */
export async function searchConversations(
  ctx: AccountContext,
  filters: ConversationFilters,
): Promise<FoundConversation[]> {
  const rows = await listConversations(ctx, filters);
  const matches = await findMatches(ctx, rows, filters.q);
  const contacts = await findContacts(
    ctx,
    rows.map((row) => row.contact_id),
  );
  const inboxes = await findInboxes(
    ctx,
    rows.map((row) => row.inbox_id),
  );
  const senders = await loadSenders(ctx, [...matches.values()].flat(), []);
  return rows.flatMap((row) => {
    const contact = contacts.get(row.contact_id);
    const inbox = inboxes.get(row.inbox_id);
    // Deleted since it was found.
    if (!contact || !inbox) return [];
    return [
      {
        id: row.display_id,
        uuid: row.uuid,
        created_at: secondsOf(row.created_at),
        contact: { id: contact.id, name: contact.name },
        inbox: { id: inbox.id, name: inbox.name, channel_type: manifestOf(inbox).channel_type },
        messages: (matches.get(row.id) ?? []).map((message) => presentMatch(ctx, message, senders)),
        account_id: row.account_id,
      },
    ];
  });
}

async function findMatches(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
  q: string | undefined,
): Promise<Map<number, MessageRow[]>> {
  if (!q || rows.length === 0) return new Map();
  const ids = rows.map((row) => row.id);
  const place = sql<number>`row_number() over (partition by ${messages.conversation_id} order by ${messages.id} desc)`;
  const ranked = ctx.queries
    .select({ id: messages.id, place: place.as('place') })
    .from(messages)
    .where(and(eq(messages.account_id, ctx.account.id), inArray(messages.conversation_id, ids), contains(q)))
    .as('ranked');
  const latest = ctx.queries
    .select({ id: ranked.id })
    .from(ranked)
    .where(sql`${ranked.place} <= ${MATCHES_MAX}`);
  const found = await ctx.queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, ctx.account.id), inArray(messages.id, latest)))
    .orderBy(asc(messages.id));
  return Map.groupBy(found, (message) => message.conversation_id);
}

function presentMatch(
  ctx: AccountContext,
  message: MessageRow,
  senders: Senders,
): FoundConversation['messages'][number] {
  const sender = presentSender(ctx, message, senders);
  return {
    content: message.content,
    id: message.id,
    ...(sender ? { sender_name: sender.name } : {}),
    message_type: message.message_type,
    created_at: secondsOf(message.created_at),
  };
}
