import { widget } from '@porchlight/contract/widget';
import type { FastifyRequest } from 'fastify';
import { type ContactContext, type InboxContext, type Route, route } from '../../context.ts';
import { inLocale } from '../../platform/locale.ts';
import { systemContext } from '../accounts/account.ts';
import { presentUserPush } from '../accounts/present.ts';
import { limitContact } from '../conversations/contact-limits.ts';
import { listInboxMembers } from '../inboxes/members.ts';
import { findVisitor } from './access.ts';
import { presentChannelConfig, presentInstallation, widgetColorOf } from './channel-config.ts';
import { launcherWords } from './launcher-words.ts';
import { EVENTS, limitWebsite, NEW_VISITORS } from './limits.ts';
import { listConversations } from './list.ts';
import { presentWidgetContact } from './present.ts';
import { tellTriggered } from './telling.ts';
import { createVisitor } from './visitor.ts';
import { signVisitorToken } from './visitor-token.ts';

const FRESH_SECONDS = 300;

/** What the widget asks of the website itself. */
export const widgetRoutes: readonly Route[] = [
  route(widget.launcher, async (ctx, { locale = ctx.account.locale }, { request, reply }) => {
    const token = request.headers['x-auth-token'];
    const freshness = token === undefined ? `public, max-age=${FRESH_SECONDS}` : 'no-store';
    reply.headers({ 'cache-control': freshness, vary: 'origin, x-auth-token' });
    const visitor = await findVisitor(ctx, token);
    return {
      widget_color: widgetColorOf(ctx),
      locale: ctx.account.locale,
      website_name: ctx.inbox.name,
      words: inLocale(launcherWords, locale),
      campaigns: [],
      ...(visitor ? { visitor: await showAwaiting(visitor) } : {}),
    };
  }),

  route(widget.config, async (ctx, _input, { request }) => {
    const visitor = await findOrCreateVisitor(ctx, request);
    const auth_token = signVisitorToken(ctx, visitor.contactInbox);
    return {
      website_channel_config: await presentChannelConfig(ctx, auth_token),
      contact: { ...presentWidgetContact(visitor), pubsub_token: visitor.contactInbox.pubsub_token },
      global_config: presentInstallation(ctx),
    };
  }),

  route(widget.campaigns, async () => []),

  route(widget.inboxMembers, async (ctx) => {
    const people = await listInboxMembers(systemContext(ctx.services, ctx.account), ctx.inbox);
    const payload = people.map((person) => {
      const { id, available_name: name, avatar_url, availability_status } = presentUserPush(ctx, person);
      return { id, name, avatar_url, availability_status: availability_status ?? 'offline' };
    });
    return { payload };
  }),

  route(widget.tell, async (ctx, { name, event_info }, { request, reply }) => {
    await limitContact(ctx, request, EVENTS);
    if (name === 'webwidget.triggered') await tellTriggered(ctx, request, event_info);
    reply.code(204);
    return undefined;
  }),
];

async function findOrCreateVisitor(ctx: InboxContext, request: FastifyRequest): Promise<ContactContext> {
  const known = await findVisitor(ctx, request.headers['x-auth-token']);
  if (known) return known;
  await limitWebsite(ctx, request, NEW_VISITORS);
  return createVisitor(ctx);
}

/** What awaits a visitor who comes back. */
async function showAwaiting(ctx: ContactContext) {
  const listed = await listConversations(ctx);
  return {
    has_conversation: listed.length > 0,
    unread_count: listed.reduce((sum, { unread_count }) => sum + unread_count, 0),
    pubsub_token: ctx.contactInbox.pubsub_token,
  };
}
