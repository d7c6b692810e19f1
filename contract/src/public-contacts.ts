import * as z from 'zod';
import { contactFields } from './contacts.ts';
import { isoTime, line, object } from './fields.ts';
import { workingHours } from './inboxes.ts';
import { operation } from './operation.ts';

const INBOX = '/public/api/v1/inboxes/{inbox_identifier}';
const CONTACT = `${INBOX}/contacts/{source_id}` as const;

const ofInbox = z.object({ inbox_identifier: line });
/** The parameters of what belongs to a contact of an inbox. */
export const ofContact = ofInbox.extend({ source_id: line });

const IDENTITY =
  '`identifier_hash` is the HMAC-SHA256 of `identifier` under the key of the inbox, in hexadecimal digits. A right one ' +
  'verifies the contact; a wrong one is refused, and so is none where the inbox demands one.';

const OTHERS =
  'What belongs to another contact is not taken over: an identifier, e-mail address or phone number that another ' +
  'contact has is noted as `unverified_…` among the additional attributes, for agents to look into.';

/** A contact as it is shown to itself. */
export const ownContact = z.object({
  source_id: z.string(),
  pubsub_token: z.string(),
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  phone_number: z.string().nullable(),
});
export type OwnContact = z.output<typeof ownContact>;

/** The whole record of a contact. */
export const contactRecord = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  phone_number: z.string().nullable(),
  account_id: z.int(),
  created_at: isoTime,
  updated_at: isoTime,
  additional_attributes: object,
  identifier: z.string().nullable(),
  custom_attributes: object,
  last_activity_at: isoTime.nullable(),
  contact_type: z.enum(['visitor', 'lead', 'customer']),
  middle_name: z.string(),
  last_name: z.string(),
  location: z.string(),
  country_code: z.string(),
  blocked: z.boolean(),
  company_id: z.int().nullable(),
});
export type ContactRecord = z.output<typeof contactRecord>;

/** Whatever stands there is looked at: a hash in an odd form is a wrong one. */
const identifierHash = z
  .unknown()
  .optional()
  .meta({ documented: { type: 'string' } });

/** Who somebody says that they are, and the proof. */
const identity = z.object({ identifier: line.nullable().optional(), identifier_hash: identifierHash });

const fieldsOfContact = contactFields
  .pick({ name: true, email: true, phone_number: true, avatar_url: true, custom_attributes: true })
  .extend(identity.shape);

/** What customers' programs see of an inbox. */
export const publicInboxes = {
  show: operation({
    method: 'GET',
    path: INBOX,
    summary: 'Show an API inbox to its customers',
    description: '`identity_validation_enabled` says that contacts need an `identifier_hash`.',
    permission: 'inbox_identifier',
    params: ofInbox,
    response: z.object({
      identifier: z.string(),
      identity_validation_enabled: z.boolean(),
      name: z.string(),
      timezone: z.string(),
      working_hours: z.array(workingHours),
      working_hours_enabled: z.boolean(),
      csat_survey_enabled: z.boolean(),
      greeting_enabled: z.boolean(),
    }),
    errors: ['not_found', 'account_suspended'],
  }),
};

/** Contacts of an API inbox, by what they hold themselves: the identifier of the inbox and their source id. */
export const publicContacts = {
  create: operation({
    method: 'POST',
    path: `${INBOX}/contacts`,
    summary: 'Create a contact of the inbox, or find it by its source id or its verified identity',
    description:
      'The `source_id` is what the contact is known by from then on; it is made up when there is none. Whoever holds ' +
      'it can speak for the contact, so it should be unguessable. One that is there already answers its contact as it ' +
      `is. ${IDENTITY} A verified identifier finds its contact, and so do the e-mail address and the phone number with ` +
      `it, of a contact that has no identifier. ${OTHERS}`,
    permission: 'inbox_identifier',
    params: ofInbox,
    body: fieldsOfContact.extend({ source_id: line.nullable().optional() }),
    response: ownContact,
    errors: ['not_found', 'account_suspended', 'wrong_identifier_hash', 'unprocessable'],
    example: {
      name: 'Rui Costa',
      email: 'rui@example.com',
      phone_number: '+351912000111',
      custom_attributes: { tier: 'gold' },
    },
  }),
  show: operation({
    method: 'GET',
    path: CONTACT,
    summary: 'Show a contact to itself',
    description: IDENTITY,
    permission: 'contact',
    params: ofContact,
    query: identity,
    response: ownContact,
    errors: ['not_found', 'account_suspended', 'wrong_identifier_hash'],
  }),
  update: operation({
    method: 'PATCH',
    path: CONTACT,
    summary: 'Change a contact',
    description:
      `Fields that are absent stay, and the identifier stays in any case. ${IDENTITY} Custom attributes alone need ` +
      'none. The contact that has no identifier and the same e-mail address or phone number is merged into one that ' +
      `is verified. ${OTHERS}`,
    permission: 'contact',
    params: ofContact,
    body: fieldsOfContact,
    response: contactRecord,
    errors: ['not_found', 'account_suspended', 'wrong_identifier_hash'],
    example: { name: 'Rui M. Costa', custom_attributes: { tier: 'gold' } },
  }),
};
