import { showThread } from './begin.ts';
import { current, loadConversations, unread_count } from './conversations.ts';
import { openThread } from './messages.ts';
import { tellUnread } from './news.ts';
import { flush, isMine, outbox } from './outbox.ts';
import { route } from './route.ts';
import { isOpen } from './settings.ts';
import { renewVisitor, token } from './visitor.ts';

/** Loads what somebody said and heard who was here before, shows where they were, and sends what was left unsent. */
export async function arrive() {
  if (token.value) {
    // A failure shows where something is missing, and the socket asks again when it stands.
    void renewVisitor().catch(() => {});
    await loadConversations().catch(() => {});
  }
  showFirst();
  if (outbox.value.some(isMine)) void flush();
}

function showFirst() {
  if (route.value.view !== 'home') return;
  const waits = outbox.value.some((entry) => entry.thread === 'new' && isMine(entry));
  if (waits) return showThread('new');
  if (!current.value) return;
  const { id } = current.value;
  const loading = openThread(id);
  if (isOpen.value || unread_count.value === 0) showThread(id);
  else void loading.then(tellUnread);
}
