import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdContact } from '../contacts/access.ts';
import { presentContactPush } from '../contacts/present.ts';
import { type ContactRow, contacts } from '../contacts/table.ts';
import { attachments, conversations } from './table.ts';

/** Deletes a contact with all that there is of it: links, notes, conversations, their messages and files. */
export async function removeContact(ctx: AccountContext, { id }: Pick<ContactRow, 'id'>) {
  await ctx.transaction(async (tx) => {
    const contact = await holdContact(tx, id);
    await releaseFiles(tx, contact);
    await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.contact_id, id)));
    await deleteContact(tx, contact);
  });
}

/** Deletes a held contact that has no conversations, and tells of it. */
export async function deleteContact(tx: TransactionContext, contact: ContactRow) {
  await tx.queries
    .delete(contacts)
    .where(and(eq(contacts.account_id, contact.account_id), eq(contacts.id, contact.id)));
  tx.emit('contact.deleted', { contact_id: contact.id, contact: presentContactPush(contact) });
}

async function releaseFiles(tx: TransactionContext, contact: ContactRow) {
  const ofContact = tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.contact_id, contact.id)));
  const sent = await tx.queries
    .select({ file: attachments.file })
    .from(attachments)
    .where(
      and(
        eq(attachments.account_id, tx.account.id),
        inArray(attachments.conversation_id, ofContact),
        isNotNull(attachments.file),
      ),
    );
  const files = [contact.avatar, ...sent.map(({ file }) => file)];
  for (const file of files) if (file) await releaseFile(tx.queries, file.key);
}
