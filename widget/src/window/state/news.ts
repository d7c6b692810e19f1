import { computed } from '@preact/signals';
import { say } from '../host.ts';
import { isFramed, nativeView } from '../page.ts';
import type { Message } from '../wire/shapes.ts';
import { conversations, isFromDesk, markSeen, unread_count } from './conversations.ts';
import { threads } from './messages.ts';
import { go, route } from './route.ts';
import { isOpen, isVisible, settings } from './settings.ts';
import { ring } from './sound.ts';
import { awaitOpening } from './unread.ts';

const SHOWN = 3;

/** Whether the visitor has the conversation before their eyes. */
export function isLookedAt(id: number): boolean {
  const at = route.value;
  return isOpen.value && isVisible.value && at.view === 'thread' && at.thread === id;
}

/** The last messages that the visitor has not seen, for the page where the window is closed. */
export const unread = computed(() =>
  conversations.value
    .filter((each) => each.unread_count > 0)
    .flatMap(({ id, unread_count: count, last_message }) => {
      const known = threads.value.get(id)?.messages ?? (last_message ? [last_message] : []);
      return known.filter(isFromDesk).slice(-count);
    })
    .sort((one, other) => one.id - other.id)
    .slice(-SHOWN),
);

/** What to do about a message that just came. */
export function noteNews(message: Message, isNews: boolean) {
  if (isFromDesk(message) && !isNews) void markSeen(message.conversation_id);
  if (!isNews) return;
  if (message.message_type === 1) ring();
  tellUnread();
}

/** Shows what waits on the page around, where the site wants that. */
export function tellUnread() {
  if (unread_count.value === 0) return;
  if (isOpen.value || !isFramed || nativeView || !settings.value.showUnreadMessagesDialog) return;
  if (route.value.view !== 'unread') {
    awaitOpening();
    go({ view: 'unread' });
  }
  say('setUnreadMode', {});
}
