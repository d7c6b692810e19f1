import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { useForm } from '../ui/use-form.ts';
import { t } from '../words/words.ts';
import { CodeCard } from './code-card.tsx';
import { EntryCard } from './entry-card.tsx';
import { isStrong } from './password-rules.ts';
import { enter } from './sign-in.ts';
import { useEntry } from './use-entry.ts';

const route = getRouteApi('/auth/password/edit');

/** Where a mail leads with which somebody chooses a password: the first one, or a new one. */
export function ResetPage() {
  const { reset_password_token } = route.useSearch();
  const entry = useEntry();
  const { problems, submit } = useForm(
    ['password', 'password_confirmation'],
    ({ password, password_confirmation }) => ({
      password: isStrong(password) ? undefined : t('signIn.passwordWeak'),
      password_confirmation: password === password_confirmation ? undefined : t('signIn.againDiffers'),
    }),
    (passwords) => {
      if (entry.isBusy) return;
      const proof = { reset_password_token, ...passwords };
      void entry.attempt(() => enter((desk, options) => desk.auth.resetPassword(proof, options)));
    },
  );
  if (entry.mfa_token !== undefined) return <CodeCard {...entry} />;

  return (
    <EntryCard
      title={t('signIn.resetHeading')}
      footer={
        <>
          <Link to="/auth/reset/password">{t('signIn.forgotHeading')}</Link>
          <Link to="/login">{t('signIn.toSignIn')}</Link>
        </>
      }
    >
      {entry.failure !== undefined && <Notice tone="bad">{entry.failure}</Notice>}
      {reset_password_token === undefined ? (
        <Notice tone="bad">{t('signIn.linkBroken')}</Notice>
      ) : (
        <form noValidate onSubmit={submit} className="grid gap-4">
          <TextField
            label={t('signIn.newPassword')}
            hint={t('signIn.passwordRules')}
            problem={problems.password}
            type="password"
            name="password"
            autoComplete="new-password"
            required
            autoFocus
          />
          <TextField
            label={t('signIn.again')}
            problem={problems.password_confirmation}
            type="password"
            name="password_confirmation"
            autoComplete="new-password"
            required
          />
          <Button type="submit" look="primary" size="large" busy={entry.isBusy}>
            {entry.isBusy ? t('signIn.resetBusy') : t('signIn.resetSubmit')}
          </Button>
        </form>
      )}
    </EntryCard>
  );
}
