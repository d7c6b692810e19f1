import { and, eq, type SQL } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { type ById, type Gap, isOneOf, keepQuery } from '../../platform/database/kept-query.ts';
import { notFound } from '../../platform/refusal.ts';
import {
  type ContactInboxRow,
  type ContactNoteRow,
  type ContactRow,
  contactInboxes,
  contactNotes,
  contacts,
} from './table.ts';

/** The contacts that the caller may see: every member of an account sees all of them, a contact none but themselves. */
export function visibleContacts(ctx: AccountContext): SQL {
  const ofAccount = eq(contacts.account_id, ctx.account.id);
  return ctx.actor.type === 'contact'
    ? (and(ofAccount, eq(contacts.id, ctx.actor.id)) ?? ofAccount)
    : ofAccount;
}

/** The contact, or a refusal. */
export async function accessContact(ctx: AccountContext, id: number): Promise<ContactRow> {
  const [contact] = await ctx.queries
    .select()
    .from(contacts)
    .where(and(visibleContacts(ctx), eq(contacts.id, id)));
  if (!contact) throw notFound();
  return contact;
}

/** The row as it is now, held until the transaction ends: whoever changes a contact holds it first. */
export async function holdContact(ctx: AccountContext, id: number): Promise<ContactRow> {
  const [row] = await ctx.queries
    .select()
    .from(contacts)
    .where(and(visibleContacts(ctx), eq(contacts.id, id)))
    .for('update');
  if (!row) throw notFound();
  return row;
}

/** The note, when it is about this contact. */
export async function accessNote(
  ctx: AccountContext,
  contact: ContactRow,
  id: number,
): Promise<ContactNoteRow> {
  const [note] = await ctx.queries
    .select()
    .from(contactNotes)
    .where(
      and(
        eq(contactNotes.account_id, ctx.account.id),
        eq(contactNotes.contact_id, contact.id),
        eq(contactNotes.id, id),
      ),
    );
  if (!note) throw notFound();
  return note;
}

/** Contacts by id. */
export async function findContacts(
  ctx: AccountContext,
  ids: readonly number[],
): Promise<Map<number, ContactRow>> {
  if (ids.length === 0) return new Map();
  const rows = await contactsById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

const contactsById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(contacts)
    .where(and(eq(contacts.account_id, gap('account_id')), isOneOf(contacts.id, gap('ids')))),
);

/** Links to inboxes by their ids. */
export async function findContactInboxes(ctx: AccountContext, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, ContactInboxRow>();
  const rows = await linksById(ctx.queries, { account_id: ctx.account.id, ids: [...new Set(ids)] });
  return new Map(rows.map((row) => [row.id, row]));
}

const linksById = keepQuery((queries, gap: Gap<ById>) =>
  queries
    .select()
    .from(contactInboxes)
    .where(and(eq(contactInboxes.account_id, gap('account_id')), isOneOf(contactInboxes.id, gap('ids')))),
);
