import type { Attachment } from '@porchlight/contract/messages';
import { t } from '../../words/words.ts';

/** The name of the file, else what kind of thing it is. */
export function nameOf({ fallback_title, data_url, extension }: Attachment): string {
  if (fallback_title) return fallback_title;
  const last = data_url?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || extension || t('thread.file');
  } catch {
    return last;
  }
}
