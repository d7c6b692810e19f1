import type { ColorScheme, FrameSettings, WidgetUser } from '../protocol.ts';

/** What a site writes into `window.chatwootSettings` before the loader runs. */
export interface SiteSettings extends Partial<Omit<FrameSettings, 'position' | 'darkMode'>> {
  useBrowserLanguage?: boolean;
  baseDomain?: string;
  position?: string;
  type?: string;
  launcherTitle?: string;
  darkMode?: string;
}

export interface RunOptions {
  websiteToken: string;
  baseUrl: string;
}

/** `window.$chatwoot`: what a site reads and calls. */
export interface Chatwoot extends FrameSettings {
  baseUrl: string;
  websiteToken: string;
  baseDomain?: string | undefined;
  /** The launcher is there and every method can be called. */
  hasLoaded: boolean;
  isOpen: boolean;
  useBrowserLanguage: boolean;
  /** `expanded_bubble`, or anything else. */
  type: string;
  launcherTitle: string;
  resetTriggered: boolean;
  identifier?: string | number | undefined;
  user?: WidgetUser | undefined;
  toggle(state?: string): void;
  toggleBubbleVisibility(state: string): void;
  popoutChatWindow(): void;
  setUser(identifier: string | number, user: WidgetUser): void;
  setCustomAttributes(attributes: Record<string, unknown>): void;
  deleteCustomAttribute(key: string): void;
  setConversationCustomAttributes(attributes: Record<string, unknown>): void;
  deleteConversationCustomAttribute(key: string): void;
  setLabel(title: string): void;
  removeLabel(title: string): void;
  setLocale(code?: string): void;
  setColorScheme(mode?: string): void;
  reset(): void;
}

/** The part of it that only holds values. */
export type ChatwootValues = {
  [Key in keyof Chatwoot as Chatwoot[Key] extends (...words: never[]) => void ? never : Key]: Chatwoot[Key];
};

declare global {
  interface Window {
    chatwootSettings?: SiteSettings;
    chatwootSDK?: { run(options: RunOptions): void };
    $chatwoot?: Chatwoot;
  }
}

/** Tells the site: the event `chatwoot:<name>`. */
export function announce(name: string, detail: unknown = null) {
  dispatchEvent(new CustomEvent(`chatwoot:${name}`, { detail }));
}

/** The mode itself, or light where it is none. */
export function colorSchemeOf(mode: string | undefined): ColorScheme {
  return mode === 'auto' || mode === 'dark' ? mode : 'light';
}

const DEFAULTS = {
  type: 'standard',
  widgetStyle: 'standard',
  hasLoaded: false,
  isOpen: false,
  resetTriggered: false,
  useBrowserLanguage: false,
  hideMessageBubble: false,
  showPopoutButton: false,
  showUnreadMessagesDialog: true,
  enableEmojiPicker: true,
  enableEndConversation: true,
  launcherTitle: '',
  welcomeTitle: '',
  welcomeDescription: '',
  availableMessage: '',
  unavailableMessage: '',
};

/** Reads `window.chatwootSettings`, which counts once; what is null or undefined there is as good as absent. */
export function readSettings({ websiteToken, baseUrl }: RunOptions): ChatwootValues {
  const given: SiteSettings = Object.fromEntries(
    Object.entries(window.chatwootSettings ?? {}).filter(([, value]) => value != null),
  );
  return {
    ...DEFAULTS,
    ...given,
    websiteToken,
    baseUrl: baseUrl.replace(/\/$/, ''),
    locale: given.useBrowserLanguage ? navigator.language.replace('-', '_') : given.locale,
    position: given.position === 'left' ? 'left' : 'right',
    darkMode: colorSchemeOf(given.darkMode),
  };
}
