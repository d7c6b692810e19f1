import { QueryClient } from '@tanstack/react-query';
import { isPassing } from './ask.ts';

const MINUTE_MS = 60_000;

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** Kept in the browser, so that the next page has the answer before the desk gives it. */
      kept?: boolean;
    };
  }
}

/** What was read from the desk by requests, but for conversations, messages and contacts, which the socket keeps fresh. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * MINUTE_MS,
      gcTime: 60 * MINUTE_MS,
      // The socket tells what changed; coming back to the tab is no reason to ask.
      refetchOnWindowFocus: false,
      // A desk that cannot be reached is tried all the same: browsers are often wrong about being online.
      networkMode: 'always',
      retry: (attempts, error) => attempts < 2 && isPassing(error),
    },
    mutations: { networkMode: 'always' },
  },
});
