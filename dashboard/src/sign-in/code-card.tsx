import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../words/words.ts';
import { EntryCard } from './entry-card.tsx';
import type { Entry } from './use-entry.ts';

/** Asks for the second factor; one field takes codes of the app and backup codes. */
export function CodeCard({ isBusy, failure, giveCode, startAgain }: Entry) {
  const field = useRef<HTMLInputElement>(null);
  const [isMissing, setMissing] = useState(false);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const code = field.current?.value.trim() ?? '';
    setMissing(code === '');
    field.current?.focus();
    if (code !== '') void giveCode(code);
  };

  return (
    <EntryCard title={t('signIn.codeHeading')}>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      <form noValidate onSubmit={submit} className="grid gap-4">
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
        <Button type="submit" look="primary" size="large" busy={isBusy}>
          {isBusy ? t('signIn.busy') : t('signIn.submit')}
        </Button>
        <Button size="large" look="quiet" busy={isBusy} onClick={startAgain}>
          {t('signIn.back')}
        </Button>
      </form>
    </EntryCard>
  );
}
