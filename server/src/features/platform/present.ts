import type { AccountUserRecord } from '@porchlight/contract/platform-account-users';
import type { PlatformAccount } from '@porchlight/contract/platform-accounts';
import type { PlatformAgentBot } from '@porchlight/contract/platform-agent-bots';
import type { PlatformUser } from '@porchlight/contract/platform-users';
import type { Context } from '../../context.ts';
import { avatarUrl, OF_NO_ACCOUNT } from '../accounts/avatar.ts';
import { listMemberships } from '../accounts/people.ts';
import { isoOrNull } from '../accounts/present.ts';
import { supportEmailOf } from '../accounts/present-account.ts';
import type { AccountRow, AccountUserRow, AgentBotRow, UserRow } from '../accounts/table.ts';
import { showAccessToken } from '../accounts/tokens.ts';

/** A user with the access token and the accounts, the one used last first. */
export async function showUser(ctx: Context, user: UserRow): Promise<PlatformUser> {
  const memberships = await listMemberships(ctx, user.id);
  const access_token = await showAccessToken(ctx, 'User', user.id);
  return presentUser(ctx, { user, access_token, memberships });
}

interface ShownUser {
  user: UserRow;
  access_token: string;
  memberships: readonly { account: AccountRow; membership: AccountUserRow }[];
}

function presentUser(ctx: Context, { user, access_token, memberships }: ShownUser): PlatformUser {
  const [active] = memberships;
  const hasAttributes = Object.keys(user.custom_attributes).length > 0;
  return {
    access_token,
    account_id: active?.account.id ?? null,
    available_name: user.display_name || user.name,
    avatar_url: avatarUrl(ctx, OF_NO_ACCOUNT, user.avatar),
    confirmed: user.confirmed_at !== null,
    display_name: user.display_name,
    message_signature: user.message_signature,
    email: user.email,
    id: user.id,
    name: user.name,
    provider: user.provider,
    pubsub_token: user.pubsub_token,
    ...(hasAttributes ? { custom_attributes: user.custom_attributes } : {}),
    role: active?.membership.role ?? null,
    ui_settings: user.ui_settings,
    uid: user.email,
    accounts: memberships.map(({ account, membership }) => ({
      id: account.id,
      name: account.name,
      active_at: isoOrNull(membership.active_at),
      role: membership.role,
    })),
  };
}

export async function showUserToken(ctx: Context, user: UserRow) {
  return {
    access_token: await showAccessToken(ctx, 'User', user.id),
    expiry: null,
    user: {
      id: user.id,
      name: user.name,
      display_name: user.display_name,
      email: user.email,
      pubsub_token: user.pubsub_token,
    },
  };
}

export function presentAccount({ services }: Context, account: AccountRow): PlatformAccount {
  return {
    id: account.id,
    name: account.name,
    locale: account.locale,
    domain: account.domain,
    support_email: supportEmailOf(account, services.config.mail_from),
    features: Object.fromEntries(account.features.map((name) => [name, true as const])),
    custom_attributes: account.custom_attributes,
    limits: account.limits,
    status: account.status,
  };
}

export function presentAccountUser(membership: AccountUserRow): AccountUserRecord {
  return {
    id: membership.id,
    account_id: membership.account_id,
    user_id: membership.user_id,
    role: membership.role,
    inviter_id: membership.inviter_id,
    created_at: membership.created_at.toISOString(),
    updated_at: membership.updated_at.toISOString(),
    active_at: isoOrNull(membership.active_at),
    availability: membership.availability,
    auto_offline: membership.auto_offline,
    custom_role_id: null,
    agent_capacity_policy_id: null,
  };
}

export async function showBot(ctx: Context, bot: AgentBotRow): Promise<PlatformAgentBot> {
  return presentBot(bot, await showAccessToken(ctx, 'AgentBot', bot.id));
}

function presentBot(bot: AgentBotRow, access_token: string): PlatformAgentBot {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    // The wire sends the name here, and clients know no other.
    outgoing_url: bot.name,
    account_id: bot.account_id,
    access_token,
  };
}
