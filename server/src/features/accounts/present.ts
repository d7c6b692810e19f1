import type {
  Agent,
  AgentBotPush,
  SlimAgentBot,
  Team,
  TeamRecord,
  User,
  UserPush,
} from '@porchlight/contract/people';
import type { AccountContext, Context } from '../../context.ts';
import { avatarUrl, OF_NO_ACCOUNT } from './avatar.ts';
import type { Person } from './people.ts';
import type { AccountRow, AccountUserRow, AgentBotRow, TeamRow, UserRow } from './table.ts';

/** `2026-01-02T08:00:00.000Z`, or null. */
export const isoOrNull = (moment: Date | null) => moment?.toISOString() ?? null;

/** Whole seconds since 1970. */
export const secondsOf = (moment: Date) => Math.floor(moment.getTime() / 1000);

// The wire sends 0, not null, when something has not happened.
export const secondsOrZero = (moment: Date | null) => (moment ? secondsOf(moment) : 0);

type Availability = AccountUserRow['availability'];

/** What others see of an agent: the chosen availability, while they are there or when it holds without them. */
function effectiveAvailability({ services }: Context, membership: AccountUserRow): Availability {
  const { account_id, user_id, availability, auto_offline } = membership;
  return !auto_offline || services.presence.isSeen(account_id, 'user', user_id) ? availability : 'offline';
}

export function presentAgent(ctx: AccountContext, { user, membership }: Person): Agent {
  return {
    id: user.id,
    account_id: ctx.account.id,
    availability_status: membership ? effectiveAvailability(ctx, membership) : null,
    auto_offline: membership?.auto_offline ?? null,
    confirmed: user.confirmed_at !== null,
    email: user.email,
    provider: user.provider,
    available_name: user.display_name || user.name,
    ...(hasKeys(user.custom_attributes) ? { custom_attributes: user.custom_attributes } : {}),
    name: user.name,
    role: membership?.role ?? null,
    thumbnail: avatarUrl(ctx, OF_NO_ACCOUNT, user.avatar),
    custom_role_id: null,
  };
}

const hasKeys = (object: object) => Object.keys(object).length > 0;

export function presentUserPush(ctx: Context, { user, membership }: Person): UserPush {
  const avatar_url = avatarUrl(ctx, OF_NO_ACCOUNT, user.avatar);
  return {
    id: user.id,
    name: user.name,
    available_name: user.display_name || user.name,
    avatar_url,
    type: 'user',
    availability_status: membership ? effectiveAvailability(ctx, membership) : null,
    thumbnail: avatar_url,
  };
}

/** Where the picture of a bot is found. */
export const botAvatarUrl = (ctx: Context, { account_id, avatar }: AgentBotRow) =>
  avatarUrl(ctx, account_id ?? OF_NO_ACCOUNT, avatar);

export function presentAgentBotPush(ctx: Context, bot: AgentBotRow): AgentBotPush {
  return { id: bot.id, name: bot.name, avatar_url: botAvatarUrl(ctx, bot), type: 'agent_bot' };
}

export function presentSlimAgentBot(ctx: Context, bot: AgentBotRow): SlimAgentBot {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: botAvatarUrl(ctx, bot),
    // A bot of the installation keeps its address to itself.
    ...(bot.account_id === null ? {} : { outgoing_url: bot.outgoing_url }),
    bot_type: bot.bot_type,
  };
}

export function presentTeam({ team, is_member }: { team: TeamRow; is_member: boolean }): Team {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allow_auto_assign,
    account_id: team.account_id,
    is_member,
  };
}

export function presentTeamRecord(team: TeamRow): TeamRecord {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allow_auto_assign,
    account_id: team.account_id,
    created_at: team.created_at.toISOString(),
    updated_at: team.updated_at.toISOString(),
  };
}

interface SignedInUser {
  user: UserRow;
  access_token: string;
  memberships: readonly { account: AccountRow; membership: AccountUserRow }[];
}

export function presentUser(ctx: Context, { user, access_token, memberships }: SignedInUser): User {
  const [active] = memberships;
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
    inviter_id: active?.membership.inviter_id ?? null,
    name: user.name,
    provider: user.provider,
    pubsub_token: user.pubsub_token,
    ...(hasKeys(user.custom_attributes) ? { custom_attributes: user.custom_attributes } : {}),
    role: active?.membership.role ?? null,
    ui_settings: user.ui_settings,
    uid: user.email,
    type: user.type,
    accounts: memberships.map((membership) => presentMembership(ctx, membership)),
  };
}

function presentMembership(
  ctx: Context,
  { account, membership }: SignedInUser['memberships'][number],
): User['accounts'][number] {
  return {
    id: account.id,
    name: account.name,
    status: account.status,
    active_at: isoOrNull(membership.active_at),
    role: membership.role,
    permissions: [membership.role],
    availability: membership.availability,
    availability_status: effectiveAvailability(ctx, membership),
    auto_offline: membership.auto_offline,
    custom_role_id: null,
    custom_role: null,
  };
}
