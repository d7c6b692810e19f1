import { contactInboxes } from '@porchlight/contract/contact-inboxes';
import { contactLabels } from '@porchlight/contract/contact-labels';
import { type Contact, contacts } from '@porchlight/contract/contacts';
import { type AccountContext, type Exchange, type Route, route } from '../../context.ts';
import { limitAccount } from '../accounts/rate-limits.ts';
import { accessInbox } from '../inboxes/access.ts';
import { presentInboxRecord, presentSlimInbox } from '../inboxes/present.ts';
import { accessContact } from './access.ts';
import { removeAvatar } from './avatar.ts';
import { createContact, removeCustomAttributes, replaceLabels, updateContact } from './contact.ts';
import { accessContactBySourceId, linkContact, listContactable } from './contact-inbox.ts';
import {
  type ContactPage,
  filterContacts,
  listActiveContacts,
  listContacts,
  searchContacts,
} from './list.ts';
import { presentContact, presentContactsWithLinks } from './present.ts';

type Row = Parameters<typeof presentContact>[1];

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

  route(contacts.list, async (ctx, { account_id, include_contact_inboxes, ...options }, { request }) => {
    const found = await listContacts(ctx, options);
    return presentPage(ctx, found, { withLinks: include_contact_inboxes, request });
  }),

  route(contacts.search, async (ctx, { q, include_contact_inboxes, ...options }, { request }) => {
    await limitAccount(ctx, request, { name: 'contact search', max: 100, window_seconds: 60 });
    const text = q?.trim() ?? '';
    if (text === '') return { meta: { count: null, current_page: echoPage(request) }, payload: [] };
    const found = await searchContacts(ctx, text, options);
    return presentPage(ctx, found, { withLinks: include_contact_inboxes, request });
  }),

  route(contacts.active, async (ctx, { include_contact_inboxes, ...options }, { request }) => {
    const found = await listActiveContacts(ctx, options);
    return presentPage(ctx, found, { withLinks: include_contact_inboxes, request });
  }),

  route(contacts.filter, async (ctx, { payload, include_contact_inboxes, ...options }, { request }) => {
    const found = await filterContacts(ctx, payload, options);
    return presentPage(ctx, found, { withLinks: include_contact_inboxes, request });
  }),

  route(contacts.show, async (ctx, { id, include_contact_inboxes }) => {
    const contact = await accessContact(ctx, id);
    return { payload: await presentOne(ctx, contact, include_contact_inboxes) };
  }),

  route(contacts.update, async (ctx, { account_id, id, include_contact_inboxes, ...fields }) => {
    const contact = await updateContact(ctx, await accessContact(ctx, id), fields);
    return { payload: await presentOne(ctx, contact, include_contact_inboxes) };
  }),

  route(contacts.removeAvatar, async (ctx, { id }) => {
    const contact = await removeAvatar(ctx, await accessContact(ctx, id));
    return { payload: presentContact(ctx, contact) };
  }),

  route(contacts.removeCustomAttributes, async (ctx, { id, custom_attributes }) => {
    const contact = await removeCustomAttributes(ctx, await accessContact(ctx, id), custom_attributes);
    return { payload: await presentOne(ctx, contact, true) };
  }),

  route(contactLabels.list, async (ctx, { contact_id }) => ({
    payload: (await accessContact(ctx, contact_id)).labels,
  })),

  route(contactLabels.replace, async (ctx, { contact_id, labels }) => {
    const contact = await replaceLabels(ctx, await accessContact(ctx, contact_id), labels ?? []);
    return { payload: contact.labels };
  }),

  route(contactInboxes.create, async (ctx, { contact_id, inbox_id, source_id, hmac_verified }) => {
    const contact = await accessContact(ctx, contact_id);
    const inbox = await accessInbox(ctx, inbox_id);
    const link = await linkContact(ctx, {
      contact,
      inbox,
      source_id: source_id || undefined,
      hmac_verified: hmac_verified ?? false,
    });
    return { source_id: link.source_id, inbox: presentSlimInbox(ctx, inbox) };
  }),

  route(contactInboxes.filter, async (ctx, { inbox_id, source_id }) => {
    const contact = await accessContactBySourceId(ctx, { inbox_id, source_id });
    return presentOne(ctx, contact, true);
  }),

  route(contactInboxes.contactable, async (ctx, { id }) => {
    const reachable = await listContactable(ctx, await accessContact(ctx, id));
    return {
      payload: reachable.map(({ inbox, source_id }) => ({ inbox: presentSlimInbox(ctx, inbox), source_id })),
    };
  }),
];

interface PageOptions {
  withLinks: boolean;
  request: Exchange['request'];
}

async function presentPage(ctx: AccountContext, { count, rows }: ContactPage, options: PageOptions) {
  const payload = await presentMany(ctx, rows, options.withLinks);
  return { meta: { count, current_page: echoPage(options.request) }, payload };
}

async function presentMany(
  ctx: AccountContext,
  rows: readonly Row[],
  withLinks: boolean,
): Promise<Contact[]> {
  return withLinks ? presentContactsWithLinks(ctx, rows) : rows.map((row) => presentContact(ctx, row));
}

async function presentOne(ctx: AccountContext, row: Row, withLinks: boolean): Promise<Contact> {
  const [contact] = await presentMany(ctx, [row], withLinks);
  return contact ?? presentContact(ctx, row);
}

// The wire echoes the page as it was sent: the text "2", or the number 1 when none was.
function echoPage({ query, body }: Exchange['request']): 1 | string {
  const { page } = { ...(query as object), ...(body as object | null) } as { page?: unknown };
  return (typeof page === 'string' || typeof page === 'number') && page !== '' ? String(page) : 1;
}
