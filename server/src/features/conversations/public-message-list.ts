import { and, desc, eq, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { notFound } from '../../platform/refusal.ts';
import { typeNumber } from './activity.ts';
import { type ConversationRow, type MessageRow, messages } from './table.ts';

const PAGE_SIZE = 20;
const SHOWN_MAX = 200;

/** What the contact sees: neither notes among colleagues nor lines that say what was done. */
const isShown = () => and(eq(messages.private, false), ne(messages.message_type, typeNumber('activity')));

/** The latest messages that the contact sees, oldest first, or those below an id. */
export async function listShownMessages(
  ctx: AccountContext,
  conversation: ConversationRow,
  before: number | null | undefined,
): Promise<MessageRow[]> {
  const wanted = before ? lt(messages.id, before) : undefined;
  const rows = await selectShown(ctx, conversation, wanted).orderBy(desc(messages.id)).limit(PAGE_SIZE);
  return rows.reverse();
}

/** The message, when the contact sees it. */
export async function accessShownMessage(ctx: AccountContext, conversation: ConversationRow, id: number) {
  const [message] = await selectShown(ctx, conversation, eq(messages.id, id));
  if (!message) throw notFound();
  return message;
}

const selectShown = (ctx: AccountContext, { account_id, id }: ConversationRow, wanted: SQL | undefined) =>
  ctx.queries
    .select()
    .from(messages)
    .where(and(eq(messages.account_id, account_id), eq(messages.conversation_id, id), isShown(), wanted));

/** The latest messages of each conversation that the contact sees, oldest first, all loaded together. */
export async function loadShownMessages(
  ctx: AccountContext,
  rows: readonly ConversationRow[],
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
    .limit(SHOWN_MAX)
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
