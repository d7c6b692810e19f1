import { ApiError } from '@porchlight/client/sdk';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../app/ask.ts';
import { hasMail } from '../app/page-facts.ts';
import { openDesk } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { useForm } from '../ui/use-form.ts';
import { t } from '../words/words.ts';
import { EntryCard } from './entry-card.tsx';

/** Where somebody who forgot the password has a link sent to them. */
export function ForgotPage() {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [sentTo, setSentTo] = useState<string>();
  const { problems, submit } = useForm(
    ['email'],
    ({ email }) => ({ email: email.trim() === '' ? t('signIn.emailMissing') : undefined }),
    ({ email }) => void (isBusy || send(email.trim())),
  );

  async function send(email: string) {
    setBusy(true);
    setFailure(undefined);
    try {
      await openDesk().auth.requestPassword({ email });
      setSentTo(email);
    } catch (error) {
      // Whether an address is known here is nobody's business.
      if (error instanceof ApiError && error.status === 404) setSentTo(email);
      else setFailure(sentenceOf(error));
    }
    setBusy(false);
  }

  return (
    <EntryCard
      title={t('signIn.forgotHeading')}
      hint={t('signIn.forgotHint')}
      footer={<Link to="/login">{t('signIn.toSignIn')}</Link>}
    >
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {!hasMail() && <Notice tone="warn">{t('signIn.forgotNoMail')}</Notice>}
      {hasMail() && sentTo !== undefined && (
        // The field that had the focus is gone.
        <div tabIndex={-1} ref={(sent) => sent?.focus()} className="outline-none">
          <Notice tone="good">{t('signIn.forgotSent', { email: sentTo })}</Notice>
        </div>
      )}
      {hasMail() && sentTo === undefined && (
        <form noValidate onSubmit={submit} className="grid gap-4">
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
            autoFocus
          />
          <Button type="submit" look="primary" size="large" busy={isBusy}>
            {isBusy ? t('signIn.forgotBusy') : t('signIn.forgotSubmit')}
          </Button>
        </form>
      )}
    </EntryCard>
  );
}
