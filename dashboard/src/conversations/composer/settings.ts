import type { User } from '../../app/people.ts';

/** For how many seconds a message may be held back; 0 sends at once. */
export const UNDO_SECONDS = [0, 5, 10, 20] as const;
const UNDO_USUAL = 5;

type Settings = Readonly<Record<string, unknown>>;

/** For how long the user wants to be able to take a message back. */
export function undoSeconds({ undo_send_seconds }: Settings): number {
  return UNDO_SECONDS.find((seconds) => seconds === undo_send_seconds) ?? UNDO_USUAL;
}

/** Whether the user signs replies. */
export const isSigning = ({ send_with_signature }: Settings): boolean => send_with_signature === true;

/** What stands below replies; nothing where the user does not want it or has none. */
export function signatureOf({ message_signature, ui_settings }: User): string | undefined {
  const signature = message_signature?.trim();
  return signature && isSigning(ui_settings) ? signature : undefined;
}
