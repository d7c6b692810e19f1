import type { Context, Services } from '../../context.ts';
import type { ContactInboxRow } from '../contacts/table.ts';
import type { InboxRow } from '../inboxes/table.ts';

const AUDIENCE = 'website visitor';
const DAY_SECONDS = 86_400;

/** What a visitor is known by from then on: their link to the inbox, signed. */
export function signVisitorToken({ services }: Context, link: ContactInboxRow): string {
  const { account_id, inbox_id, source_id } = link;
  const lifetime = services.config.visitor_token_days * DAY_SECONDS;
  const claims = { source_id, inbox_id, account_id, key: keyOf(services, link) };
  return services.signer.signJwt(AUDIENCE, claims, lifetime);
}

// Whoever is signed out gets another secret, and tokens that were made before name nobody.
const keyOf = ({ signer }: Services, { pubsub_token }: ContactInboxRow) =>
  signer.digest('key of a visitor token', pubsub_token).toString('base64url').slice(0, 16);

/** Where a visitor of this inbox is found, and whether the link there is still the one that the token was made for. */
interface Opened {
  source_id: unknown;
  isOf(link: ContactInboxRow): boolean;
}

/** What a token says, or nothing when it is none or of another inbox. */
export function openVisitorToken({ services }: Context, inbox: InboxRow, token: unknown): Opened | undefined {
  const claims = typeof token === 'string' ? services.signer.openJwt(AUDIENCE, token) : undefined;
  const isHere = claims?.inbox_id === inbox.id && claims.account_id === inbox.account_id;
  if (!isHere) return undefined;
  return { source_id: claims.source_id, isOf: (link) => claims.key === keyOf(services, link) };
}
