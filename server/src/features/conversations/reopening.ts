import type { TransactionContext } from '../../context.ts';
import { systemContext } from '../accounts/account.ts';
import { accessContact } from '../contacts/access.ts';
import { hasActiveBot } from '../inboxes/inbox.ts';
import { setStatus } from './status.ts';
import type { ConversationRow } from './table.ts';

/** Brings a sleeping or resolved conversation back when the customer writes; a blocked contact brings nothing back. */
export async function reopenForCustomer(
  tx: TransactionContext,
  held: ConversationRow,
): Promise<ConversationRow> {
  if (held.status === 'snoozed') return setStatus(asSystem(tx), held, 'open');
  if (held.status !== 'resolved') return held;
  const contact = await accessContact(tx, held.contact_id);
  if (contact.blocked) return held;
  return setStatus(asSystem(tx), held, (await hasActiveBot(tx, held.inbox_id)) ? 'pending' : 'open');
}

/** The same transaction, with the desk itself as the one who acts. */
function asSystem(tx: TransactionContext): TransactionContext {
  return { ...tx, actor: systemContext(tx.services, tx.account).actor };
}
