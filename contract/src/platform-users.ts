import * as z from 'zod';
import { attributes, id, isoTime, line, object, text } from './fields.ts';
import { operation } from './operation.ts';
import { role } from './people.ts';

/** A user as platform apps see them. */
export const platformUser = z.object({
  access_token: z.string(),
  account_id: z.int().nullable(),
  available_name: z.string(),
  avatar_url: z.string(),
  confirmed: z.boolean(),
  display_name: z.string().nullable(),
  message_signature: z.string().nullable(),
  email: z.string(),
  id: z.int(),
  name: z.string(),
  provider: z.string(),
  pubsub_token: z.string(),
  custom_attributes: object.optional(),
  role: role.nullable(),
  ui_settings: object,
  uid: z.string(),
  accounts: z.array(z.object({ id: z.int(), name: z.string(), active_at: isoTime.nullable(), role })),
});
export type PlatformUser = z.output<typeof platformUser>;

const fields = z.object({
  name: line.nullable().optional(),
  display_name: line.nullable().optional(),
  email: line.nullable().optional(),
  password: text(10_000).nullable().optional(),
  custom_attributes: attributes.nullable().optional(),
});

const USERS = '/platform/api/v1/users';
const params = z.object({ id });
const errors = ['record_missing', 'not_permissible'] as const;

/** Users, as platform apps make and keep them. */
export const platformUsers = {
  create: operation({
    method: 'POST',
    path: USERS,
    summary: 'Create a user, or adopt the one with this e-mail address',
    description:
      'A new user needs a name and a password, and counts as confirmed. One that is there already stays as they are, ' +
      'but an address that nobody confirmed: what its user signed in with ends, and it counts as confirmed.',
    permission: 'platform_app',
    body: fields,
    response: platformUser,
    errors: ['invalid'],
    example: {
      name: 'Ben Brown',
      email: 'ben@example.com',
      password: 'Correct-Horse-1',
      custom_attributes: { plan: 'gold' },
    },
  }),
  show: operation({
    method: 'GET',
    path: `${USERS}/{id}`,
    summary: 'Show a user, with the access token',
    permission: 'platform_app',
    params,
    response: platformUser,
    errors,
  }),
  update: operation({
    method: 'PATCH',
    path: `${USERS}/{id}`,
    summary: 'Change a user',
    description:
      'custom_attributes are merged with those of before. A new e-mail address counts at once. A new password ends the ' +
      'sessions of the user.',
    permission: 'platform_app',
    params,
    body: fields,
    response: platformUser,
    errors: [...errors, 'invalid'],
    example: { display_name: 'Ben', custom_attributes: { plan: 'silver' } },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${USERS}/{id}`,
    summary: 'Have a user deleted, out of all accounts, some time after the answer',
    permission: 'platform_app',
    params,
    response: z.undefined(),
    errors,
  }),
  login: operation({
    method: 'GET',
    path: `${USERS}/{id}/login`,
    summary: 'Make an address that signs the user in once, within five minutes',
    permission: 'platform_app',
    params,
    response: z.object({ url: z.string() }),
    errors,
  }),
  token: operation({
    method: 'POST',
    path: `${USERS}/{id}/token`,
    summary: 'Show the access token of a user',
    description: 'It has no end: expiry is null.',
    permission: 'platform_app',
    params,
    response: z.object({
      access_token: z.string(),
      expiry: z.null(),
      user: z.object({
        id: z.int(),
        name: z.string(),
        display_name: z.string().nullable(),
        email: z.string(),
        pubsub_token: z.string(),
      }),
    }),
    errors,
  }),
};
