import { and, eq } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdContact } from '../contacts/access.ts';
import { presentContactPush } from '../contacts/present.ts';
import { type ContactRow, contacts } from '../contacts/table.ts';
import { releaseAttachments } from './attachment.ts';
import { ofConversation } from './change.ts';
import { conversations } from './table.ts';

/** Deletes a contact with all that there is of it: links, notes, conversations, their messages and files. */
export async function removeContact(ctx: AccountContext, { id }: Pick<ContactRow, 'id'>) {
  await ctx.transaction(async (tx) => {
    const contact = await holdContact(tx, id);
    if (contact.avatar) await releaseFile(tx.queries, contact.avatar.key);
    await releaseAttachments(tx, eq(conversations.contact_id, id));
    const gone = await tx.queries
      .delete(conversations)
      .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.contact_id, id)))
      .returning();
    for (const conversation of gone) tx.emit('conversation.deleted', ofConversation(conversation));
    await deleteContact(tx, contact);
  });
}

/** Deletes a held contact that has no conversations, and tells of it. */
export async function deleteContact(tx: TransactionContext, contact: ContactRow) {
  await tx.queries
    .delete(contacts)
    .where(and(eq(contacts.account_id, contact.account_id), eq(contacts.id, contact.id)));
  tx.emit('contact.deleted', { contact_id: contact.id, contact: presentContactPush(tx, contact) });
}
