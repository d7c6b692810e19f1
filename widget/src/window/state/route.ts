import { signal } from '@preact/signals';

/** A conversation by its number, or the one that the first message will begin. */
export type ThreadId = number | 'new';

export type Route =
  | { view: 'home' }
  | { view: 'conversations' }
  | { view: 'pre-chat' }
  | { view: 'unread' }
  /** `key` stays when a new conversation gets its number: nothing on the screen begins anew then. */
  | { view: 'thread'; thread: ThreadId; key: string };

const ADDRESSES: Record<Route['view'], string> = {
  home: '#/',
  conversations: '#/conversations',
  'pre-chat': '#/prechat-form',
  unread: '#/unread-messages',
  thread: '#/messages',
};

export const route = signal<Route>({ view: 'home' });

/** Goes to a view. The page around keeps its own way back: nothing is added to the history. */
export function go(next: Route) {
  route.value = next;
  history.replaceState(null, '', ADDRESSES[next.view]);
}
