import type { Client } from '@porchlight/client/sdk';

/** The signed-in person, as the desk answers. */
export type User = Awaited<ReturnType<Client['profile']['show']>>;

/** An account that the person belongs to, with the role there. */
export type Membership = User['accounts'][number];

/** The account to open when the address names none: the one used last, else the first. */
export const defaultAccount = ({ accounts, account_id }: User): Membership | undefined =>
  accounts.find(({ id }) => id === account_id) ?? accounts[0];
