import type { Account, NewUser } from '@porchlight/contract/accounts';
import { isoOrNull } from './present.ts';
import type { AccountRow, AccountUserRow, UserRow } from './table.ts';

const NEVER = '0000000000';

/** When labels, inboxes and teams last changed. */
export function presentCacheKeys({ cache_keys }: AccountRow) {
  return {
    label: cache_keys.label ?? NEVER,
    inbox: cache_keys.inbox ?? NEVER,
    team: cache_keys.team ?? NEVER,
  };
}

/** An account; whoever has no address for support shows that of the desk. */
export function presentAccount(account: AccountRow, mail_from: string): Account {
  const hasAttributes = Object.keys(account.custom_attributes).length > 0;
  return {
    id: account.id,
    name: account.name,
    locale: account.locale,
    domain: account.domain,
    support_email: supportEmailOf(account, mail_from),
    status: account.status,
    settings: account.settings,
    ...(hasAttributes ? { custom_attributes: Object.assign({}, NO_PLAN, account.custom_attributes) } : {}),
    features: Object.fromEntries(account.features.map((name) => [name, true as const])),
    created_at: account.created_at.toISOString(),
  };
}

// Clients of a hosted desk look for its plan beside what the account says of itself.
const NO_PLAN = {
  plan_name: null,
  subscribed_quantity: null,
  subscription_status: null,
  subscription_ends_on: null,
};

/** Where customers of the account write to: its own address, or that of the desk. */
export const supportEmailOf = ({ support_email }: AccountRow, mail_from: string) =>
  support_email ?? addressIn(mail_from);

const addressIn = (sender: string) => /<([^<>]+)>/.exec(sender)?.[1] ?? sender;

interface SignedUp {
  user: UserRow;
  access_token: string;
  memberships: readonly { account: AccountRow; membership: AccountUserRow }[];
}

/** What signing up answers. */
export function presentNewUser({ user, access_token, memberships }: SignedUp): NewUser {
  const [active] = memberships;
  return {
    id: user.id,
    provider: user.provider,
    uid: user.email,
    name: user.name,
    display_name: user.display_name,
    email: user.email,
    account_id: active?.account.id ?? null,
    created_at: user.created_at.toISOString(),
    pubsub_token: user.pubsub_token,
    role: active?.membership.role ?? null,
    inviter_id: active?.membership.inviter_id ?? null,
    confirmed: user.confirmed_at !== null,
    avatar_url: '',
    access_token,
    accounts: memberships.map(({ account, membership }) => ({
      id: account.id,
      name: account.name,
      active_at: isoOrNull(membership.active_at),
      role: membership.role,
      locale: account.locale,
    })),
  };
}
