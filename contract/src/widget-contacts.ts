import * as z from 'zod';
import { contactFields } from './contacts.ts';
import { line } from './fields.ts';
import { operation } from './operation.ts';
import { ofWebsite, widgetContact } from './widget.ts';
import { attributeKeys, visitorAttributes, visitorFields } from './widget-conversations.ts';

/** What the desk knows of the visitor, without saying it. */
const known = z.object({
  id: z.int(),
  has_email: z.boolean(),
  has_name: z.boolean(),
  has_phone_number: z.boolean(),
});
export type KnownOfVisitor = z.output<typeof known>;

const identified = known.extend({ widget_auth_token: z.string().optional() });

const IDENTITY =
  '`identifier_hash` is the HMAC-SHA256 of `identifier` under the key of the inbox, in hexadecimal digits. A right one ' +
  'verifies the visitor; a wrong one is refused, and so is none where the inbox demands one and the call names ' +
  'somebody. Custom attributes alone need none. A visitor who was somebody else before becomes a new one, whose token ' +
  'is `widget_auth_token`. What belongs to somebody who proved who they are is not taken over without proof: it is ' +
  'noted for agents as `unverified_…` among the additional attributes.';

const identity = visitorFields.extend({
  identifier: line.nullable().optional(),
  // Whatever stands there is looked at: a hash in an odd form is a wrong one.
  identifier_hash: z
    .unknown()
    .optional()
    .meta({ documented: { type: 'string' } }),
  avatar_url: contactFields.shape.avatar_url.catch(undefined),
  custom_attributes: visitorAttributes.nullable().optional(),
  additional_attributes: visitorAttributes.nullable().optional(),
});

const refusals = ['not_found', 'account_suspended', 'origin_not_allowed', 'wrong_identifier_hash'] as const;
const example = { name: 'Rui Costa', email: 'rui@example.com', custom_attributes: { tier: 'gold' } };

/** Who the visitor of a website is. */
export const widgetContacts = {
  show: operation({
    method: 'GET',
    path: '/api/v1/widget/contact',
    summary: 'Show what the desk knows of the visitor',
    permission: 'website_visitor',
    query: ofWebsite,
    response: known.extend({ identifier: widgetContact.shape.identifier }),
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/api/v1/widget/contact',
    summary: 'Change the visitor',
    description: `Fields that are absent or blank stay; attributes join those that are there. ${IDENTITY}`,
    permission: 'website_visitor',
    query: ofWebsite,
    body: identity,
    response: identified,
    errors: refusals,
    example,
  }),
  setUser: operation({
    method: 'PATCH',
    path: '/api/v1/widget/contact/set_user',
    summary: 'Say who the visitor is',
    description: IDENTITY,
    permission: 'website_visitor',
    query: ofWebsite,
    body: identity,
    response: identified,
    errors: refusals,
    example: { identifier: 'user-1042', ...example },
  }),
  removeCustomAttributes: operation({
    method: 'POST',
    path: '/api/v1/widget/contact/destroy_custom_attributes',
    summary: 'Take custom attributes off the visitor',
    permission: 'website_visitor',
    query: ofWebsite,
    body: z.object({ custom_attributes: attributeKeys }),
    response: widgetContact,
    errors: ['not_found', 'account_suspended', 'origin_not_allowed'],
    example: { custom_attributes: ['tier'] },
  }),
};
