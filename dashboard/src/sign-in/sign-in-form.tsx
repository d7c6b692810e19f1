import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/words.ts';

interface Login {
  email: string;
  password: string;
}

interface SignInFormProps {
  isBusy: boolean;
  onSubmit(login: Login): void;
}

/** The two fields; what is missing is said beside the field, and the first such field gets the focus. */
export function SignInForm({ isBusy, onSubmit }: SignInFormProps) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState({ email: false, password: false });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const login = { email: email.current?.value.trim() ?? '', password: password.current?.value ?? '' };
    const lacks = { email: login.email === '', password: login.password === '' };
    setMissing(lacks);
    if (lacks.email) email.current?.focus();
    else if (lacks.password) password.current?.focus();
    else onSubmit(login);
  };

  return (
    <form noValidate onSubmit={submit}>
      <TextField
        ref={email}
        label={t('signIn.email')}
        problem={missing.email ? t('signIn.emailMissing') : undefined}
        type="email"
        name="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        autoFocus
      />
      <TextField
        ref={password}
        label={t('signIn.password')}
        problem={missing.password ? t('signIn.passwordMissing') : undefined}
        type="password"
        name="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="primary" busy={isBusy}>
        {isBusy ? t('signIn.busy') : t('signIn.submit')}
      </Button>
    </form>
  );
}
