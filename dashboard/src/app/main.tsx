import { catalogues } from 'virtual:words';
import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRoute, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { loadLate } from '../ui/layers/late.ts';
import { startWords } from '../words/words.ts';
import { keepAnswers, restoreAnswers } from './kept.ts';
import { closeLive } from './live/open-live.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';
import { currentStanding, onStanding } from './session.ts';
import { startTheme } from './theme.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root');

startTheme();
keepAnswers();
void restoreAnswers();
// Not awaited here: the parts that bring the words import this file, and would wait for it as it waits for them.
void startWords(catalogues).then(() => show(root));
// The code of the page comes while its words do.
const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const route = routes[routeId];
  if (route) void router.loadRouteChunk(route)?.catch(() => undefined);
}

function show(root: Element) {
  // Whoever signs in or out, here or in another tab, sees another page.
  onStanding(() => {
    if (currentStanding().is !== 'signed_in') closeLive();
    void router.invalidate();
  });

  // Menus and windows come once the page stands, so that they open without waiting.
  const stopWaiting = router.subscribe('onRendered', () => {
    stopWaiting();
    if ('requestIdleCallback' in globalThis) requestIdleCallback(loadLate, { timeout: 5000 });
    else setTimeout(loadLate, 1000);
  });

  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
