import type { MouseEvent } from 'react';
import type { Membership } from '../app/people.ts';
import { addressOf, goTo, type Place } from '../app/router.ts';
import { Card } from '../ui/card.tsx';
import { t } from '../words/words.ts';

interface AccountsCardProps {
  accounts: readonly Membership[];
  openId: number | undefined;
}

/** Every account of the person with its id; each opens this page for itself. */
export function AccountsCard({ accounts, openId }: AccountsCardProps) {
  if (accounts.length === 0) {
    return (
      <Card title={t('profile.accounts')}>
        <p>{t('profile.noAccounts')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('profile.accounts')} hint={t('profile.accountsHint')}>
      <ul className="rows">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} isOpen={account.id === openId} />
        ))}
      </ul>
    </Card>
  );
}

function AccountRow({ account, isOpen }: { account: Membership; isOpen: boolean }) {
  const place: Place = { page: 'profile', account_id: account.id };
  const follow = (event: MouseEvent) => {
    // With a key held, the browser opens a tab or a window of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(place);
  };
  return (
    <li className="row">
      <div className="row-name">
        <a href={addressOf(place)} aria-current={isOpen ? 'page' : undefined} onClick={follow}>
          <bdi>{account.name}</bdi>
        </a>
        {isOpen && <span className="tag lit">{t('profile.accountHere')}</span>}
      </div>
      <span className="row-id">{t('profile.accountId', { id: account.id })}</span>
      <span className="row-note">{t(`profile.${account.role}`)}</span>
    </li>
  );
}
