import { and, arrayContains, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { AccountContext } from '../../context.ts';
import { contacts } from '../contacts/table.ts';
import type { LabelRenaming } from '../labels/label.ts';
import { holdConversation } from './access.ts';
import { changeConversation } from './change.ts';
import { conversations } from './table.ts';

const BATCH = 1000;

type Titles = Omit<LabelRenaming, 'account_id'>;

/**
 * Puts a label's new title wherever the old one stands. The transactions are many and short; a second run finds
 * what the first one left.
 */
export async function renameLabel(ctx: AccountContext, titles: Titles) {
  await renameUnsettled(ctx, titles);
  await whileAny(() => renameSettled(ctx, titles));
  await whileAny(() => renameContacts(ctx, titles));
}

/** Those that people work on: everyone hears of each. */
async function renameUnsettled(ctx: AccountContext, titles: Titles) {
  const found = await ctx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(labelled(ctx, titles), ne(conversations.status, 'resolved')))
    .orderBy(conversations.id);
  for (const { id } of found) {
    await ctx.transaction(async (tx) => {
      const held = await holdConversation(tx, id);
      await changeConversation(tx, held, { labels: renamed(held.labels, titles) });
    });
  }
}

const labelled = (ctx: AccountContext, { from }: Titles) =>
  and(eq(conversations.account_id, ctx.account.id), arrayContains(conversations.labels, [from]));

/** The titles with the new one in the place of the old, and only there. */
function renamed(held: string[], { from, to }: Titles): string[] {
  if (!held.includes(from)) return held;
  return held.filter((title) => title !== to).map((title) => (title === from ? to : title));
}

async function whileAny(renameSome: () => Promise<number>) {
  let number: number;
  do {
    number = await renameSome();
  } while (number > 0);
}

// Years of settled ones, and contacts, which do not show their labels with themselves, change without a word.
async function renameSettled(ctx: AccountContext, titles: Titles): Promise<number> {
  const some = ctx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(labelled(ctx, titles))
    .limit(BATCH);
  const changed = await ctx.queries
    .update(conversations)
    .set({ labels: renamedIn(conversations.labels, titles), updated_at: ctx.now() })
    .where(and(labelled(ctx, titles), inArray(conversations.id, some)))
    .returning({ id: conversations.id });
  return changed.length;
}

async function renameContacts(ctx: AccountContext, titles: Titles): Promise<number> {
  const carrying = and(
    eq(contacts.account_id, ctx.account.id),
    arrayContains(contacts.labels, [titles.from]),
  );
  const some = ctx.queries.select({ id: contacts.id }).from(contacts).where(carrying).limit(BATCH);
  const changed = await ctx.queries
    .update(contacts)
    .set({ labels: renamedIn(contacts.labels, titles), updated_at: ctx.now() })
    .where(and(carrying, inArray(contacts.id, some)))
    .returning({ id: contacts.id });
  return changed.length;
}

const renamedIn = (column: AnyPgColumn, { from, to }: Titles): SQL =>
  sql`array_replace(array_remove(${column}, ${to}::text), ${from}::text, ${to}::text)`;
