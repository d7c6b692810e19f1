import { buffer } from 'node:stream/consumers';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { Context } from '../../context.ts';
import type { StoredFile } from '../../platform/database/columns.ts';
import { claimFile, releaseFile } from '../../platform/files/claims.ts';
import { variantKey } from '../../platform/files/store.ts';
import { createThumbnail } from '../../platform/files/thumbnail.ts';
import { invalid } from '../../platform/refusal.ts';

/** The account under which the files of users are claimed: users belong to none. */
export const OF_NO_ACCOUNT = 0;

/** The longest picture that is taken. */
export const AVATAR_MAX_BYTES = 15 * 1024 * 1024;

// Told by the content; the picture that moves is a PNG too.
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/gif']);

/** Where the small version of a picture is found; the address stays the same as long as its owner has the picture. */
export function avatarUrl({ services }: Context, account_id: number, avatar: StoredFile | null): string {
  if (!avatar) return '';
  const { key, file_name } = avatar;
  return services.files.links.signStable({
    key,
    account_id,
    file_name,
    content_type: 'image/webp',
    disposition: 'inline',
    variant: 'thumb',
  });
}

/** Makes the small version of a picture; refuses what is none, or is too large. */
export async function prepareAvatar(ctx: Context, file: UploadedFile | undefined) {
  if (!file) return;
  if (!PICTURES.has(file.content_type)) throw invalid({ avatar: 'must be a JPEG, PNG or GIF picture' });
  if (file.byte_size > AVATAR_MAX_BYTES) throw invalid({ avatar: 'must have 15 MB at most' });
  const { store } = ctx.services.files;
  const found = await store.get(file.key);
  const picture = found && (await buffer(found.stream));
  const thumbnail = picture && (await createThumbnail(picture, file.content_type));
  if (!thumbnail) throw invalid({ avatar: 'cannot be read as a picture; save it anew and send that' });
  await store.put(variantKey(file.key, 'thumb'), thumbnail.data, { content_type: thumbnail.content_type });
}

interface Owner {
  account_id: number;
  avatar: StoredFile | null;
}

/**
 * Claims a prepared picture and lets the one before it go, in the transaction that the context is in; answers what
 * the owner's row remembers of it.
 */
export async function replaceAvatar(ctx: Context, before: Owner, file: UploadedFile): Promise<StoredFile> {
  const { key, file_name, content_type, byte_size } = file;
  await claimFile(ctx.queries, { key, account_id: before.account_id }, ctx.now());
  if (before.avatar) await releaseFile(ctx.queries, before.avatar.key);
  file.keep();
  return { key, file_name, content_type, byte_size };
}
