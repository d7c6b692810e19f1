import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Lead } from './lead.tsx';
import { usePlace } from './router.ts';
import { useStanding } from './session.ts';
import { SignedIn } from './signed-in.tsx';

/** Shows the page of the address to whoever may see it; others are led to where they can go on. */
export function App() {
  const place = usePlace();
  const standing = useStanding();
  if (standing.is === 'signed_in') {
    // Another session, another page: nothing of one person is shown to the next.
    return <SignedIn key={standing.session['access-token']} session={standing.session} place={place} />;
  }
  if (place.page !== 'sign_in') return <Lead to={{ page: 'sign_in' }} />;
  return <SignInPage hasEnded={standing.is === 'ended'} />;
}
