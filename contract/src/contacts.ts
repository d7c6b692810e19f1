import * as z from 'zod';
import { attributes, flag, id, line, object, optionalId, page, seconds, text, texts } from './fields.ts';
import { inboxRecord, slimInbox } from './inboxes.ts';
import { operation } from './operation.ts';

/** A contact's link to an inbox. */
export const contactInbox = z.object({ source_id: z.string(), inbox: slimInbox });

/** A customer. */
export const contact = z.object({
  additional_attributes: object,
  availability_status: z.enum(['online', 'offline']),
  email: z.string().nullable(),
  id: z.int(),
  name: z.string(),
  phone_number: z.string().nullable(),
  blocked: z.boolean(),
  identifier: z.string().nullable(),
  thumbnail: z.string(),
  custom_attributes: object,
  last_activity_at: seconds.optional(),
  created_at: seconds.optional(),
  contact_inboxes: z.array(contactInbox).optional(),
});
export type Contact = z.output<typeof contact>;

const email = line.refine(
  (value) => value.trim() === '' || /^[^\s@]+@[^\s@]+$/.test(value.trim()),
  'is not an e-mail address: write it like name@example.com',
);

const phoneNumber = text(20).refine(
  (value) => value.trim() === '' || /^\+[1-9]\d{1,14}$/.test(value.trim()),
  'must be in the international form: + and the country code, then digits only, like +15550109999',
);

/** The fields of a contact that may be set. */
export const contactFields = z.object({
  name: line.nullable().optional(),
  email: email.nullable().optional(),
  phone_number: phoneNumber.nullable().optional(),
  identifier: line.nullable().optional(),
  blocked: flag.optional(),
  additional_attributes: attributes.nullable().optional(),
  custom_attributes: attributes.nullable().optional(),
});

const sort = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

const list = z.object({
  page,
  sort,
  labels: texts.optional(),
  include_contact_inboxes: z
    .unknown()
    .optional()
    .transform((value) => value !== false && value !== 'false'),
});

/** The customers. */
export const contacts = {
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts',
    summary: 'Create a contact, and with inbox_id its link to that inbox',
    permission: 'member',
    params: z.object({ account_id: id }),
    body: contactFields.extend({ inbox_id: optionalId, source_id: line.nullable().optional() }),
    response: z.object({
      payload: z.object({
        contact,
        contact_inbox: z.object({ inbox: inboxRecord.nullable(), source_id: z.string().nullable() }),
      }),
    }),
    errors: ['not_found'],
    example: {
      inbox_id: 1,
      name: 'John Doe',
      email: 'john@example.com',
      phone_number: '+15550109999',
      identifier: 'customer_1',
      additional_attributes: { company: 'Acme' },
    },
  }),
  search: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/search',
    summary: 'Search contacts by part of a name, e-mail, phone number, identifier or company',
    description: 'Finds contacts that have an e-mail address, a phone number or an identifier; 15 a page.',
    permission: 'member',
    params: z.object({ account_id: id }),
    query: list.extend({ q: text(255).optional() }),
    response: z.object({
      meta: z.object({ count: z.int().nullable(), current_page: z.union([z.literal(1), z.string()]) }),
      payload: z.array(contact),
    }),
    example: { q: 'john@example.com' },
  }),
  show: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{id}',
    summary: 'Show a contact',
    permission: 'member',
    params: z.object({ account_id: id, id }),
    query: z.object({ include_contact_inboxes: list.shape.include_contact_inboxes }),
    response: z.object({ payload: contact }),
    errors: ['not_found'],
  }),
};
