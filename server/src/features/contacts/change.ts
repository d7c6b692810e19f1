import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import type { TransactionContext } from '../../context.ts';
import type { Changes } from '../../events.ts';
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

function differences(held: ContactRow, columns: Columns): Changes {
  const before: Readonly<Record<string, unknown>> = held;
  const changed = Object.entries(columns).filter(([name, value]) => !isDeepStrictEqual(value, before[name]));
  return Object.fromEntries(changed.map(([name, value]) => [name, [before[name], value]]));
}
