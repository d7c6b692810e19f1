import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { t } from '../words/words.ts';

interface CodeFormProps {
  isBusy: boolean;
  onSubmit(code: string): void;
  onBack(): void;
}

/** Asks for the second factor; one field takes codes of the app and backup codes. */
export function CodeForm({ isBusy, onSubmit, onBack }: CodeFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const code = field.current?.value.trim() ?? '';
    setMissing(code === '');
    field.current?.focus();
    if (code !== '') onSubmit(code);
  };

  return (
    <form noValidate onSubmit={submit}>
      <TextField
        ref={field}
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        problem={isMissing ? t('signIn.codeMissing') : undefined}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        required
        autoFocus
      />
      <Button type="submit" look="primary" busy={isBusy}>
        {isBusy ? t('signIn.busy') : t('signIn.submit')}
      </Button>
      <Button busy={isBusy} onClick={onBack}>
        {t('signIn.back')}
      </Button>
    </form>
  );
}
