import * as z from 'zod';
import { attributes, flag, id, line, object, optionalId, page, seconds, text, texts } from './fields.ts';
import { filterConditions } from './filters.ts';
import { inboxRecord, slimInbox } from './inboxes.ts';
import { operation } from './operation.ts';
import { optionalFile } from './uploaded-file.ts';

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
  /** A JPEG, PNG or GIF of 15 MB at most, in a multipart form. */
  avatar: optionalFile,
  /** Where the picture is to be fetched from, some time after the answer. */
  avatar_url: text(2048).nullable().optional(),
});

const sort = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

const pageOfList = z.object({
  page,
  sort,
  include_contact_inboxes: z
    .unknown()
    .optional()
    .transform((value) => value !== false && value !== 'false'),
});
const list = pageOfList.extend({ labels: texts.optional() });
const { include_contact_inboxes } = pageOfList.shape;

const listed = z.object({
  meta: z.object({ count: z.int().nullable(), current_page: z.union([z.literal(1), z.string()]) }),
  payload: z.array(contact),
});

const one = z.object({ account_id: id, id });

const PICTURE =
  'A picture is a JPEG, PNG or GIF of 15 MB at most: as `avatar` in a multipart form, or at `avatar_url`, from where ' +
  'it is fetched a little later; an address without such a picture is passed over.';

/** The customers. */
export const contacts = {
  list: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts',
    summary: 'List contacts that have an e-mail address, a phone number or an identifier',
    description:
      '15 a page. `sort` names a field, with `-` before it for the other direction: name, email, phone_number, ' +
      'last_activity_at, created_at, company, city or country.',
    permission: 'member',
    params: z.object({ account_id: id }),
    query: list,
    response: listed,
    example: { page: 1, sort: '-last_activity_at', labels: ['vip'] },
  }),
  create: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts',
    summary: 'Create a contact, and with inbox_id its link to that inbox',
    description: PICTURE,
    permission: 'member',
    params: z.object({ account_id: id }),
    body: contactFields.extend({ inbox_id: optionalId, source_id: line.nullable().optional() }),
    response: z.object({
      payload: z.object({
        contact,
        contact_inbox: z.object({ inbox: inboxRecord.nullable(), source_id: z.string().nullable() }),
      }),
    }),
    errors: ['not_found', 'not_allowed', 'unprocessable'],
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
    response: listed,
    errors: ['too_many_requests'],
    example: { q: 'john@example.com' },
  }),
  active: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/active',
    summary: 'List the contacts that are online now',
    permission: 'member',
    params: z.object({ account_id: id }),
    query: pageOfList,
    response: listed,
    example: { page: 1 },
  }),
  filter: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts/filter',
    summary: 'List the contacts that meet conditions',
    description:
      'Attributes: name, email, phone_number, identifier, city, company, country_code, labels, blocked, created_at, ' +
      'last_activity_at. Finds contacts that have an e-mail address, a phone number or an identifier; 15 a page.',
    permission: 'member',
    params: z.object({ account_id: id }),
    body: pageOfList.extend({ payload: filterConditions }),
    response: listed,
    errors: ['unprocessable'],
    refuse_body_as: 'unprocessable',
    example: {
      payload: [
        { attribute_key: 'city', filter_operator: 'equal_to', values: ['Faro'], query_operator: 'and' },
        { attribute_key: 'email', filter_operator: 'contains', values: ['@example.com'] },
      ],
    },
  }),
  show: operation({
    method: 'GET',
    path: '/api/v1/accounts/{account_id}/contacts/{id}',
    summary: 'Show a contact',
    permission: 'member',
    params: one,
    query: z.object({ include_contact_inboxes }),
    response: z.object({ payload: contact }),
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/accounts/{account_id}/contacts/{id}',
    summary: 'Change a contact',
    description: `Fields that are absent stay. Attributes are merged with those that are there, key by key. ${PICTURE}`,
    permission: 'member',
    params: one,
    body: contactFields.extend({ include_contact_inboxes }),
    response: z.object({ payload: contact }),
    errors: ['not_found'],
    example: { name: 'Jane Doe', phone_number: '+15550109998', custom_attributes: { tier: 'gold' } },
  }),
  delete: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/contacts/{id}',
    summary: 'Delete a contact with its conversations and notes',
    permission: 'administrator',
    params: one,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  removeAvatar: operation({
    method: 'DELETE',
    path: '/api/v1/accounts/{account_id}/contacts/{id}/avatar',
    summary: 'Remove the picture of a contact',
    permission: 'member',
    params: one,
    response: z.object({ payload: contact }),
    errors: ['not_found'],
  }),
  removeCustomAttributes: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/contacts/{id}/destroy_custom_attributes',
    summary: 'Remove custom attributes of a contact by their keys',
    permission: 'member',
    params: one,
    body: z.object({ custom_attributes: texts }),
    response: z.object({ payload: contact }),
    errors: ['not_found'],
    example: { custom_attributes: ['tier'] },
  }),
  merge: operation({
    method: 'POST',
    path: '/api/v1/accounts/{account_id}/actions/contact_merge',
    summary: 'Merge a contact into another, which takes over all that it has',
    description:
      'Conversations, messages, links to inboxes, notes and labels move to the base contact, blanks of it are ' +
      'filled, and the other contact is deleted.',
    permission: 'member',
    params: z.object({ account_id: id }),
    body: z.object({ base_contact_id: id, mergee_contact_id: id }),
    response: contact,
    errors: ['not_found'],
    example: { base_contact_id: 1, mergee_contact_id: 2 },
  }),
};
