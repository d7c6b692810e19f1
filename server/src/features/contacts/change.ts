import { and, eq } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import { differences } from '../../platform/differences.ts';
import { type ContactRow, contacts } from './table.ts';

type Columns = Partial<Omit<ContactRow, 'account_id' | 'id' | 'search_text' | 'created_at' | 'updated_at'>>;

/** Writes columns of a held contact, and tells of those that truly changed. */
export async function changeContact(
  tx: TransactionContext,
  held: ContactRow,
  columns: Columns,
): Promise<ContactRow> {
  const changes = differences(held, columns);
  if (Object.keys(changes).length === 0) return held;
  const [row] = await tx.queries
    .update(contacts)
    .set({ ...columns, updated_at: tx.now() })
    .where(and(eq(contacts.account_id, held.account_id), eq(contacts.id, held.id)))
    .returning();
  if (!row) throw new Error('A held contact was not there to be changed');
  tx.emit('contact.updated', { contact_id: row.id, changes });
  return row;
}
