import * as z from 'zod';
import { id, isoTime } from './fields.ts';
import { operation } from './operation.ts';
import { availability, role } from './people.ts';

/** The whole record of a membership. */
export const accountUserRecord = z.object({
  id: z.int(),
  account_id: z.int(),
  user_id: z.int(),
  role,
  inviter_id: z.int().nullable(),
  created_at: isoTime,
  updated_at: isoTime,
  active_at: isoTime.nullable(),
  availability,
  auto_offline: z.boolean(),
  custom_role_id: z.int().nullable(),
  agent_capacity_policy_id: z.int().nullable(),
});
export type AccountUserRecord = z.output<typeof accountUserRecord>;

const MEMBERSHIPS = '/platform/api/v1/accounts/{account_id}/account_users';
const params = z.object({ account_id: id });
const errors = ['record_missing', 'not_permissible'] as const;

// Enums are taken by name or by number.
const givenRole = z
  .union(
    [
      role,
      z.literal(0).transform(() => 'agent' as const),
      z.literal(1).transform(() => 'administrator' as const),
    ],
    'must be agent or administrator',
  )
  .meta({ documented: { type: 'string', enum: role.options } });

/** Who is in an account, as platform apps decide it. */
export const platformAccountUsers = {
  list: operation({
    method: 'GET',
    path: MEMBERSHIPS,
    summary: 'List the memberships of an account',
    permission: 'platform_app',
    params,
    response: z.array(accountUserRecord),
    errors,
  }),
  create: operation({
    method: 'POST',
    path: MEMBERSHIPS,
    summary: 'Make a user a member of an account, or change the role of a member',
    description:
      'A new member is an agent unless said otherwise. The app need not have made the user. Sessions and passwords of a ' +
      'user whose e-mail address nobody confirmed end.',
    permission: 'platform_app',
    params,
    body: z.object({ user_id: id, role: givenRole.optional() }),
    response: accountUserRecord,
    errors: [...errors, 'invalid'],
    example: { user_id: 1, role: 'administrator' },
  }),
  remove: operation({
    method: 'DELETE',
    path: MEMBERSHIPS,
    summary: 'Take a user out of an account',
    description:
      'The conversations of the user are nobody’s then. The user stays; whoever is no member is passed over.',
    permission: 'platform_app',
    params,
    body: z.object({ user_id: id }),
    response: z.undefined(),
    errors: [...errors, 'invalid'],
    example: { user_id: 1 },
  }),
};
