import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLive } from './live/use-live.ts';
import type { Membership, User } from './people.ts';
import { profileQuery } from './queries.ts';

/** Who is signed in, and their place in the account that is open. */
export interface Me {
  user: User;
  account: Membership;
}

/** Who is signed in; only below the pages of an account. */
export function useMe(): Me {
  const { account_id } = useLive();
  const { data: user } = useQuery(profileQuery);
  const account = user?.accounts.find(({ id }) => id === account_id);
  // Between signing out and the page for signing in, the last one known still stands on the screen.
  const last = useRef<Me | undefined>(undefined);
  if (user && account && (last.current?.user !== user || last.current.account !== account))
    last.current = { user, account };
  if (!last.current) throw new Error('Nobody is signed in here');
  return last.current;
}
