import { useState } from 'react';
import { Brand } from '../ui/brand.tsx';
import { Notice } from '../ui/notice.tsx';
import { usePageTitle } from '../ui/page-title.ts';
import { t } from '../words/words.ts';
import { CodeForm } from './code-form.tsx';
import { codeOf, signIn } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';
import './sign-in.css';

interface SignInPageProps {
  /** Somebody was signed in until the session ran out. */
  hasEnded: boolean;
}

/** Where agents sign in; whoever is signed in is led on from here. */
export function SignInPage({ hasEnded }: SignInPageProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [mfaToken, setMfaToken] = useState<string>();
  usePageTitle(t('signIn.page'));

  const tryWith = async (proof: Parameters<typeof signIn>[0]) => {
    setBusy(true);
    setFailure(undefined);
    const outcome = await signIn(proof);
    setBusy(false);
    if (outcome.is === 'refused') setFailure(outcome.sentence);
    if (outcome.is === 'code_needed') setMfaToken(outcome.mfa_token);
  };
  const startAgain = () => {
    setFailure(undefined);
    setMfaToken(undefined);
  };

  return (
    <main className="sign-in">
      <Brand />
      <div className="card">
        <h1>{t(mfaToken === undefined ? 'signIn.heading' : 'signIn.codeHeading')}</h1>
        {hasEnded && failure === undefined && <Notice tone="plain">{t('signIn.ended')}</Notice>}
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        {mfaToken === undefined ? (
          <SignInForm isBusy={isBusy} onSubmit={(login) => void tryWith(login)} />
        ) : (
          <CodeForm
            isBusy={isBusy}
            onSubmit={(code) => void tryWith({ mfa_token: mfaToken, ...codeOf(code) })}
            onBack={startAgain}
          />
        )}
      </div>
    </main>
  );
}
