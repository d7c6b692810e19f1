import type { WebsiteChannelConfig } from '@porchlight/contract/widget';
import type { InboxContext } from '../../context.ts';
import { findAccount } from '../accounts/account.ts';
import { avatarUrl } from '../accounts/avatar.ts';
import { languages } from './languages.ts';

/** What the widget draws itself from; `auth_token` is empty as long as there is no visitor. */
export async function presentChannelConfig(
  ctx: InboxContext,
  auth_token: string,
): Promise<WebsiteChannelConfig> {
  const { services, account, inbox } = ctx;
  const found = await findAccount(services, account.id);
  return {
    ...presentSettings(ctx),
    allow_messages_after_resolved: inbox.allow_messages_after_resolved,
    api_host: services.config.frontend_url,
    auth_token,
    avatar_url: avatarUrl(ctx, inbox.account_id, inbox.avatar),
    csat_survey_enabled: inbox.csat_survey_enabled,
    disable_branding: found?.features.includes('disable_branding') ?? false,
    enabled_languages: languages,
    locale: account.locale,
    out_of_office_message: inbox.out_of_office_message,
    portal: null,
    timezone: inbox.timezone,
    utc_off_set: offsetOf(inbox.timezone, ctx.now()),
    website_name: inbox.name,
    working_hours: inbox.working_hours,
    working_hours_enabled: inbox.working_hours_enabled,
  };
}

/** What was set of the channel: the manifest has filled in what was not. */
type Settings = Pick<
  WebsiteChannelConfig,
  | 'pre_chat_form_enabled'
  | 'pre_chat_form_options'
  | 'reply_time'
  | 'website_token'
  | 'welcome_tagline'
  | 'welcome_title'
  | 'widget_color'
> & { selected_feature_flags: string[] };

function presentSettings({ inbox }: InboxContext) {
  const settings = inbox.settings as unknown as Settings;
  return {
    enabled_features: settings.selected_feature_flags,
    pre_chat_form_enabled: settings.pre_chat_form_enabled,
    pre_chat_form_options: settings.pre_chat_form_options,
    reply_time: settings.reply_time,
    website_token: settings.website_token,
    welcome_tagline: settings.welcome_tagline,
    welcome_title: settings.welcome_title,
    widget_color: settings.widget_color,
  };
}

/** Tells whether the inbox has this feature of websites. */
export const hasWebsiteFeature = ({ inbox }: InboxContext, name: string) =>
  (inbox.settings as unknown as Settings).selected_feature_flags.includes(name);

/** The colour of the bubble. */
export const widgetColorOf = ({ inbox }: InboxContext) =>
  (inbox.settings as unknown as Settings).widget_color;

/** `+02:00`, as it is in the time zone at that moment. */
function offsetOf(timeZone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    moment,
  );
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '');
  return offset || '+00:00';
}

const NAME = 'Porchlight';

/** What the widget says of the installation. */
export function presentInstallation({ services }: InboxContext) {
  const { frontend_url, file_max_bytes } = services.config;
  return {
    LOGO_THUMBNAIL: '',
    BRAND_NAME: NAME,
    WIDGET_BRAND_URL: frontend_url,
    MAXIMUM_FILE_UPLOAD_SIZE: Math.floor(file_max_bytes / 1024 / 1024),
    INSTALLATION_NAME: NAME,
  };
}
