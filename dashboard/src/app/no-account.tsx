import { UserX } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import { signOut } from './sign-out.ts';

/** What somebody sees who belongs to no account. */
export function NoAccount() {
  return (
    <main id="content" tabIndex={-1}>
      <EmptyState
        icon={UserX}
        title={t('shell.noAccounts')}
        action={<Button onClick={() => void signOut()}>{t('shell.signOut')}</Button>}
      />
    </main>
  );
}
