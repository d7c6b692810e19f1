import type { WindowMessages } from '../../protocol.ts';
import { writeCookie } from '../cookies.ts';
import { announce } from '../page.ts';
import type { Launcher } from '../parts.ts';
import { userCookie } from './user.ts';

const HOUR_SECONDS = 60 * 60;
const EVENT = /^chatwoot:/;

type Handlers = { [Event in keyof WindowMessages]: (message: WindowMessages[Event]) => void };

/** What the launcher does at each word of the frame. */
export function handlersOf(launcher: Launcher): Handlers {
  const { chatwoot, holder, open, paint, name, showUnread } = launcher;
  const close = () => chatwoot.toggle('close');
  return {
    loaded({ config: { authToken, channelConfig } }) {
      keepToken(authToken);
      if (channelConfig.widgetColor) paint(channelConfig.widgetColor);
      chatwoot.resetTriggered = false;
    },
    error({ data }) {
      writeCookie(userCookie(launcher), '', 0);
      announce('error', data);
    },
    onEvent({ eventIdentifier, data }) {
      if (EVENT.test(eventIdentifier)) announce(eventIdentifier.replace(EVENT, ''), data);
    },
    setBubbleLabel: ({ label }) => name(label),
    setAuthCookie: ({ data }) => keepToken(data.widgetAuthToken),
    setCampaignReadOn: () =>
      writeCookie('cw_snooze_campaigns_till', Date.now() + HOUR_SECONDS * 1000, HOUR_SECONDS),
    postback: ({ data }) => announce('postback', { event: 'postback', data }),
    toggleBubble: () => chatwoot.toggle(),
    closeWindow: close,
    closeChat: close,
    popoutChatWindow: () => chatwoot.popoutChatWindow(),
    updateIframeHeight({ extraHeight, isFixedHeight }) {
      const height = isFixedHeight ? `${extraHeight}px` : '100%';
      holder.querySelector('iframe')?.style.setProperty('height', height, 'important');
    },
    setUnreadMode() {
      holder.classList.add('has-unread-view');
      open();
    },
    resetUnreadMode: () => holder.classList.remove('has-unread-view'),
    handleNotificationDot: ({ unreadMessageCount }) => showUnread(unreadMessageCount),
    playAudio: () => playSound(`${chatwoot.baseUrl}/audio/widget/ding.mp3`),
  };
}

function keepToken(token: string) {
  if (token) writeCookie('cw_conversation', token);
}

/** Browsers keep a page silent that nobody has touched, so the sound is not even fetched there. */
function playSound(url: string) {
  if (navigator.userActivation?.hasBeenActive === false) return;
  new Audio(url).play().catch(() => undefined);
}
