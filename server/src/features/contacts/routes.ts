import { type Contact, contacts } from '@porchlight/contract/contacts';
import { type AccountContext, type Route, route } from '../../context.ts';
import { isThisMachine } from '../../platform/http/rate-limits.ts';
import { presentInboxRecord } from '../inboxes/present.ts';
import { accessContact } from './access.ts';
import { createContact } from './contact.ts';
import { searchContacts } from './list.ts';
import { presentContact, presentContactsWithLinks } from './present.ts';

type Row = Parameters<typeof presentContact>[0];

export const contactRoutes: readonly Route[] = [
  route(contacts.create, async (ctx, { account_id, ...fields }) => {
    const { contact, link } = await createContact(ctx, fields);
    return {
      payload: {
        contact: await presentOne(ctx, contact, true),
        contact_inbox: {
          inbox: link ? presentInboxRecord(link.inbox) : null,
          source_id: link?.contactInbox.source_id ?? null,
        },
      },
    };
  }),

  route(contacts.search, async (ctx, { q, page, include_contact_inboxes, ...options }, { request }) => {
    if (!isThisMachine(request)) await ctx.services.limits.take(`contact search ${ctx.account.id}`, 100, 60);
    const current_page = echoPage(request.query);
    const text = q?.trim() ?? '';
    if (text === '') return { meta: { count: null, current_page }, payload: [] };
    const { count, rows } = await searchContacts(ctx, text, { page, ...options });
    return { meta: { count, current_page }, payload: await presentMany(ctx, rows, include_contact_inboxes) };
  }),

  route(contacts.show, async (ctx, { id, include_contact_inboxes }) => {
    const contact = await accessContact(ctx, id);
    return { payload: await presentOne(ctx, contact, include_contact_inboxes) };
  }),
];

async function presentMany(
  ctx: AccountContext,
  rows: readonly Row[],
  withLinks: boolean,
): Promise<Contact[]> {
  return withLinks ? presentContactsWithLinks(ctx, rows) : rows.map(presentContact);
}

async function presentOne(ctx: AccountContext, row: Row, withLinks: boolean): Promise<Contact> {
  const [contact] = await presentMany(ctx, [row], withLinks);
  return contact ?? presentContact(row);
}

// The wire echoes the page as it was sent: the text "2", or the number 1 when none was.
function echoPage(query: unknown): 1 | string {
  const { page } = query as { page?: unknown };
  return typeof page === 'string' && page !== '' ? page : 1;
}
