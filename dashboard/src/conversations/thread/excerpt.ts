import type { MessageState } from '@porchlight/client/state/desk';
import { t } from '../../words/words.ts';

const LETTERS_MAX = 160;

/** The beginning of what a message says, in one line. */
export function excerptOf({ content, attachments, content_attributes }: MessageState): string {
  if (content_attributes.deleted === true) return t('thread.deleted');
  const text = (content ?? '').replaceAll(/\s+/g, ' ').trim();
  if (text !== '') return text.length > LETTERS_MAX ? `${text.slice(0, LETTERS_MAX)}…` : text;
  return attachments.length > 0 ? t('thread.attachmentCount', { count: attachments.length }) : '…';
}
