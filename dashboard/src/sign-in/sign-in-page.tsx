import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { hasSignUp } from '../app/page-facts.ts';
import { currentStanding } from '../app/session.ts';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/placeholders.tsx';
import { t } from '../words/words.ts';
import { CodeCard } from './code-card.tsx';
import { EntryCard } from './entry-card.tsx';
import { signIn } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';
import { type Entry, useEntry } from './use-entry.ts';

const route = getRouteApi('/login');

/** Where agents sign in; whoever is signed in is led on from here. */
export function SignInPage() {
  const { next, email, sso_auth_token, error } = route.useSearch();
  const entry = useEntry(next);
  const isOnLink = useLink(entry, email, sso_auth_token);
  if (entry.mfa_token !== undefined) return <CodeCard {...entry} />;
  const hasEnded = currentStanding().is === 'ended';

  return (
    <EntryCard
      title={t('signIn.heading')}
      footer={
        <>
          <Link to="/auth/reset/password">{t('signIn.forgot')}</Link>
          {hasSignUp() && <Link to="/auth/signup">{t('signIn.signUpLink')}</Link>}
        </>
      }
    >
      {hasEnded && entry.failure === undefined && <Notice tone="plain">{t('signIn.ended')}</Notice>}
      {error !== undefined && entry.failure === undefined && (
        <Notice tone="bad">{t('signIn.accessDenied')}</Notice>
      )}
      {entry.failure !== undefined && (
        <Notice tone="bad">{isOnLink ? t('signIn.linkRefused') : entry.failure}</Notice>
      )}
      {isOnLink && entry.isBusy ? (
        <Loading />
      ) : (
        <SignInForm
          isBusy={entry.isBusy}
          email={email}
          onSubmit={(login) => void entry.attempt(() => signIn(login))}
        />
      )}
    </EntryCard>
  );
}

/** Signs in with the link that led here, once; tells whether the last attempt was that. */
function useLink({ attempt }: Entry, email: string | undefined, sso_auth_token: string | undefined): boolean {
  const navigate = route.useNavigate();
  const tried = useRef(false);
  const isOnLink = useRef(false);
  useEffect(() => {
    if (tried.current || email === undefined || sso_auth_token === undefined) return;
    tried.current = true;
    isOnLink.current = true;
    void attempt(() => signIn({ email, sso_auth_token })).then(({ is }) => {
      // A used token has no business in the history of a browser.
      if (is === 'refused') void navigate({ search: { email }, replace: true });
    });
  }, [attempt, email, sso_auth_token, navigate]);
  return isOnLink.current;
}
