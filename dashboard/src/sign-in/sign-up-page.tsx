import { Link } from '@tanstack/react-router';
import { hasSignUp } from '../app/page-facts.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { useForm } from '../ui/use-form.ts';
import { currentLanguage, t } from '../words/words.ts';
import { EntryCard } from './entry-card.tsx';
import { isStrong } from './password-rules.ts';
import { enter } from './sign-in.ts';
import { useEntry } from './use-entry.ts';

/** Where people make an account by themselves, on desks that let them. */
export function SignUpPage() {
  return (
    <EntryCard
      title={t('signIn.signUpHeading')}
      footer={
        <span className="text-ink-soft! no-underline!">
          {t('signIn.haveAccount')}{' '}
          <Link to="/login" className="text-accent underline">
            {t('signIn.submit')}
          </Link>
        </span>
      }
    >
      {hasSignUp() ? <SignUpForm /> : <Notice tone="plain">{t('signIn.signUpOff')}</Notice>}
    </EntryCard>
  );
}

function SignUpForm() {
  const entry = useEntry();
  const { problems, submit } = useForm(
    ['user_full_name', 'account_name', 'email', 'password'],
    problemsOf,
    (values) => {
      if (entry.isBusy) return;
      const { locale } = currentLanguage();
      void entry.attempt(() =>
        enter((desk, options) => desk.signUp.withAccount({ ...values, locale }, options)),
      );
    },
  );
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      {entry.failure !== undefined && <Notice tone="bad">{entry.failure}</Notice>}
      <TextField
        label={t('signIn.yourName')}
        problem={problems.user_full_name}
        name="user_full_name"
        autoComplete="name"
        required
        autoFocus
      />
      <TextField
        label={t('signIn.accountName')}
        problem={problems.account_name}
        name="account_name"
        autoComplete="organization"
        required
      />
      <TextField
        label={t('signIn.email')}
        problem={problems.email}
        type="email"
        dir="ltr"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <TextField
        label={t('signIn.password')}
        hint={t('signIn.passwordRules')}
        problem={problems.password}
        type="password"
        name="password"
        autoComplete="new-password"
        required
      />
      <Button type="submit" look="primary" size="large" busy={entry.isBusy}>
        {entry.isBusy ? t('signIn.signUpBusy') : t('signIn.signUpSubmit')}
      </Button>
    </form>
  );
}

function problemsOf(values: Record<'user_full_name' | 'account_name' | 'email' | 'password', string>) {
  return {
    user_full_name: values.user_full_name.trim() === '' ? t('signIn.nameMissing') : undefined,
    account_name: values.account_name.trim() === '' ? t('signIn.accountMissing') : undefined,
    email: values.email.trim() === '' ? t('signIn.emailMissing') : undefined,
    password: isStrong(values.password) ? undefined : t('signIn.passwordWeak'),
  };
}
