import { createRootRoute, Outlet } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Tips } from '../ui/tips.tsx';
import { Toasts } from '../ui/toast.tsx';
import { useLanguage } from '../words/words.ts';
import { MissingPage } from './missing-page.tsx';
import { PageTitle } from './page-title.tsx';

/** What stands around every page. */
export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NoPage });

function Root() {
  const { locale } = useLanguage();
  return (
    // Another language, another page: nothing may keep words of the one before.
    <Fragment key={locale}>
      <PageTitle />
      <Outlet />
      <Toasts />
      <Tips />
    </Fragment>
  );
}

/** Outside of any account nothing stands around it. */
function NoPage() {
  return (
    <main id="content" tabIndex={-1} className="grid min-h-full content-center">
      <MissingPage />
    </main>
  );
}
