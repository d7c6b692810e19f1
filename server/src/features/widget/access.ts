import type { OperationShape } from '@porchlight/contract/operation';
import type { FastifyRequest } from 'fastify';
import type { ContactContext, Context, InboxContext, Services } from '../../context.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { findContactContext, openInbox } from '../conversations/public-access.ts';
import { isAllowedOrigin, readDomains } from './domains.ts';
import { openVisitorToken } from './visitor-token.ts';

/** Whether the operation is one of a website's widget, and not for users. */
export const isOfWebsite = ({ permission }: OperationShape) =>
  permission === 'website_token' || permission === 'website_visitor';

/** Finds the website inbox that the request names, and where the operation is a visitor's the visitor. */
export async function openWebsiteContext(
  services: Services,
  { permission }: OperationShape,
  request: FastifyRequest,
): Promise<InboxContext | ContactContext> {
  const context: Context = { services, queries: services.database.queries, now: services.now };
  const opened = await openWebsite(context, readWebsiteToken(request));
  refuseForeignPage(opened, request);
  if (permission !== 'website_visitor') return opened;
  const visitor = await findVisitor(opened, request.headers['x-auth-token']);
  if (!visitor) throw notFound();
  return visitor;
}

/** The website inbox with this token, which stands in the pages of the website. */
export const openWebsite = (ctx: Context, website_token: unknown) =>
  openInbox(ctx, 'web-widget', website_token);

/** The visitor whom a token of theirs names, or nothing. */
export async function findVisitor(opened: InboxContext, token: unknown): Promise<ContactContext | undefined> {
  const said = openVisitorToken(opened, opened.inbox, token);
  const visitor = said && (await findContactContext(opened, said.source_id));
  return visitor && said.isOf(visitor.contactInbox) ? visitor : undefined;
}

function readWebsiteToken({ query, body }: FastifyRequest): unknown {
  const given: Record<string, unknown> = { ...(body as object | undefined), ...(query as object) };
  return given.website_token;
}

/** Where the inbox names its websites, pages of others get nothing; those of the desk itself do. */
function refuseForeignPage({ services, inbox }: InboxContext, { headers, host }: FastifyRequest) {
  const { origin } = headers;
  const domains = readDomains(inbox.settings.allowed_domains);
  if (domains === undefined || origin === undefined) return;
  const { frontend_url } = services.config;
  const isDesk = origin === new URL(frontend_url).origin || URL.parse(origin)?.host === host;
  if (!isDesk && !isAllowedOrigin(origin, domains, frontend_url)) throw new Refusal('origin_not_allowed');
}
