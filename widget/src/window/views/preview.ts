import type { Message } from '../wire/shapes.ts';
import { t } from '../words.ts';

const LENGTH_MAX = 160;

/** What is left of Markdown's signs in one line of plain text. */
const plain = (source: string) =>
  source
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_~`>#]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** A message in a few words. */
export function previewOf({ content, content_attributes, attachments }: Message): string {
  if (content_attributes?.deleted) return t('deleted');
  const text = plain((content ?? '').slice(0, LENGTH_MAX * 2)).slice(0, LENGTH_MAX);
  return text || (attachments?.length ? t('attachment') : t('message'));
}
