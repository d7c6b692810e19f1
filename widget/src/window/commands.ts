import type { HostMessages } from '../protocol.ts';
import { type HostHandlers, say } from './host.ts';
import { scrollToEnd } from './state/scrolling.ts';
import { noteClosed, noteOpened, restart, talk } from './state/session.ts';
import { change, isMobile, isOpen, referrer } from './state/settings.ts';
import { token } from './state/visitor.ts';
import type { visitorCommands } from './visitor-commands.ts';
import { ask } from './wire/ask.ts';

type VisitorCommand = keyof typeof visitorCommands;

/** Most pages never say anything of the visitor: what follows such words is loaded with the first. */
let loading: Promise<void> = Promise.resolve();

function pass<Event extends VisitorCommand>(event: Event, fields: Omit<HostMessages[Event], 'event'>) {
  loading = loading
    .then(() => import('./visitor-commands.ts'))
    .then(({ visitorCommands: all }) => all[event](fields as never))
    .catch(() => {
      if (event === 'set-user') say('error', { errorType: 'SET_USER_ERROR', data: {} });
    });
}

/** What the page may ask of the window once it runs. */
export const commands: HostHandlers = {
  'config-set': ({ authToken, campaignsSnoozedTill: _, ...wishes }) => {
    change(wishes);
    void restart(authToken, wishes.locale).catch(() => {});
  },
  'toggle-open': ({ isOpen: opens }) => {
    if (opens) noteOpened();
    else noteClosed();
  },
  'push-event': ({ eventName: name }) => {
    if (!token.value || !isOpen.value) return;
    const event_info = { referer: referrer.value, initiated_at: { timestamp: new Date().toString() } };
    ask('POST', 'events', { body: { name, event_info } }).catch(() => {});
  },
  'change-url': ({ referrerURL }) => {
    referrer.value = referrerURL;
  },
  'toggle-close-button': ({ isMobile: is }) => {
    isMobile.value = is;
  },
  'set-user': (fields) => pass('set-user', fields),
  'set-custom-attributes': (fields) => pass('set-custom-attributes', fields),
  'delete-custom-attribute': (fields) => pass('delete-custom-attribute', fields),
  'set-conversation-custom-attributes': (fields) => pass('set-conversation-custom-attributes', fields),
  'delete-conversation-custom-attribute': (fields) => pass('delete-conversation-custom-attribute', fields),
  'set-label': (fields) => pass('set-label', fields),
  'remove-label': (fields) => pass('remove-label', fields),
  'set-locale': ({ locale }) => {
    change({ locale });
    void talk(locale).catch(() => {});
  },
  'set-color-scheme': ({ darkMode }) => change({ darkMode }),
  'sdk-set-bubble-visibility': ({ hideMessageBubble }) => change({ hideMessageBubble }),
  'widget-visible': scrollToEnd,
};
