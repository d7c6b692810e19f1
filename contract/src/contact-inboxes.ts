import * as z from 'zod';
import { contact, contactInbox } from './contacts.ts';
import { flag, id, line } from './fields.ts';
import { operation } from './operation.ts';

/** The links of contacts to inboxes. */
export const contactInboxes = {
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts/{contact_id}/contact_inboxes',
    summary: 'Link a contact to an inbox',
    description: 'Without a `source_id` the contact keeps its latest link to the inbox, or gets a new one.',
    permission: 'member',
    params: z.object({ account_id: id, contact_id: id }),
    body: z.object({
      inbox_id: id,
      source_id: line.nullable().optional(),
      hmac_verified: flag.nullable().optional(),
    }),
    response: contactInbox,
    errors: ['not_found', 'not_allowed', 'unprocessable'],
    example: { inbox_id: 1, source_id: 'customer_1' },
  }),
  filter: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contact_inboxes/filter',
    summary: 'Find the contact that has a source id in an inbox',
    permission: 'member',
    params: z.object({ account_id: id }),
    body: z.object({ inbox_id: id, source_id: line }),
    response: contact,
    errors: ['not_found', 'not_allowed'],
    example: { inbox_id: 1, source_id: 'customer_1' },
  }),
  contactable: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{id}/contactable_inboxes',
    summary: 'List the inboxes through which a contact can be reached',
    description:
      'Inboxes that the caller may use, each with the source id that a conversation would be started with.',
    permission: 'member',
    params: z.object({ account_id: id, id }),
    response: z.object({ payload: z.array(contactInbox) }),
    errors: ['not_found'],
  }),
};
