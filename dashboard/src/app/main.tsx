import './boot.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { words } from './boot.ts';
import '../ui/base.css';
import { loadLate } from '../ui/layers/late.ts';
import { closeLive } from './live/open-live.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.ts';
import { currentStanding, onStanding } from './session.ts';

/** The answers that the first page waits for are here by then. */
const SHOWN_MS = 500;

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root');

// Not awaited here: the parts that bring the words import this file, and would wait for it as it waits for them.
void words.then(() => show(root));

function show(root: Element) {
  // Whoever signs in or out, here or in another tab, sees another page.
  onStanding(() => {
    if (currentStanding().is !== 'signed_in') closeLive();
    void router.invalidate();
  });

  // Menus and windows come once the page stands and has what it shows, so that they open without waiting.
  const stopWaiting = router.subscribe('onRendered', () => {
    stopWaiting();
    setTimeout(() => {
      if ('requestIdleCallback' in globalThis) requestIdleCallback(loadLate, { timeout: 5000 });
      else loadLate();
    }, SHOWN_MS);
  });

  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
