import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ContactContext, Context, InboxContext, Services } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { systemContext } from '../accounts/account.ts';
import { findBotOfInbox } from '../inboxes/agent-bot.ts';
import { findVisitor, openWebsite } from './access.ts';
import { presentChannelConfig, presentInstallation } from './channel-config.ts';
import { readDomains, sourceOf } from './domains.ts';
import { limitWebsite, NEW_VISITORS } from './limits.ts';
import { readParts, renderPage } from './page-html.ts';
import { createVisitor } from './visitor.ts';
import { signVisitorToken } from './visitor-token.ts';

/** The page in the frame, which is also a page of its own in apps: `/widget?website_token=…`. */
export function addWidgetPage(app: FastifyInstance, services: Services, directory: string) {
  app.get('/widget', async (request, reply) => {
    const opened = await openNamed(services, request);
    const visitor = await findPageVisitor(opened, request);
    const parts = await readParts(directory);
    const nonce = randomBytes(16).toString('base64');
    const globals = await presentGlobals(opened, visitor);
    return reply
      .code(parts ? 200 : 503)
      .headers({
        'content-security-policy': policyOf(opened, request, nonce),
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(renderPage({ parts, nonce, globals, locale: globals.chatwootWebChannel.locale }));
  });
}

async function openNamed(services: Services, request: FastifyRequest): Promise<InboxContext> {
  const context: Context = { services, queries: services.database.queries, now: services.now };
  try {
    return await openWebsite(context, queryOf(request).website_token);
  } catch (error) {
    const isUnknown = error instanceof Refusal && error.code === 'not_found';
    throw isUnknown ? new Refusal('not_found', 'web widget does not exist', { cause: error }) : error;
  }
}

const queryOf = ({ query }: FastifyRequest) => query as Record<string, unknown>;

/** Who looks at the page. Our own loader says `lazy`: nobody is made before they do something. */
async function findPageVisitor(
  opened: InboxContext,
  request: FastifyRequest,
): Promise<ContactContext | undefined> {
  const { cw_conversation, lazy } = queryOf(request);
  const known = await findVisitor(opened, cw_conversation);
  if (known || lazy === '1') return known;
  await limitWebsite(opened, request, NEW_VISITORS);
  return createVisitor(opened);
}

/** What stands in the page for its script, under the names that other wrappers of the page read too. */
async function presentGlobals(opened: InboxContext, visitor: ContactContext | undefined) {
  const authToken = visitor ? signVisitorToken(opened, visitor.contactInbox) : '';
  return {
    chatwootWebChannel: await presentWebChannel(opened),
    chatwootPubsubToken: visitor?.contactInbox.pubsub_token ?? '',
    authToken,
    globalConfig: { ...presentInstallation(opened), DIRECT_UPLOADS_ENABLED: true },
  };
}

async function presentWebChannel(opened: InboxContext) {
  const config = await presentChannelConfig(opened, '');
  const found = await findBotOfInbox(systemContext(opened.services, opened.account), opened.inbox);
  return {
    avatarUrl: config.avatar_url,
    hasAConnectedAgentBot: found?.bot.name ?? '',
    locale: config.locale,
    websiteName: config.website_name,
    websiteToken: config.website_token,
    welcomeTagline: config.welcome_tagline ?? '',
    welcomeTitle: config.welcome_title ?? '',
    widgetColor: config.widget_color,
    portal: config.portal,
    enabledFeatures: config.enabled_features,
    enabledLanguages: config.enabled_languages,
    replyTime: config.reply_time,
    preChatFormEnabled: config.pre_chat_form_enabled,
    preChatFormOptions: config.pre_chat_form_options,
    workingHoursEnabled: config.working_hours_enabled,
    csatSurveyEnabled: config.csat_survey_enabled,
    workingHours: config.working_hours,
    outOfOfficeMessage: config.out_of_office_message,
    utcOffset: config.utc_off_set,
    timezone: config.timezone,
    allowMessagesAfterResolved: config.allow_messages_after_resolved,
    disableBranding: config.disable_branding,
  };
}

/** What the page may do, and where it may stand in a frame: everywhere, unless the inbox names its websites. */
function policyOf({ services, inbox }: InboxContext, { host }: FastifyRequest, nonce: string): string {
  const desk = new URL(services.config.frontend_url).origin;
  const here = /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : '';
  const domains = readDomains(inbox.settings.allowed_domains);
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "font-src 'self'",
    // Pictures in messages and cards may be anywhere.
    'img-src * data: blob:',
    'media-src * data: blob:',
    `connect-src 'self' ${desk} ${here}`.trimEnd(),
    `frame-src 'self' ${desk}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    ...(domains ? [`frame-ancestors ${["'self'", ...domains.map(sourceOf)].join(' ')}`] : []),
  ].join('; ');
}
