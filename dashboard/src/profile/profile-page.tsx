import type { Client } from '@porchlight/client/sdk';
import type { Membership, User } from '../app/people.ts';
import { usePageTitle } from '../ui/page-title.ts';
import { t } from '../words/words.ts';
import { AccountsCard } from './accounts-card.tsx';
import { ConnectCard } from './connect-card.tsx';
import { InboxesCard } from './inboxes-card.tsx';
import { TokenCard } from './token-card.tsx';
import { useVisibility } from './use-visibility.ts';
import { YouCard } from './you-card.tsx';
import './profile.css';

interface ProfilePageProps {
  desk: Client;
  user: User;
  /** The account that is open; nothing for somebody who belongs to none. */
  account: Membership | undefined;
  onUser(user: User): void;
}

/** Who I am, and what programs need to act in my name. */
export function ProfilePage({ desk, user, account, onUser }: ProfilePageProps) {
  const token = useVisibility();
  usePageTitle(t('profile.page'));
  return (
    <>
      <h1>{t('profile.heading')}</h1>
      <YouCard user={user} account={account} />
      <AccountsCard accounts={user.accounts} openId={account?.id} />
      <TokenCard
        key={`token ${account?.id}`}
        desk={desk}
        token={user.access_token}
        visibility={token}
        onUser={onUser}
      />
      {account && <ConnectCard accountId={account.id} token={user.access_token} isShown={token.isShown} />}
      {account && <InboxesCard key={`inboxes ${account.id}`} desk={desk} account={account} />}
    </>
  );
}
