import { computed, signal } from '@preact/signals';
import type { FrameSettings } from '../../protocol.ts';
import { channel, hasFeature, isFramed, isPopout } from '../page.ts';

const DEFAULTS: FrameSettings = {
  position: 'right',
  hideMessageBubble: false,
  showPopoutButton: false,
  widgetStyle: 'standard',
  darkMode: 'light',
  showUnreadMessagesDialog: true,
  welcomeTitle: '',
  welcomeDescription: '',
  availableMessage: '',
  unavailableMessage: '',
  enableEmojiPicker: true,
  enableEndConversation: true,
};

/** What the site wishes. */
export const settings = signal(DEFAULTS);

export function change(wishes: Partial<FrameSettings>) {
  settings.value = { ...settings.value, ...wishes };
}

/** Whether the page around has opened the window; one of its own is always open. */
export const isOpen = signal(!isFramed);
export const isMobile = signal(false);
/** Whether the browser shows the page at all. */
export const isVisible = signal(!document.hidden);
document.addEventListener('visibilitychange', () => {
  isVisible.value = !document.hidden;
});
/** The address of the page around. */
export const referrer = signal(isPopout || !isFramed ? document.referrer : '');

export const mayAttach = computed(() => settings.value.enableFileUpload ?? hasFeature('attachments'));
export const mayUseEmoji = computed(() => settings.value.enableEmojiPicker && hasFeature('emoji_picker'));
export const mayEnd = computed(() => settings.value.enableEndConversation && hasFeature('end_conversation'));
export const welcomeTitle = computed(() => settings.value.welcomeTitle || channel.welcomeTitle);
export const welcomeText = computed(() => settings.value.welcomeDescription || channel.welcomeTagline);
