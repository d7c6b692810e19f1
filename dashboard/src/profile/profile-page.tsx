import { useMe } from '../app/use-me.ts';
import { Page } from '../ui/page.tsx';
import { t } from '../words/words.ts';
import { AccountsSection } from './accounts-section.tsx';
import { ConnectSection } from './connect-section.tsx';
import { InboxesSection } from './inboxes-section.tsx';
import { PagesSection } from './pages-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { TokenSection } from './token-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';
import { useVisibility } from './use-visibility.ts';
import { WritingSection } from './writing-section.tsx';
import { YouSection } from './you-section.tsx';

/** Who I am, and what programs need to act in my name. */
export function ProfilePage() {
  const { user, account } = useMe();
  const token = useVisibility();
  return (
    <Page title={t('profile.heading')}>
      <YouSection user={user} account={account} />
      <PasswordSection />
      <TwoFactorSection />
      <WritingSection user={user} />
      <PagesSection />
      <AccountsSection accounts={user.accounts} openId={account.id} />
      <TokenSection token={user.access_token} visibility={token} />
      <ConnectSection accountId={account.id} token={user.access_token} isShown={token.isShown} />
      <InboxesSection account={account} />
    </Page>
  );
}
