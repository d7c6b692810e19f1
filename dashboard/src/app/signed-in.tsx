import type { Client, Session } from '@porchlight/client/sdk';
import { useMemo } from 'react';
import { ProfilePage } from '../profile/profile-page.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Lead } from './lead.tsx';
import { defaultAccount, type User } from './people.ts';
import type { Place } from './router.ts';
import { openDesk } from './session.ts';
import { Shell } from './shell.tsx';
import { useLoad } from './use-load.ts';

interface SignedInProps {
  session: Session;
  place: Place;
}

const askWhoIAm = (desk: Client, signal: AbortSignal) => desk.profile.show({}, { signal });

/** The pages of somebody signed in: who it is comes first, then the account that the address names. */
export function SignedIn({ session, place }: SignedInProps) {
  const desk = useMemo(() => openDesk(session), [session]);
  const { loaded, replace } = useLoad(desk, askWhoIAm);
  const user = loaded.state === 'ready' ? loaded.answer : undefined;

  return (
    <Shell desk={desk} user={user}>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failure sentence={loaded.sentence} onRetry={loaded.retry} />}
      {user && <Pages desk={desk} user={user} place={place} onUser={replace} />}
    </Shell>
  );
}

interface PagesProps {
  desk: Client;
  user: User;
  place: Place;
  onUser(user: User): void;
}

function Pages({ desk, user, place, onUser }: PagesProps) {
  const named = place.page === 'profile' ? place.account_id : undefined;
  const account = user.accounts.find(({ id }) => id === named);
  const fallback = defaultAccount(user);
  if (!account && fallback) return <Lead to={{ page: 'profile', account_id: fallback.id }} />;
  return <ProfilePage desk={desk} user={user} account={account} onUser={onUser} />;
}
