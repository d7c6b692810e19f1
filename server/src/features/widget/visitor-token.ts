import type { Context } from '../../context.ts';
import type { ContactInboxRow } from '../contacts/table.ts';
import type { InboxRow } from '../inboxes/table.ts';

const AUDIENCE = 'website visitor';
const DAY_SECONDS = 86_400;

/** What a visitor is known by from then on: their link to the inbox, signed. */
export function signVisitorToken({ services }: Context, link: ContactInboxRow): string {
  const { account_id, inbox_id, source_id } = link;
  const lifetime = services.config.visitor_token_days * DAY_SECONDS;
  return services.signer.signJwt(AUDIENCE, { source_id, inbox_id, account_id }, lifetime);
}

/** The address of a visitor in this inbox, or nothing when the token is none or of another inbox. */
export function openVisitorToken({ services }: Context, inbox: InboxRow, token: unknown): unknown {
  const claims = typeof token === 'string' ? services.signer.openJwt(AUDIENCE, token) : undefined;
  const isHere = claims?.inbox_id === inbox.id && claims.account_id === inbox.account_id;
  return isHere ? claims.source_id : undefined;
}
