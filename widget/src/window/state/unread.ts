import { say } from '../host.ts';

let awaitsOpening = false;

/** The page is about to be asked to show what is unread; it opens the window for that. */
export function awaitOpening() {
  awaitsOpening = true;
}

/** Whether the page opened the window because it was asked to show what is unread; it is asked once for each time. */
export function takeQuietOpening(): boolean {
  const was = awaitsOpening;
  awaitsOpening = false;
  return was;
}

/** Gives the page its whole window back, on the way from what is unread to somewhere else. */
export function leaveUnread() {
  say('updateIframeHeight', { extraHeight: 0, isFixedHeight: false });
  say('resetUnreadMode', {});
}
