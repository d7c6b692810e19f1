import { randomUUID } from 'node:crypto';
import type { contactFields } from '@porchlight/contract/contacts';
import type * as z from 'zod';
import {
  accountContextWithin,
  type ContactContext,
  type InboxContext,
  type TransactionContext,
} from '../../context.ts';
import { systemContext } from '../accounts/account.ts';
import { createContact } from '../contacts/contact.ts';
import { linkContact } from '../contacts/contact-inbox.ts';
import type { ContactInboxRow, ContactRow } from '../contacts/table.ts';
import { contactContext } from '../conversations/public-access.ts';
import type { InboxRow } from '../inboxes/table.ts';
import { makeVisitorName } from './visitor-name.ts';

/** A contact and the link through which the visitor is it. */
export interface Linked {
  contact: ContactRow;
  contactInbox: ContactInboxRow;
}

/** Makes a visitor of whom nothing is known. */
export async function createVisitor(opened: InboxContext): Promise<ContactContext> {
  const { services, account, inbox } = opened;
  const desk = accountContextWithin(opened, account, systemContext(services, account).actor);
  return contactContext(opened, await desk.transaction((tx) => makeVisitor(tx, inbox, {})));
}

/** Makes a contact with a link to the inbox, both of one moment: by that it is known that they were made together. */
export async function makeVisitor(
  tx: TransactionContext,
  inbox: InboxRow,
  { hmac_verified = false, ...fields }: z.output<typeof contactFields> & { hmac_verified?: boolean },
): Promise<Linked> {
  const at = tx.now();
  const still: TransactionContext = { ...tx, now: () => at, transaction: (nested) => nested(still) };
  const { contact } = await createContact(still, { ...fields, name: fields.name || makeVisitorName() });
  const link = { contact, inbox, source_id: randomUUID(), hmac_verified };
  return { contact, contactInbox: await linkContact(still, link) };
}
