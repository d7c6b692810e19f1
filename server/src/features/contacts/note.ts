import { and, desc, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type ContactNoteRow, type ContactRow, contactNotes } from './table.ts';

/** Every note about a contact, the newest first. */
export async function listNotes(ctx: AccountContext, contact: ContactRow): Promise<ContactNoteRow[]> {
  return ctx.queries
    .select()
    .from(contactNotes)
    .where(and(eq(contactNotes.account_id, ctx.account.id), eq(contactNotes.contact_id, contact.id)))
    .orderBy(desc(contactNotes.created_at), desc(contactNotes.id));
}

/** Writes a note about a contact, in the name of whoever acts. */
export async function writeNote(
  ctx: AccountContext,
  contact: ContactRow,
  content: string,
): Promise<ContactNoteRow> {
  const now = ctx.now();
  const [note] = await ctx.queries
    .insert(contactNotes)
    .values({
      account_id: ctx.account.id,
      contact_id: contact.id,
      user_id: ctx.actor.type === 'user' ? ctx.actor.id : null,
      content,
      created_at: now,
      updated_at: now,
    })
    .returning();
  if (!note) throw new Error('The note was not stored');
  return note;
}

/** Changes what a note says. */
export async function rewriteNote(
  ctx: AccountContext,
  note: ContactNoteRow,
  content: string,
): Promise<ContactNoteRow> {
  const [row] = await ctx.queries
    .update(contactNotes)
    .set({ content, updated_at: ctx.now() })
    .where(is(ctx, note))
    .returning();
  return row ?? note;
}

/** Deletes a note. */
export async function removeNote(ctx: AccountContext, note: ContactNoteRow) {
  await ctx.queries.delete(contactNotes).where(is(ctx, note));
}

const is = (ctx: AccountContext, { id }: ContactNoteRow) =>
  and(eq(contactNotes.account_id, ctx.account.id), eq(contactNotes.id, id));
