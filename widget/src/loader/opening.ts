import { adopt, bubble, buttons, closer, holder, name, paint, reveal, showUnread } from './elements.ts';
import {
  dropFrame,
  focusFrame,
  isLoaded,
  loadFrame,
  loadScript,
  markLoaded,
  openWindow,
  post,
  tell,
  waiting,
} from './frame.ts';
import { stopListening } from './listening.ts';
import { announce } from './page.ts';
import type { Launcher } from './parts.ts';
import { chatwoot } from './site.ts';

/** What had the focus when the visitor opened the chat; nothing when the chat opened by itself. */
let opener: HTMLElement | null | undefined;

/** Loads the chat without showing it; a failure is passed over, as the next click tries again. */
export function preload() {
  loadScript(launcher);
  loadFrame(close);
}

const launcher = (): Launcher => ({
  chatwoot,
  holder,
  waiting,
  adopt,
  paint,
  name,
  showUnread,
  open,
  post,
  tell,
  connect(greet) {
    stopListening();
    markLoaded();
    greet();
    show();
  },
});

/** Opens the chat, with the focus where it is. */
function open() {
  if (chatwoot.isOpen) return;
  chatwoot.isOpen = true;
  preload();
  showUnread(0);
  show();
  announce('opened');
}

/** Shows what is open, once there is something to show. */
function show() {
  const { isOpen } = chatwoot;
  bubble.ariaBusy = `${isOpen && !isLoaded}`;
  reveal(isOpen && isLoaded);
  tell('toggle-open', { isOpen });
  if (!isOpen || !isLoaded) return;
  tell('push-event', { eventName: 'webwidget.triggered' });
  tell('widget-visible', {});
  if (opener) focusFrame();
}

/** Closes the chat; the focus goes back to where it was, if it was in the chat. */
export function close() {
  if (!chatwoot.isOpen) return;
  const { activeElement } = document;
  chatwoot.isOpen = false;
  holder.classList.remove('has-unread-view');
  show();
  if (activeElement === closer || holder.contains(activeElement)) (opener ?? bubble).focus();
  opener = undefined;
  if (!isLoaded) dropFrame();
  announce('closed');
}

/** What the visitor or the site does: `open`, `close`, or the other of the two. */
export function toggle(state?: string) {
  if (state === 'open' || (state !== 'close' && !chatwoot.isOpen)) {
    opener ??= document.activeElement as HTMLElement;
    open();
  } else close();
}

/** Opens the chat in a window of its own. */
export function openPopout() {
  close();
  loadScript(launcher);
  openWindow();
}

/** Makes the buttons do what they say. */
export function wireButtons() {
  bubble.onclick = closer.onclick = () => toggle();
  bubble.onpointerenter = bubble.onfocus = preload;
  holder.onkeydown = buttons.onkeydown = ({ key }) => {
    if (key === 'Escape') close();
  };
}
