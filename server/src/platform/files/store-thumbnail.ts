import { buffer } from 'node:stream/consumers';
import { type FileStore, variantKey } from './store.ts';
import { createThumbnail } from './thumbnail.ts';

/**
 * Puts the small version of a stored picture beside it. Answers the picture, and the key of the small one where one
 * can be made; nothing when the file is gone.
 */
export async function storeThumbnail(
  store: FileStore,
  { key, content_type }: { key: string; content_type: string },
): Promise<{ picture: Buffer; thumb_key: string | null } | undefined> {
  const found = await store.get(key);
  if (!found) return undefined;
  const picture = await buffer(found.stream);
  const thumbnail = await createThumbnail(picture, content_type);
  if (!thumbnail) return { picture, thumb_key: null };
  const thumb_key = variantKey(key, 'thumb');
  await store.put(thumb_key, thumbnail.data, { content_type: thumbnail.content_type });
  return { picture, thumb_key };
}
