import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { ContactContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { accessConversation, visible } from '../conversations/access.ts';
import { typeNumber } from '../conversations/activity.ts';
import { rememberedSince } from '../conversations/echo.ts';
import { type ConversationRow, conversations, messages } from '../conversations/table.ts';

const LISTED_MAX = 50;
const UNREAD_MAX = 100;

/** A conversation of the visitor, with the answers in it that they have not seen. */
export interface Listed {
  conversation: ConversationRow;
  unread_count: number;
}

/** The visitor's conversations, the latest activity first. */
export function listConversations(ctx: ContactContext): Promise<Listed[]> {
  return ctx.queries
    .select({ conversation: conversations, unread_count: unreadCount() })
    .from(conversations)
    .where(visible(ctx))
    .orderBy(desc(conversations.last_activity_at), desc(conversations.id))
    .limit(LISTED_MAX);
}

const unreadCount = (): SQL<number> =>
  sql<number>`(select count(*) from (select 1 from ${messages} where ${isUnseen()} limit ${UNREAD_MAX}) unread)`.mapWith(
    Number,
  );

const isUnseen = () =>
  and(
    eq(messages.account_id, conversations.account_id),
    eq(messages.conversation_id, conversations.id),
    eq(messages.message_type, typeNumber('outgoing')),
    eq(messages.private, false),
    sql`${messages.created_at} > coalesce(${conversations.contact_last_seen_at}, 'epoch')`,
  );

/** The conversation that the visitor means: the one with this number, else their newest; nothing when there is none. */
export async function findMeant(
  ctx: ContactContext,
  display_id: number | null | undefined,
): Promise<ConversationRow | undefined> {
  if (display_id) return accessConversation(ctx, display_id);
  const [newest] = await ctx.queries
    .select()
    .from(conversations)
    .where(visible(ctx))
    .orderBy(desc(conversations.id))
    .limit(1);
  return newest;
}

/** The conversation in which the visitor said something with this echo id, while it is remembered. */
export async function findEchoed(ctx: ContactContext, echo_id: string): Promise<ConversationRow | undefined> {
  const said = and(
    eq(messages.account_id, conversations.account_id),
    eq(messages.conversation_id, conversations.id),
    eq(messages.echo_id, echo_id),
    gt(messages.created_at, rememberedSince(ctx)),
  );
  const [found] = await ctx.queries
    .select({ conversation: conversations })
    .from(conversations)
    .innerJoin(messages, said)
    .where(visible(ctx))
    .limit(1);
  return found?.conversation;
}

/** The conversation of the visitor in which this message is, or a refusal. */
export async function accessConversationOf(
  ctx: ContactContext,
  message_id: number,
): Promise<ConversationRow> {
  const [found] = await ctx.queries
    .select({ conversation: conversations })
    .from(messages)
    .innerJoin(
      conversations,
      and(
        eq(conversations.account_id, messages.account_id),
        eq(conversations.id, messages.conversation_id),
        visible(ctx),
      ),
    )
    .where(and(eq(messages.account_id, ctx.account.id), eq(messages.id, message_id)));
  if (!found) throw notFound();
  return found.conversation;
}

/** The conversation that is meant, or a refusal. */
export async function accessMeant(
  ctx: ContactContext,
  display_id: number | null | undefined,
): Promise<ConversationRow> {
  const found = await findMeant(ctx, display_id);
  if (!found) throw notFound();
  return found;
}
