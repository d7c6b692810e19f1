import type { PreChatField, WorkingDay } from './wire/shapes.ts';

/** The inbox as the page that the desk serves describes it. */
export interface Channel {
  avatarUrl: string;
  locale: string;
  websiteName: string;
  websiteToken: string;
  welcomeTagline: string;
  welcomeTitle: string;
  widgetColor: string;
  enabledFeatures: string[];
  replyTime: string;
  preChatFormEnabled: boolean;
  preChatFormOptions: { pre_chat_message?: string; pre_chat_fields?: PreChatField[] } | null;
  workingHoursEnabled: boolean;
  workingHours: WorkingDay[];
  outOfOfficeMessage: string | null;
  timezone: string;
  allowMessagesAfterResolved: boolean;
  disableBranding: boolean;
}

interface Installation {
  BRAND_NAME?: string;
  INSTALLATION_NAME?: string;
  WIDGET_BRAND_URL?: string;
  MAXIMUM_FILE_UPLOAD_SIZE?: number | string;
}

interface Globals {
  chatwootWebChannel?: Partial<Channel>;
  chatwootPubsubToken?: string;
  authToken?: string;
  globalConfig?: Installation;
  ReactNativeWebView?: { postMessage(text: string): void };
}

// The desk wrote them into the page itself, just before this script.
const globals = window as unknown as Globals;
const query = new URLSearchParams(location.search);

const DEFAULTS: Channel = {
  avatarUrl: '',
  locale: 'en',
  websiteName: '',
  websiteToken: query.get('website_token') ?? '',
  welcomeTagline: '',
  welcomeTitle: '',
  widgetColor: '#1f93ff',
  enabledFeatures: [],
  replyTime: '',
  preChatFormEnabled: false,
  preChatFormOptions: null,
  workingHoursEnabled: false,
  workingHours: [],
  outOfOfficeMessage: null,
  timezone: 'UTC',
  allowMessagesAfterResolved: true,
  disableBranding: false,
};

export const channel: Channel = { ...DEFAULTS, ...globals.chatwootWebChannel };
export const installation: Installation = globals.globalConfig ?? {};
export const nativeView = globals.ReactNativeWebView;

export const isFramed = window.parent !== window;
/** A window of its own that a page opened. */
export const isPopout = !isFramed && window.opener !== null;

export const given = {
  token: globals.authToken ?? '',
  pubsub_token: globals.chatwootPubsubToken ?? '',
  locale: query.get('locale') ?? '',
};

const FILE_MEGABYTES = 40;
export const FILES_MAX = 15;
export const file_max_bytes = (Number(installation.MAXIMUM_FILE_UPLOAD_SIZE) || FILE_MEGABYTES) * 1024 * 1024;

/** The inbox's settings as data of the site: what the desk sends may miss values that older inboxes never had. */
export const hasFeature = (name: string) => channel.enabledFeatures.includes(name);
