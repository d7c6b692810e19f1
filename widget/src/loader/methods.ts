import type { WidgetUser } from '../protocol.ts';
import { writeCookie } from './cookies.ts';
import { mirror, showButtons, showUnread } from './elements.ts';
import { command, dropFrame, tell, waiting } from './frame.ts';
import { stopListening } from './listening.ts';
import { close, openPopout, preload, toggle } from './opening.ts';
import { type Chatwoot, type ChatwootValues, colorSchemeOf } from './page.ts';
import { chatwoot } from './site.ts';

type Methods = Omit<Chatwoot, keyof ChatwootValues>;

function setUser(identifier: string | number, user: WidgetUser) {
  const isKnowable = user.avatar_url || user.email || user.name;
  if (!/string|number/.test(typeof identifier) || !isKnowable)
    throw new Error('setUser needs an identifier, and a name, an email or an avatar_url');
  Object.assign(chatwoot, { identifier, user });
  command('set-user', { identifier, user });
}

/** Nothing is no label, no attribute and no attributes. */
function given<Value extends object | string>(value: Value): Value {
  if (!value || !Object.keys(value).length) throw new Error('Nothing was given');
  return value;
}

function reset() {
  close();
  stopListening();
  showUnread(0);
  waiting.length = 0;
  Object.assign(chatwoot, { identifier: undefined, user: undefined, resetTriggered: true });
  writeCookie('cw_conversation', '', 0);
  writeCookie(`cw_user_${chatwoot.websiteToken}`, '', 0);
  if (dropFrame()) preload();
}

/** The methods of `window.$chatwoot`. */
export const methods: Methods = {
  setCustomAttributes: (attributes) =>
    command('set-custom-attributes', { customAttributes: given(attributes) }),
  deleteCustomAttribute: (key) => command('delete-custom-attribute', { customAttribute: given(key) }),
  setConversationCustomAttributes: (attributes) =>
    command('set-conversation-custom-attributes', { customAttributes: given(attributes) }),
  deleteConversationCustomAttribute: (key) =>
    command('delete-conversation-custom-attribute', { customAttribute: given(key) }),
  setLabel: (label) => command('set-label', { label: given(label) }),
  removeLabel: (label) => command('remove-label', { label: given(label) }),
  toggle,
  toggleBubbleVisibility(state) {
    const hideMessageBubble = state === 'hide';
    chatwoot.hideMessageBubble = hideMessageBubble;
    showButtons();
    tell('sdk-set-bubble-visibility', { hideMessageBubble });
  },
  popoutChatWindow: openPopout,
  setUser,
  setLocale(locale = 'en') {
    chatwoot.locale = locale;
    mirror();
    tell('set-locale', { locale });
  },
  setColorScheme(mode) {
    const darkMode = colorSchemeOf(mode);
    chatwoot.darkMode = darkMode;
    tell('set-color-scheme', { darkMode });
  },
  reset,
};
