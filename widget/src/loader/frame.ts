import { type HostMessages, MESSAGE_PREFIX } from '../protocol.ts';
import { bubble, holder, make } from './elements.ts';
import type { Chat, ChatScript, Command, Fields, Launcher } from './parts.ts';
import { addressOf, chatwoot, deskOrigin } from './site.ts';

const GRACE_MS = 5000;

let frame: HTMLIFrameElement | undefined;
let chat: Promise<Chat | undefined> | undefined;

/** What the site asked for before the frame could hear it. */
export const waiting: Command[] = [];

/** The frame has said that it is there. */
export let isLoaded = false;

/** The chat in a window of its own. */
let popout: Window | null | undefined;

/** Loads what talks with the chat, once. */
export function loadScript(launcher: () => Launcher) {
  chat ??= import(`${chatwoot.baseUrl}/packs/js/chat.js`).then(
    ({ start }: ChatScript) => start(launcher()),
    () => (chat = undefined),
  );
}

/** Loads the chat, hidden, unless it is there; `lost` hears that it could not be. */
export function loadFrame(lost: () => void) {
  if (frame) return;
  const loading = make('iframe', 'chatwoot_live_chat_widget');
  loading.title = bubble.ariaLabel ?? '';
  loading.allow = 'camera;microphone;fullscreen;display-capture;picture-in-picture;clipboard-write;';
  loading.src = `${addressOf('/widget')}&lazy=1`;
  // A browser's own page about an error loads as well, but it does not speak.
  loading.onload = () => {
    setTimeout(() => {
      if (frame !== loading || isLoaded) return;
      dropFrame();
      lost();
    }, GRACE_MS);
  };
  frame = loading;
  holder.append(frame);
}

/** Takes the chat away; the next one starts anew. Answers whether there was one. */
export function dropFrame(): boolean {
  const wasThere = !!frame;
  frame?.remove();
  frame = undefined;
  isLoaded = false;
  return wasThere;
}

export function markLoaded() {
  isLoaded = true;
}

/** Listens to the frame and to the popout, at the desk's origin, and to nobody else. */
export function listenToFrame() {
  addEventListener('message', ({ source, origin, data }) => {
    const isPopout = source === popout;
    const [before, text] = `${data}`.split(MESSAGE_PREFIX);
    if (!source || (!isPopout && source !== frame?.contentWindow)) return;
    if (origin !== deskOrigin() || before || !text) return;
    void chat?.then((script) => script?.hear(JSON.parse(text), source, isPopout));
  });
}

/** Says something to a window of the desk; methods among the fields fall out of it. */
export const post: Launcher['post'] = (target, event, fields) =>
  target?.postMessage(MESSAGE_PREFIX + JSON.stringify({ ...fields, event }), { targetOrigin: deskOrigin() });

/** Says something to the frame that matters only while it is there. */
export function tell<Event extends keyof HostMessages>(event: Event, fields: Fields<Event>) {
  if (isLoaded) post(frame?.contentWindow, event, fields);
}

/** Says something to the frame, as soon as it is there. */
export function command<Event extends keyof HostMessages>(event: Event, fields: Fields<Event>) {
  waiting.push([event, fields]);
  if (isLoaded) void chat?.then((script) => script?.flush());
}

/** Moves the focus into the chat. */
export const focusFrame = () => frame?.focus();

/** Opens the chat in a window of its own. */
export function openWindow() {
  const name = `webwidget_session_${chatwoot.websiteToken}`;
  popout = window.open(addressOf('/widget'), name, 'resizable=off,width=400,height=600');
}
