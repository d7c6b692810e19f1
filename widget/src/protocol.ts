/*
 * What the page and the frame of the chat say to each other: text with `MESSAGE_PREFIX` before JSON, `event` and its
 * fields on one level. The page listens to its own frame (and its own popout) at the desk's origin alone; the frame
 * listens to its parent (the popout to its opener) at the origin that it pinned.
 */

export const MESSAGE_PREFIX = 'chatwoot-widget:';

export interface WidgetUser {
  email?: string;
  name?: string;
  avatar_url?: string;
  identifier_hash?: string;
  phone_number?: string;
  custom_attributes?: Record<string, unknown>;
  company_name?: string;
  city?: string;
  country_code?: string;
  description?: string;
  social_profiles?: Record<string, unknown>;
}

export type ColorScheme = 'light' | 'auto' | 'dark';

/** The part of `chatwootSettings` that concerns the frame. */
export interface FrameSettings {
  /** Absent when the inbox's own language counts. */
  locale?: string | undefined;
  position: 'left' | 'right';
  hideMessageBubble: boolean;
  showPopoutButton: boolean;
  /** `flat`, or anything else. */
  widgetStyle: string;
  darkMode: ColorScheme;
  showUnreadMessagesDialog: boolean;
  /** Empty where the inbox's own words count. */
  welcomeTitle: string;
  welcomeDescription: string;
  availableMessage: string;
  unavailableMessage: string;
  /** Absent when the inbox's `attachments` flag decides. */
  enableFileUpload?: boolean | undefined;
  enableEmojiPicker: boolean;
  enableEndConversation: boolean;
}

/** From the page to the frame. */
interface HostFields {
  /** The answer to `loaded`; comes again when the visitor's token changed in the popout. */
  'config-set': FrameSettings & {
    /** The visitor's token as the page's cookie has it; empty when there is none, which also ends an earlier one. */
    authToken: string;
    /** Milliseconds since 1970, or nothing. */
    campaignsSnoozedTill: number | undefined;
  };
  'toggle-open': { isOpen: boolean };
  'push-event': { eventName: string };
  'change-url': { referrerURL: string; referrerHost: string };
  'toggle-close-button': { isMobile: boolean };
  'set-user': { identifier: string | number; user: WidgetUser };
  'set-custom-attributes': { customAttributes: Record<string, unknown> };
  'set-conversation-custom-attributes': { customAttributes: Record<string, unknown> };
  'delete-custom-attribute': { customAttribute: string };
  'delete-conversation-custom-attribute': { customAttribute: string };
  'set-label': { label: string };
  'remove-label': { label: string };
  'set-locale': { locale: string };
  'set-color-scheme': { darkMode: ColorScheme };
  'sdk-set-bubble-visibility': { hideMessageBubble: boolean };
  'widget-visible': object;
}

/** From the frame to the page. */
interface WindowFields {
  /** The popout says it to its opener as well, and gets `config-set`. */
  loaded: { config: { authToken: string; channelConfig: { widgetColor?: string } } };
  error: { errorType: 'SET_USER_ERROR'; data: unknown };
  onEvent: { eventIdentifier: `chatwoot:${string}`; data: unknown };
  setBubbleLabel: { label: string };
  setAuthCookie: { data: { widgetAuthToken: string } };
  setCampaignReadOn: object;
  postback: { data: { payload: unknown } };
  toggleBubble: object;
  closeWindow: object;
  closeChat: object;
  popoutChatWindow: { baseUrl?: string; websiteToken?: string; locale?: string };
  updateIframeHeight: { extraHeight: number; isFixedHeight: boolean };
  setUnreadMode: object;
  resetUnreadMode: object;
  handleNotificationDot: { unreadMessageCount: number };
  playAudio: object;
}

type MessagesOf<Fields> = { [Event in keyof Fields]: { event: Event } & Fields[Event] };

/** What the page says, by event. */
export type HostMessages = MessagesOf<HostFields>;
/** What the frame says, by event. */
export type WindowMessages = MessagesOf<WindowFields>;

export type HostMessage = HostMessages[keyof HostMessages];
export type WindowMessage = WindowMessages[keyof WindowMessages];
