import type { Client } from '@porchlight/client/sdk';
import { currentDesk, currentStanding } from './session.ts';

/** The desk, asked by a page that goes: the browser sends what is asked now, and nobody hears the answer. */
export function departingDesk(): Client | undefined {
  if (currentStanding().is !== 'signed_in') return undefined;
  return currentDesk((address, init) => fetch(address, { ...init, keepalive: true }));
}
