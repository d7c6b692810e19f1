import { useEffect } from 'react';
import { addressOf, leadTo, type Place } from './router.ts';

/** Leads to another place as soon as it is shown. */
export function Lead({ to }: { to: Place }) {
  const address = addressOf(to);
  useEffect(() => leadTo(address), [address]);
  return null;
}
