import { Outlet } from '@tanstack/react-router';
import { OverlayHost } from '../../actions/overlay-host.tsx';
import { ActionsContext, useAllActions } from '../../actions/use-actions.ts';
import { t } from '../../words/words.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Rail } from './rail.tsx';

/** What stands around every page of an account. */
export function Shell({ account_id }: { account_id: number }) {
  const actions = useAllActions();
  return (
    <ActionsContext value={actions}>
      <a
        href="#content"
        className="absolute start-2 top-2 z-50 rounded-base bg-accent px-4 py-2 text-on-accent not-focus:unseen"
      >
        {t('shell.skip')}
      </a>
      <div className="flex h-dvh flex-col-reverse sm:flex-row">
        <Rail account_id={account_id} />
        <div className="flex min-h-0 min-w-0 grow flex-col">
          <ConnectionBanner />
          <main id="content" tabIndex={-1} className="min-h-0 grow">
            <Outlet />
          </main>
        </div>
      </div>
      <OverlayHost />
    </ActionsContext>
  );
}
