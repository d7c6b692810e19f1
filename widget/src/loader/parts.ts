import type { HostMessages, WindowMessage } from '../protocol.ts';
import type { Chatwoot } from './page.ts';

/*
 * The loader comes in three scripts. `sdk.js` is on every page and draws the launcher; `chat.js` comes with the frame
 * and talks with it; `live.js` listens for those who have been here before. What they need of each other stands here.
 */

export type Fields<Event extends keyof HostMessages> = Omit<HostMessages[Event], 'event'>;

/** Something that the site asked for before the frame could hear it. */
export type Command = [event: keyof HostMessages, fields: object];

/** What `chat.js` gets of the launcher. */
export interface Launcher {
  chatwoot: Chatwoot;
  holder: HTMLElement;
  waiting: Command[];
  adopt(styles: string): void;
  paint(color: string): void;
  name(open?: string): void;
  showUnread(count: number): void;
  /** Opens the chat and leaves the focus where it is. */
  open(): void;
  /** From now on the frame hears what is said: first what `greet` says, then whether the chat is open. */
  connect(greet: () => void): void;
  /** Says something to a window of the desk, and to no other page that it may have gone to. */
  post(target: MessageEventSource | null | undefined, event: keyof HostMessages, fields: object): void;
  /** Says something to the frame, while it is there. */
  tell<Event extends keyof HostMessages>(event: Event, fields: Fields<Event>): void;
}

/** What the launcher gets of `chat.js`. */
export interface Chat {
  /** Takes what the frame said, or the popout. */
  hear(message: WindowMessage, source: MessageEventSource, isPopout: boolean): void;
  /** Says what waited. */
  flush(): void;
}

export interface ChatScript {
  start(launcher: Launcher): Chat;
}

export interface LiveScript {
  /** Listens for messages to a visitor whose chat is not loaded. Answers what ends it. */
  listen(url: string, pubsub_token: string, hear: Hearing): () => void;
}

export interface Hearing {
  /** Somebody of the desk wrote. */
  message(): void;
  /** The line is back after it was lost: something may have been missed. */
  back(): void;
}
