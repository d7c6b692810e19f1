import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import {
  bytes,
  freeObject,
  int8,
  moment,
  rowId,
  type StoredFile,
  timestamps,
} from '../../platform/database/columns.ts';

export const accounts = pgTable('accounts', {
  id: rowId().primaryKey(),
  name: text().notNull(),
  locale: text().notNull().default('en'),
  domain: text(),
  support_email: text(),
  status: text({ enum: ['active', 'suspended'] })
    .notNull()
    .default('active'),
  settings: freeObject(),
  custom_attributes: freeObject(),
  /** Names of the features that are on. */
  features: text().array().notNull().default(sql`'{}'::text[]`),
  limits: freeObject(),
  /** When labels, inboxes and teams last changed, in seconds; clients compare these with what they kept. */
  cache_keys: freeObject().$type<Partial<Record<'label' | 'inbox' | 'team', string>>>(),
  ...timestamps(),
});

/** Numbers that an account counts up itself, apart from the account so that counting locks nothing else. */
export const accountSequences = pgTable('account_sequences', {
  account_id: int8()
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  conversation_display_id: int8().notNull().default(0),
});

export const users = pgTable(
  'users',
  {
    id: rowId().primaryKey(),
    name: text().notNull(),
    display_name: text(),
    /** In small letters. */
    email: text().notNull(),
    password_digest: text(),
    provider: text().notNull().default('email'),
    pubsub_token: text().notNull(),
    message_signature: text(),
    ui_settings: freeObject(),
    custom_attributes: freeObject(),
    type: text({ enum: ['SuperAdmin'] }),
    avatar: jsonb().$type<StoredFile>(),
    confirmed_at: moment(),
    /** A new address that waits to be confirmed. */
    unconfirmed_email: text(),
    confirmation_token_digest: bytes(),
    confirmation_sent_at: moment(),
    reset_password_token_digest: bytes(),
    reset_password_sent_at: moment(),
    /** The secret of the second factor, sealed; it counts from `otp_enabled_at` on. */
    otp_sealed: bytes(),
    otp_enabled_at: moment(),
    /** The last time step whose code was taken, so that no code is taken twice. */
    otp_last_step: int8(),
    /** Digests of the recovery codes that are left, in hex. */
    otp_recovery_digests: text().array().notNull().default(sql`'{}'::text[]`),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('users_email').on(table.email),
    index('users_confirmation_token')
      .on(table.confirmation_token_digest)
      .where(sql`confirmation_token_digest is not null`),
    index('users_reset_token')
      .on(table.reset_password_token_digest)
      .where(sql`reset_password_token_digest is not null`),
  ],
);

/** A user's membership in an account. */
export const accountUsers = pgTable(
  'account_users',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    user_id: int8()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The name of the membership itself on the wire of the Platform API. */
    id: rowId(),
    role: text({ enum: ['administrator', 'agent'] })
      .notNull()
      .default('agent'),
    availability: text({ enum: ['online', 'busy', 'offline'] })
      .notNull()
      .default('online'),
    auto_offline: boolean().notNull().default(true),
    inviter_id: int8(),
    active_at: moment(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.user_id] }),
    index('account_users_user').on(table.user_id),
  ],
);

/** Tokens of users, agent bots and platform apps: found by digest, shown again only by opening the sealed box. */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: rowId().primaryKey(),
    digest: bytes().notNull(),
    sealed: bytes().notNull(),
    owner_type: text({ enum: ['User', 'AgentBot', 'PlatformApp'] }).notNull(),
    owner_id: int8().notNull(),
    ...timestamps(),
  },
  (table) => [
    uniqueIndex('access_tokens_digest').on(table.digest),
    uniqueIndex('access_tokens_owner').on(table.owner_type, table.owner_id),
  ],
);

/** Sessions of people who signed in, one for each client. */
export const sessions = pgTable(
  'sessions',
  {
    id: rowId().primaryKey(),
    user_id: int8()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    client: text().notNull(),
    token_digest: bytes().notNull(),
    expires_at: moment().notNull(),
    ...timestamps(),
  },
  (table) => [uniqueIndex('sessions_client').on(table.user_id, table.client)],
);

/** Tokens that sign a user in once; each is deleted with its use. */
export const ssoTokens = pgTable(
  'sso_tokens',
  {
    digest: bytes().primaryKey(),
    user_id: int8()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires_at: moment().notNull(),
    created_at: moment().notNull(),
  },
  (table) => [index('sso_tokens_user').on(table.user_id)],
);

export const platformApps = pgTable('platform_apps', {
  id: rowId().primaryKey(),
  name: text().notNull(),
  ...timestamps(),
});

/** What a platform app made or adopted: it reaches nothing else. */
export const platformAppPermissibles = pgTable(
  'platform_app_permissibles',
  {
    platform_app_id: int8()
      .notNull()
      .references(() => platformApps.id, { onDelete: 'cascade' }),
    permissible_type: text({ enum: ['Account', 'User', 'AgentBot'] }).notNull(),
    permissible_id: int8().notNull(),
    created_at: moment().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'platform_app_permissibles_key',
      columns: [table.platform_app_id, table.permissible_type, table.permissible_id],
    }),
    index('platform_app_permissibles_permissible').on(table.permissible_type, table.permissible_id),
  ],
);

/** Programs that answer customers; without an account they are the installation's. */
export const agentBots = pgTable(
  'agent_bots',
  {
    id: rowId().primaryKey(),
    account_id: int8().references(() => accounts.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    description: text(),
    outgoing_url: text(),
    avatar: jsonb().$type<StoredFile>(),
    /** Where a picture is being fetched from; another picture, or none, ends the wait. */
    awaited_avatar_url: text(),
    bot_type: text({ enum: ['webhook'] })
      .notNull()
      .default('webhook'),
    bot_config: jsonb().$type<Record<string, unknown>>().notNull().default(sql`'{}'::jsonb`),
    /** What requests to the bot are signed with, sealed; bots of before get one when it is first needed. */
    secret_sealed: bytes(),
    /** The secret before the last change, which signs too until its time is over. */
    previous_secret_sealed: bytes(),
    previous_secret_until: moment(),
    ...timestamps(),
  },
  (table) => [index('agent_bots_account').on(table.account_id)],
);

export const teams = pgTable(
  'teams',
  {
    account_id: int8()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    id: rowId(),
    /** In small letters. */
    name: text().notNull(),
    description: text(),
    allow_auto_assign: boolean().notNull().default(true),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.id] }),
    uniqueIndex('teams_name').on(table.account_id, table.name),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    account_id: int8().notNull(),
    team_id: int8().notNull(),
    user_id: int8().notNull(),
    ...timestamps(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.team_id, table.user_id] }),
    foreignKey({
      name: 'team_members_team',
      columns: [table.account_id, table.team_id],
      foreignColumns: [teams.account_id, teams.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'team_members_user',
      columns: [table.account_id, table.user_id],
      foreignColumns: [accountUsers.account_id, accountUsers.user_id],
    }).onDelete('cascade'),
    index('team_members_user_index').on(table.account_id, table.user_id),
  ],
);

export type AccountRow = typeof accounts.$inferSelect;
export type UserRow = typeof users.$inferSelect;
export type AccountUserRow = typeof accountUsers.$inferSelect;
export type AgentBotRow = typeof agentBots.$inferSelect;
export type TeamRow = typeof teams.$inferSelect;
