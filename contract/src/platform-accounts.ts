import * as z from 'zod';
import { locale } from './accounts.ts';
import { attributes, flag, id, line, object, text } from './fields.ts';
import { operation } from './operation.ts';

const statuses = ['active', 'suspended'] as const;

/** An account as platform apps see it. */
export const platformAccount = z.object({
  id: z.int(),
  name: z.string(),
  locale: z.string(),
  domain: z.string().nullable(),
  support_email: z.string().nullable(),
  features: z.record(z.string(), z.literal(true)),
  custom_attributes: object,
  limits: object,
  status: z.enum(statuses),
});
export type PlatformAccount = z.output<typeof platformAccount>;

// Enums are taken by name or by number.
const status = z
  .union(
    [z.enum(statuses), z.literal(0).transform(() => statuses[0]), z.literal(1).transform(() => statuses[1])],
    'must be active or suspended',
  )
  .meta({ documented: { type: 'string', enum: statuses } });

const off = z.null().transform(() => false);

const fields = z.object({
  name: line.optional(),
  locale: locale.nullable().optional(),
  domain: text(100).nullable().optional(),
  support_email: line.nullable().optional(),
  status: status.optional(),
  limits: attributes.nullable().optional(),
  custom_attributes: attributes.nullable().optional(),
  features: z
    .record(
      z.string(),
      z.union([flag, off], 'must be true or false'),
      'must be an object of names and true or false',
    )
    .meta({ documented: { type: 'object', additionalProperties: { type: 'boolean' } } })
    .nullable()
    .optional(),
});

const ACCOUNTS = '/platform/api/v1/accounts';
const params = z.object({ id });
const errors = ['record_missing', 'not_permissible'] as const;

/** Accounts, as platform apps make and keep them. */
export const platformAccounts = {
  list: operation({
    method: 'GET',
    path: ACCOUNTS,
    summary: 'List the accounts that the platform app made',
    permission: 'platform_app',
    response: z.array(platformAccount),
  }),
  create: operation({
    method: 'POST',
    path: ACCOUNTS,
    summary: 'Create an account without anybody in it',
    description: 'A new account has the usual features; features turns some on or off besides.',
    permission: 'platform_app',
    body: fields,
    response: platformAccount,
    errors: ['invalid'],
    example: { name: 'Acme', locale: 'en', features: { help_center: false } },
  }),
  show: operation({
    method: 'GET',
    path: `${ACCOUNTS}/{id}`,
    summary: 'Show an account',
    permission: 'platform_app',
    params,
    response: platformAccount,
    errors,
  }),
  update: operation({
    method: 'PATCH',
    path: `${ACCOUNTS}/{id}`,
    summary: 'Change an account, suspend it, or turn its features on and off',
    description:
      'limits and custom_attributes replace what was there; features that are not named stay as they are.',
    permission: 'platform_app',
    params,
    body: fields,
    response: platformAccount,
    errors: [...errors, 'invalid'],
    example: { status: 'suspended', limits: { agents: 5 } },
  }),
  remove: operation({
    method: 'DELETE',
    path: `${ACCOUNTS}/{id}`,
    summary: 'Have an account deleted with all that is in it, some time after the answer',
    description: 'Its users stay.',
    permission: 'platform_app',
    params,
    response: z.undefined(),
    errors,
  }),
};
