import type { Config } from '../../config.ts';
import type { Subscription } from '../../platform/cable/connection.ts';

/**
 * Whether a page may listen as an agent. Tokens alone say who listens, and programs name no origin; but a page of
 * somewhere else has no business with an agent's token. Visitors listen from the pages of others.
 */
export function isOriginAllowed(
  { frontend_url }: Pick<Config, 'frontend_url'>,
  { origin, host }: Pick<Subscription, 'origin' | 'host'>,
): boolean {
  if (origin === undefined) return true;
  const given = URL.parse(origin);
  if (!given) return false;
  return given.host === host || given.origin === new URL(frontend_url).origin;
}
