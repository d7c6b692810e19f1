import type { PresenceKind } from './presence.ts';

/** What servers on one database tell each other. Any of it may get lost: whoever needs it finds out otherwise, later. */
export type BusMessage =
  | { kind: 'numbered'; account_ids: readonly number[] }
  | { kind: 'signal'; signal: unknown }
  | { kind: 'seen'; account_id: number; member: PresenceKind; id: number }
  | {
      kind: 'viewing';
      account_id: number;
      connection: string;
      user_id: number;
      conversation_id: number | null;
    };

/** Carries messages to the other servers, and theirs to this one. */
export interface Bus {
  publish(message: BusMessage): void;
  /** Calls back with what others published. */
  listen(heard: (message: BusMessage) => void): void;
  stop(): Promise<void>;
}

/** Writes a message so that its sender knows it again. */
export const writeBusMessage = (sender: string, message: BusMessage) => JSON.stringify({ sender, message });

/** Reads what another sender wrote; nothing for one's own, and for what is not understood. */
export function readBusMessage(own: string, text: string): BusMessage | undefined {
  try {
    const { sender, message } = JSON.parse(text) as { sender?: string; message?: BusMessage };
    return sender === own ? undefined : message;
  } catch {
    return undefined;
  }
}
