import { contactConversations } from '@porchlight/contract/contact-conversations';
import { contacts } from '@porchlight/contract/contacts';
import { type Route, route } from '../../context.ts';
import { accessContact } from '../contacts/access.ts';
import { presentContact } from '../contacts/present.ts';
import { listLatestOfContact } from './contact-list.ts';
import { mergeContacts } from './contact-merge.ts';
import { removeContact } from './contact-removal.ts';
import { presentConversations } from './present.ts';

/** What is asked of contacts and touches their conversations. */
export const conversationContactRoutes: readonly Route[] = [
  route(contactConversations.list, async (ctx, { contact_id }) => {
    const { id } = await accessContact(ctx, contact_id);
    return { payload: await presentConversations(ctx, await listLatestOfContact(ctx, id)) };
  }),

  route(contacts.delete, async (ctx, { id }) => {
    await removeContact(ctx, await accessContact(ctx, id));
    return undefined;
  }),

  route(contacts.merge, async (ctx, { base_contact_id, mergee_contact_id }) => {
    const base = await accessContact(ctx, base_contact_id);
    const mergee = await accessContact(ctx, mergee_contact_id);
    return presentContact(ctx, await mergeContacts(ctx, base, mergee));
  }),
];
