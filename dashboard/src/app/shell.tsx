import type { Client } from '@porchlight/client/sdk';
import { type ReactNode, useState } from 'react';
import { Brand } from '../ui/brand.tsx';
import { Button } from '../ui/button.tsx';
import { t } from '../words/words.ts';
import type { User } from './people.ts';
import { dropSession } from './session.ts';
import './shell.css';

interface ShellProps {
  desk: Client;
  user: User | undefined;
  children: ReactNode;
}

/** What stands around every page of somebody signed in. */
export function Shell({ desk, user, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#content">
        {t('ui.skip')}
      </a>
      <header className="bar">
        <Brand />
        <div className="bar-end">
          {user && <span className="bar-name">{user.available_name}</span>}
          <SignOut desk={desk} />
        </div>
      </header>
      <main id="content" className="page" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function SignOut({ desk }: { desk: Client }) {
  const [isBusy, setBusy] = useState(false);
  const signOut = async () => {
    setBusy(true);
    // Whatever the desk says: whoever leaves must not stay signed in on this browser.
    await desk.auth.signOut({}).catch(() => undefined);
    dropSession('signed_out');
  };
  return (
    <Button size="small" busy={isBusy} onClick={() => void signOut()}>
      {isBusy ? t('ui.signingOut') : t('ui.signOut')}
    </Button>
  );
}
