import { browserClock } from '../../app/live/clock.ts';
import type { Live } from '../../app/live/live.ts';
import { Announcer } from './announcer.ts';

const announcers = new WeakMap<Live, Announcer>();

/** Tells colleagues that this conversation is looked at, or only the list; answers what ends it. */
export function announce(live: Live, conversation_id: number | undefined): () => void {
  const announcer = announcers.get(live) ?? openAnnouncer(live);
  announcers.set(live, announcer);
  const onVisibility = () => announcer.see(document.visibilityState);
  const unsubscribe = live.connection.subscribe(() => {
    if (live.connection.get().is === 'open') announcer.saySoon();
  });
  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  const leave = announcer.look(conversation_id ?? null);
  return () => {
    unsubscribe();
    document.removeEventListener('visibilitychange', onVisibility);
    leave();
  };
}

function openAnnouncer(live: Live): Announcer {
  const say = (conversation_id: number | null) => live.perform('view_conversation', { conversation_id });
  return new Announcer({ clock: browserClock, say }, document.visibilityState);
}
