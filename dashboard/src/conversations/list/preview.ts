import type { MessageState } from '@porchlight/client/state/desk';
import type { Attachment } from '@porchlight/contract/messages';

/** What a row tells of the newest message. */
export interface Preview {
  /** Who wrote it: me, a colleague or a bot by name, or the customer, of whom nothing is said. */
  who: { is: 'me' } | { is: 'other'; name: string } | { is: 'customer' };
  is_note: boolean;
  is_deleted: boolean;
  text: string;
  /** The kind of file, where there is one and no text. */
  file: Attachment['file_type'] | undefined;
}

const LETTERS_MAX = 140;

/** The newest message in one line, for this user. */
export function previewOf(message: MessageState, user_id: number): Preview {
  const text = bare(message.content ?? '');
  return {
    who: whoWrote(message, user_id),
    is_note: message.private,
    is_deleted: message.content_attributes.deleted === true,
    text,
    file: text === '' ? message.attachments[0]?.file_type : undefined,
  };
}

function whoWrote({ sender }: MessageState, user_id: number): Preview['who'] {
  if (!sender || sender.type === 'contact') return { is: 'customer' };
  if (sender.type === 'user' && sender.id === user_id) return { is: 'me' };
  return { is: 'other', name: sender.name };
}

/** The words of a text without its marks. */
export function bare(markdown: string): string {
  return markdown
    .slice(0, LETTERS_MAX * 4)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^\s*(?:>|#{1,6}|[-*+]|\d+\.)\s+/gm, '')
    .replaceAll(/\*\*|__|~~|`+/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LETTERS_MAX);
}
