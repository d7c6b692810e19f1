import { type Client, createClient } from '@porchlight/client/sdk';
import { currentStanding } from './session.ts';

/** The desk, asked by a page that goes: the browser sends what is asked now, and nobody hears the answer. */
export function departingDesk(): Client | undefined {
  const standing = currentStanding();
  if (standing.is !== 'signed_in') return undefined;
  return createClient({
    base_url: '',
    session: standing.session,
    fetch: (address, init) => fetch(address, { ...init, keepalive: true }),
  });
}
