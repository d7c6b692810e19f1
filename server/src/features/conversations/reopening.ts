import type { ConversationStatus } from '@porchlight/contract/conversation-values';
import type { TransactionContext } from '../../context.ts';
import { accessContact } from '../contacts/access.ts';
import { hasActiveBot, manifestOf } from '../inboxes/inbox.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { setStatus, setStatusQuietly } from './status.ts';
import type { ConversationRow } from './table.ts';

/** Brings a sleeping or resolved conversation back when the customer writes; a blocked contact brings nothing back. */
export async function reopenForCustomer(
  tx: TransactionContext,
  held: ConversationRow,
  inbox: InboxRow,
): Promise<ConversationRow> {
  if (held.status !== 'snoozed' && held.status !== 'resolved') return held;
  const contact = await accessContact(tx, held.contact_id);
  if (contact.blocked) return held;
  const status = await statusAfter(tx, held);
  // In an API inbox a program wrote for the customer, so a line says what followed from it.
  const isByProgram = manifestOf(inbox).features.incoming_by_api;
  return isByProgram ? setStatus(tx, held, status) : setStatusQuietly(tx, held, status);
}

async function statusAfter(tx: TransactionContext, held: ConversationRow): Promise<ConversationStatus> {
  return held.status === 'resolved' && (await hasActiveBot(tx, held.inbox_id)) ? 'pending' : 'open';
}
