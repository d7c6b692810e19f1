import { type HostMessages, MESSAGE_PREFIX, type WindowMessages } from '../protocol.ts';
import { isFramed, isPopout, nativeView } from './page.ts';

type Fields<Message> = Omit<Message, 'event'>;
export type HostHandlers = { [Event in keyof HostMessages]?: (fields: Fields<HostMessages[Event]>) => void };

/** Whoever holds this window: the page around it, or the page that opened it. A native wrapper speaks as the window. */
const partner: Window = (isFramed ? window.parent : (window.opener as Window | null)) ?? window;

/** Where the partner is from. Unknown until its first word where the browser tells nothing beforehand. */
let origin = isFramed || isPopout ? tellOrigin() : location.origin;

function tellOrigin(): string | undefined {
  const { ancestorOrigins } = location;
  const [parent] = isFramed && ancestorOrigins ? Array.from(ancestorOrigins) : [];
  if (parent !== undefined) return parent;
  return document.referrer ? new URL(document.referrer).origin : undefined;
}

/** Says something to the page around the window. */
export function say<Event extends keyof WindowMessages>(event: Event, fields: Fields<WindowMessages[Event]>) {
  const text = `${MESSAGE_PREFIX}${JSON.stringify({ event, ...fields })}`;
  if (nativeView) nativeView.postMessage(text);
  else if (partner !== window && origin !== 'null') partner.postMessage(text, origin ?? '*');
}

/** A native wrapper closes by a message of its own. */
export function close() {
  if (nativeView) nativeView.postMessage(`${MESSAGE_PREFIX}{"type":"close-widget"}`);
  else if (isPopout) window.close();
  else say('closeWindow', {});
}

/** Listens to the partner, and to nobody else. */
export function listen(handlers: HostHandlers) {
  window.addEventListener('message', (message) => {
    if (message.source !== partner || message.origin === 'null') return;
    if (origin !== undefined && message.origin !== origin) return;
    const fields = read(message.data);
    if (!fields || !Object.hasOwn(handlers, fields.event)) return;
    origin ??= message.origin;
    const handle = handlers[fields.event as keyof HostMessages] as (all: object) => void;
    handle(fields);
  });
}

function read(data: unknown): { event: string } | undefined {
  if (typeof data !== 'string' || !data.startsWith(MESSAGE_PREFIX)) return undefined;
  try {
    const fields: unknown = JSON.parse(data.slice(MESSAGE_PREFIX.length));
    const isMessage = typeof fields === 'object' && fields !== null && 'event' in fields;
    return isMessage ? (fields as { event: string }) : undefined;
  } catch {
    return undefined;
  }
}
