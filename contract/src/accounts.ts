import * as z from 'zod';
import { flag, id, isoTime, line, object, text, texts } from './fields.ts';
import { operation } from './operation.ts';
import { role } from './people.ts';

const ACCOUNT = '/api/v1/accounts/{account_id}';
const params = z.object({ account_id: id });

/** When labels, inboxes and teams last changed, in seconds, as text: clients compare these with what they kept. */
const cacheKeys = z.object({ label: z.string(), inbox: z.string(), team: z.string() });

/** An account, without what only its own page shows. */
export const account = z.object({
  id: z.int(),
  name: z.string(),
  locale: z.string(),
  domain: z.string().nullable(),
  support_email: z.string().nullable(),
  status: z.enum(['active', 'suspended']),
  settings: object,
  custom_attributes: object.optional(),
  features: z.record(z.string(), z.literal(true)),
  created_at: isoTime,
});
export type Account = z.output<typeof account>;

/** The account with what its page shows besides. */
export const shownAccount = account.extend({
  cache_keys: cacheKeys,
  latest_chatwoot_version: z.string().nullable(),
});

const AUTO_RESOLVE_MIN_MINUTES = 10;
const AUTO_RESOLVE_MAX_MINUTES = 1_439_856;
const minutes = `must be a number of minutes from ${AUTO_RESOLVE_MIN_MINUTES} to ${AUTO_RESOLVE_MAX_MINUTES}, or null`;

const autoResolveAfter = z
  .union(
    [
      z.int().min(AUTO_RESOLVE_MIN_MINUTES).max(AUTO_RESOLVE_MAX_MINUTES),
      z
        .string()
        .regex(/^\d{2,7}$/)
        .transform(Number)
        .refine((value) => value >= AUTO_RESOLVE_MIN_MINUTES && value <= AUTO_RESOLVE_MAX_MINUTES),
      z.null(),
      z.literal('').transform(() => null),
    ],
    minutes,
  )
  .meta({
    documented: {
      type: ['integer', 'null'],
      minimum: AUTO_RESOLVE_MIN_MINUTES,
      maximum: AUTO_RESOLVE_MAX_MINUTES,
    },
  });

/** What the account decides for all of its conversations; what is not sent stays as it is. */
export const accountSettings = z.object({
  auto_resolve_after: autoResolveAfter.optional(),
  auto_resolve_message: text(10_000).nullable().optional(),
  auto_resolve_ignore_waiting: flag.nullable().optional(),
  auto_resolve_label: line.nullable().optional(),
  audio_transcriptions: flag.nullable().optional(),
  /** A conversation stays with its bot when the bot cannot be reached, instead of going to people. */
  keep_pending_on_bot_failure: flag.nullable().optional(),
  conversation_required_attributes: texts.nullable().optional(),
});

/** The language of an account. */
export const locale = z
  .string('must be a language such as en or pt_BR')
  .regex(/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/, 'must be a language such as en or pt_BR');

/** What signing up answers. */
const newUser = z.object({
  id: z.int(),
  provider: z.string(),
  uid: z.string(),
  name: z.string(),
  display_name: z.string().nullable(),
  email: z.string(),
  account_id: z.int().nullable(),
  created_at: isoTime,
  pubsub_token: z.string(),
  role: role.nullable(),
  inviter_id: z.int().nullable(),
  confirmed: z.boolean(),
  avatar_url: z.string(),
  access_token: z.string(),
  accounts: z.array(
    z.object({ id: z.int(), name: z.string(), active_at: isoTime.nullable(), role, locale: z.string() }),
  ),
});
export type NewUser = z.output<typeof newUser>;

const SIGN_UP =
  'Only where ENABLE_SIGNUP is true. The headers of the answer carry a session; the e-mail address has to be ' +
  'confirmed before the next one.';

/** The account itself. */
export const accounts = {
  show: operation({
    method: 'GET',
    path: ACCOUNT,
    summary: 'Show the account with its settings and features',
    permission: 'member',
    params,
    response: shownAccount,
    errors: ['not_found'],
  }),
  update: operation({
    method: 'PATCH',
    path: ACCOUNT,
    summary: 'Change the account and its settings',
    permission: 'administrator',
    params,
    body: z.object({
      name: line.optional(),
      locale: locale.optional(),
      domain: text(100).nullable().optional(),
      support_email: line.nullable().optional(),
      industry: line.nullable().optional(),
      company_size: line.nullable().optional(),
      timezone: line.nullable().optional(),
      ...accountSettings.shape,
    }),
    response: account,
    errors: ['not_found', 'invalid'],
    example: { name: 'Acme', auto_resolve_after: 1440 },
  }),
  updateActiveAt: operation({
    method: 'POST',
    path: `${ACCOUNT}/update_active_at`,
    summary: 'Remember that the user is at work in the account now',
    permission: 'member',
    params,
    response: z.undefined(),
    errors: ['not_found'],
  }),
  cacheKeys: operation({
    method: 'GET',
    path: `${ACCOUNT}/cache_keys`,
    summary: 'Show when labels, inboxes and teams last changed',
    permission: 'member',
    params,
    response: z.object({ cache_keys: cacheKeys }),
    errors: ['not_found'],
  }),
};

/** Making an account without being asked. */
export const signUp = {
  withAccount: operation({
    method: 'POST',
    path: '/api/v1/accounts',
    summary: 'Sign up: make an account and its administrator',
    description: `${SIGN_UP} At least one of account_name and user_full_name is needed.`,
    permission: 'anyone',
    body: z.object({
      account_name: line.nullable().optional(),
      user_full_name: line.nullable().optional(),
      email: line.nullable().optional(),
      password: text(10_000).nullable().optional(),
      locale: locale.nullable().optional(),
    }),
    response: z.object({ data: newUser }),
    errors: ['sign_up_disabled', 'sign_up_refused', 'invalid', 'too_many_requests'],
    example: {
      account_name: 'Acme',
      user_full_name: 'Ana Lima',
      email: 'ana@example.com',
      password: 'Correct-Horse-1',
    },
  }),
  withEmail: operation({
    method: 'POST',
    path: '/api/v2/accounts',
    summary: 'Sign up with an e-mail address and a password alone',
    description: SIGN_UP,
    permission: 'anyone',
    body: z.object({
      email: line.nullable().optional(),
      password: text(10_000).nullable().optional(),
      locale: locale.nullable().optional(),
    }),
    response: z.object({ data: newUser }),
    errors: ['sign_up_disabled', 'sign_up_refused', 'invalid', 'too_many_requests'],
    example: { email: 'ana@example.com', password: 'Correct-Horse-1' },
  }),
};
