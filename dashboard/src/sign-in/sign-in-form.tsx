import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { useForm } from '../ui/use-form.ts';
import { t } from '../words/words.ts';

interface Login {
  email: string;
  password: string;
}

interface SignInFormProps {
  isBusy: boolean;
  email?: string | undefined;
  onSubmit(login: Login): void;
}

/** The two fields. */
export function SignInForm({ isBusy, email, onSubmit }: SignInFormProps) {
  const { problems, submit } = useForm(
    ['email', 'password'],
    (login) => ({
      email: login.email.trim() === '' ? t('signIn.emailMissing') : undefined,
      password: login.password === '' ? t('signIn.passwordMissing') : undefined,
    }),
    (login) => isBusy || onSubmit({ ...login, email: login.email.trim() }),
  );
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <TextField
        label={t('signIn.email')}
        problem={problems.email}
        type="email"
        dir="ltr"
        name="email"
        defaultValue={email}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
      />
      <TextField
        label={t('signIn.password')}
        problem={problems.password}
        type="password"
        name="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="primary" size="large" busy={isBusy}>
        {isBusy ? t('signIn.busy') : t('signIn.submit')}
      </Button>
    </form>
  );
}
