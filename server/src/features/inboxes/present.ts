import type { Inbox, InboxRecord, SlimInbox } from '@porchlight/contract/inboxes';
import type { AccountContext, Context } from '../../context.ts';
import { avatarUrl } from '../accounts/avatar.ts';
import { manifestOf } from './inbox.ts';
import { liveSecrets } from './secrets.ts';
import type { InboxRow } from './table.ts';

type Settings = Record<string, never>;

/** An inbox with its channel's fields; its secrets are shown to administrators only. */
export function presentInbox(ctx: AccountContext, inbox: InboxRow): Inbox {
  const settings = inbox.settings as Settings;
  return {
    ...presentOwnFields(ctx, inbox),
    allowed_domains: settings.allowed_domains ?? null,
    widget_color: settings.widget_color ?? null,
    website_url: settings.website_url ?? null,
    hmac_mandatory: settings.hmac_mandatory ?? null,
    welcome_title: settings.welcome_title ?? null,
    welcome_tagline: settings.welcome_tagline ?? null,
    web_widget_script: widgetScript(ctx, inbox),
    website_token: settings.website_token ?? null,
    selected_feature_flags: settings.selected_feature_flags ?? null,
    reply_time: settings.reply_time ?? null,
    messaging_service_sid: settings.messaging_service_sid ?? null,
    phone_number: settings.phone_number ?? null,
    provider: settings.provider ?? null,
    ...presentSecrets(ctx, inbox),
    ...(inbox.channel_kind === 'web-widget' ? presentWebsiteFields(settings) : {}),
    ...(inbox.channel_kind === 'api' ? presentApiFields(settings) : {}),
  };
}

function presentOwnFields(ctx: Context, inbox: InboxRow) {
  return {
    id: inbox.id,
    avatar_url: avatarUrl(ctx, inbox.account_id, inbox.avatar),
    channel_id: inbox.id,
    name: inbox.name,
    channel_type: manifestOf(inbox).channel_type,
    greeting_enabled: inbox.greeting_enabled,
    greeting_message: inbox.greeting_message,
    working_hours_enabled: inbox.working_hours_enabled,
    enable_email_collect: inbox.enable_email_collect,
    csat_survey_enabled: inbox.csat_survey_enabled,
    csat_config: inbox.csat_config,
    enable_auto_assignment: inbox.enable_auto_assignment,
    auto_assignment_config: inbox.auto_assignment_config,
    out_of_office_message: inbox.out_of_office_message,
    working_hours: inbox.working_hours,
    timezone: inbox.timezone,
    callback_webhook_url: null,
    allow_messages_after_resolved: inbox.allow_messages_after_resolved,
    lock_to_single_conversation: inbox.lock_to_single_conversation,
    sender_name_type: inbox.sender_name_type,
    business_name: inbox.business_name,
  };
}

function presentSecrets(ctx: AccountContext, inbox: InboxRow) {
  if (ctx.actor.type !== 'user' || ctx.actor.role !== 'administrator') return {};
  const [hmac_token] = liveSecrets(ctx, inbox, 'hmac_token');
  const [secret] = inbox.channel_kind === 'api' ? liveSecrets(ctx, inbox, 'secret') : [];
  return { ...(hmac_token === undefined ? {} : { hmac_token }), ...(secret === undefined ? {} : { secret }) };
}

function presentWebsiteFields(settings: Settings) {
  return {
    pre_chat_form_enabled: settings.pre_chat_form_enabled ?? false,
    pre_chat_form_options: settings.pre_chat_form_options ?? {},
    continuity_via_email: settings.continuity_via_email ?? true,
  };
}

function presentApiFields(settings: Settings) {
  return {
    webhook_url: settings.webhook_url ?? null,
    inbox_identifier: settings.inbox_identifier,
    additional_attributes: settings.additional_attributes ?? {},
  };
}

/** The snippet that puts the chat on a page. */
function widgetScript(ctx: AccountContext, inbox: InboxRow): string | null {
  const { website_token } = inbox.settings;
  if (inbox.channel_kind !== 'web-widget' || typeof website_token !== 'string') return null;
  const origin = JSON.stringify(ctx.services.config.frontend_url);
  const token = JSON.stringify(website_token);
  return `<script>
(() => {
  const script = document.createElement('script');
  script.src = ${origin} + '/packs/js/sdk.js';
  script.async = true;
  script.onload = () => window.chatwootSDK.run({ websiteToken: ${token}, baseUrl: ${origin} });
  document.head.append(script);
})();
</script>`;
}

/** An inbox as contacts show it. */
export function presentSlimInbox(ctx: Context, inbox: InboxRow): SlimInbox {
  const { provider } = inbox.settings;
  return {
    id: inbox.id,
    avatar_url: avatarUrl(ctx, inbox.account_id, inbox.avatar),
    channel_id: inbox.id,
    name: inbox.name,
    channel_type: manifestOf(inbox).channel_type,
    provider: typeof provider === 'string' ? provider : null,
  };
}

/** The record as the answer of creating a contact carries it. */
export function presentInboxRecord(inbox: InboxRow): InboxRecord {
  return {
    id: inbox.id,
    channel_id: inbox.id,
    account_id: inbox.account_id,
    name: inbox.name,
    created_at: inbox.created_at.toISOString(),
    updated_at: inbox.updated_at.toISOString(),
    channel_type: manifestOf(inbox).channel_type,
    enable_auto_assignment: inbox.enable_auto_assignment,
    greeting_enabled: inbox.greeting_enabled,
    greeting_message: inbox.greeting_message,
    email_address: inbox.email_address,
    working_hours_enabled: inbox.working_hours_enabled,
    out_of_office_message: inbox.out_of_office_message,
    timezone: inbox.timezone,
    enable_email_collect: inbox.enable_email_collect,
    csat_survey_enabled: inbox.csat_survey_enabled,
    allow_messages_after_resolved: inbox.allow_messages_after_resolved,
    auto_assignment_config: inbox.auto_assignment_config,
    lock_to_single_conversation: inbox.lock_to_single_conversation,
    portal_id: inbox.portal_id,
    sender_name_type: inbox.sender_name_type,
    business_name: inbox.business_name,
    csat_config: inbox.csat_config,
  };
}
