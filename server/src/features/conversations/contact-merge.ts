import { and, eq, inArray } from 'drizzle-orm';
import type { AccountContext, TransactionContext } from '../../context.ts';
import { releaseFile } from '../../platform/files/claims.ts';
import { holdContact } from '../contacts/access.ts';
import { changeContact } from '../contacts/change.ts';
import { mergedColumns } from '../contacts/merged.ts';
import { type ContactRow, contactInboxes, contactNotes } from '../contacts/table.ts';
import { ofConversation } from './change.ts';
import { deleteContact } from './contact-removal.ts';
import { type ConversationRow, conversations, messages } from './table.ts';

/**
 * Moves all that one contact has to the base contact, fills the blanks of that, and deletes the other. A contact merged
 * with itself stays as it is.
 */
export async function mergeContacts(
  ctx: AccountContext,
  base: ContactRow,
  mergee: ContactRow,
): Promise<ContactRow> {
  if (base.id === mergee.id) return base;
  return ctx.transaction(async (tx) => {
    const held = await holdBoth(tx, base.id, mergee.id);
    const moved = await moveRecords(tx, held);
    if (held.base.avatar && held.mergee.avatar) await releaseFile(tx.queries, held.mergee.avatar.key);
    // The identities are free for the base contact once the other is gone.
    await deleteContact(tx, held.mergee);
    tx.emit('contact.merged', { contact_id: base.id, mergee_contact_id: mergee.id });
    const merged = await changeContact(tx, held.base, mergedColumns(held.base, held.mergee));
    for (const conversation of moved) {
      const changes = { contact_id: [mergee.id, base.id] as [unknown, unknown] };
      tx.emit('conversation.contact_changed', { ...ofConversation(conversation), changes });
    }
    return merged;
  });
}

interface Pair {
  base: ContactRow;
  mergee: ContactRow;
}

/** Holds both, the older first: two merges of the same contacts wait for each other instead of crossing. */
async function holdBoth(tx: TransactionContext, base_id: number, mergee_id: number): Promise<Pair> {
  const rows = new Map<number, ContactRow>();
  for (const id of [base_id, mergee_id].sort((one, other) => one - other)) {
    rows.set(id, await holdContact(tx, id));
  }
  const [base, mergee] = [rows.get(base_id), rows.get(mergee_id)];
  if (!base || !mergee) throw new Error('A held contact is not at hand');
  return { base, mergee };
}

/** Moves links, notes, conversations and what was said in them; answers the conversations. */
async function moveRecords(tx: TransactionContext, { base, mergee }: Pair): Promise<ConversationRow[]> {
  const { queries, account } = tx;
  const owner = { contact_id: base.id };
  await queries
    .update(contactInboxes)
    .set(owner)
    .where(and(eq(contactInboxes.account_id, account.id), eq(contactInboxes.contact_id, mergee.id)));
  await queries
    .update(contactNotes)
    .set(owner)
    .where(and(eq(contactNotes.account_id, account.id), eq(contactNotes.contact_id, mergee.id)));
  const moved = await queries
    .update(conversations)
    .set({ ...owner, updated_at: tx.now() })
    .where(and(eq(conversations.account_id, account.id), eq(conversations.contact_id, mergee.id)))
    .returning();
  await moveSender(tx, { base, mergee });
  return moved;
}

async function moveSender(tx: TransactionContext, { base, mergee }: Pair) {
  const ofBase = tx.queries
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.account_id, tx.account.id), eq(conversations.contact_id, base.id)));
  await tx.queries
    .update(messages)
    .set({ sender_id: base.id })
    .where(
      and(
        eq(messages.account_id, tx.account.id),
        inArray(messages.conversation_id, ofBase),
        eq(messages.sender_type, 'Contact'),
        eq(messages.sender_id, mergee.id),
      ),
    );
}
