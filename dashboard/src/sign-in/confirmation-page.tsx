import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';
import { CodeCard } from './code-card.tsx';
import { EntryCard } from './entry-card.tsx';
import { enter } from './sign-in.ts';
import { useEntry } from './use-entry.ts';

const route = getRouteApi('/auth/confirmation');

/** Where a mail leads that confirms an address. A person presses the button: programs that check mails open links too. */
export function ConfirmationPage() {
  const { confirmation_token } = route.useSearch();
  const entry = useEntry();
  if (entry.mfa_token !== undefined) return <CodeCard {...entry} />;
  const confirm = () =>
    entry.attempt(() => enter((desk, options) => desk.auth.confirm({ confirmation_token }, options)));

  return (
    <EntryCard
      title={t('signIn.confirmHeading')}
      hint={t('signIn.confirmText')}
      footer={<Link to="/login">{t('signIn.toSignIn')}</Link>}
    >
      {entry.failure !== undefined && <Notice tone="bad">{entry.failure}</Notice>}
      {confirmation_token === undefined ? (
        <Notice tone="bad">{t('signIn.linkBroken')}</Notice>
      ) : (
        <Button look="primary" size="large" autoFocus busy={entry.isBusy} onClick={() => void confirm()}>
          {entry.isBusy ? t('signIn.confirmBusy') : t('signIn.confirmSubmit')}
        </Button>
      )}
    </EntryCard>
  );
}
