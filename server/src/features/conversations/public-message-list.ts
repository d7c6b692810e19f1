import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { typeNumber } from './activity.ts';
import { listMessages, type Window } from './message-list.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

const SHOWN_MAX = 200;

/** What the contact sees: neither notes among colleagues nor lines that say what was done. */
const isShown = () => and(eq(messages.private, false), ne(messages.message_type, typeNumber('activity')));

/** The latest messages that the contact sees, oldest first, or those around the given ids. */
export const listShownMessages = (ctx: AccountContext, conversation: ConversationRow, window: Window) =>
  listMessages(ctx, conversation, window, isShown());

/** The message, when the contact sees it. */
export async function accessShownMessage(ctx: AccountContext, conversation: ConversationRow, id: number) {
  const message = await findShownMessage(ctx, conversation, id);
  if (!message) throw notFound();
  return message;
}

/** The message, when the contact sees it, or nothing. */
export async function findShownMessage(ctx: AccountContext, conversation: ConversationRow, id: number) {
  const { account_id, id: conversation_id } = conversation;
  const [message] = await ctx.queries
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.account_id, account_id),
        eq(messages.conversation_id, conversation_id),
        eq(messages.id, id),
        isShown(),
      ),
    );
  return message;
}

/** The latest messages of each conversation that the contact sees, oldest first, all loaded together. */
export async function loadShownMessages(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
  each_max = SHOWN_MAX,
): Promise<Map<number, MessageRow[]>> {
  if (rows.length === 0) return new Map();
  const wanted = sql`unnest(${sql.param(rows.map(({ id }) => id))}::bigint[]) as wanted (id)`;
  const latest = ctx.queries
    .select()
    .from(messages)
    .where(
      and(eq(messages.account_id, ctx.account.id), sql`${messages.conversation_id} = wanted.id`, isShown()),
    )
    .orderBy(desc(messages.id))
    .limit(each_max)
    .as('latest');
  const found = await ctx.queries
    .select({ message: latest._.selectedFields })
    .from(wanted)
    .innerJoinLateral(latest, sql`true`)
    .orderBy(latest.id);
  const shown = new Map<number, MessageRow[]>(rows.map(({ id }) => [id, []]));
  for (const { message } of found) shown.get(message.conversation_id)?.push(message);
  return shown;
}
