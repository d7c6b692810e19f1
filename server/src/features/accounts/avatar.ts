import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { Context } from '../../context.ts';
import type { StoredFile } from '../../platform/database/columns.ts';
import { keepFile, releaseFile } from '../../platform/files/claims.ts';
import { storeThumbnail } from '../../platform/files/store-thumbnail.ts';
import { thumbnailUrl } from '../../platform/files/urls.ts';
import { invalid } from '../../platform/refusal.ts';

/** The account under which the files of users are claimed: users belong to none. */
export const OF_NO_ACCOUNT = 0;

/** The longest picture that is taken. */
export const AVATAR_MAX_BYTES = 15 * 1024 * 1024;

// Told by the content; the picture that moves is a PNG too.
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/gif']);

/** Where the small version of a picture is found; the address stays the same as long as its owner has the picture. */
export function avatarUrl({ services }: Context, account_id: number, avatar: StoredFile | null): string {
  return avatar ? thumbnailUrl(services.files.links, account_id, avatar) : '';
}

/** Makes the small version of a picture; refuses what is none, or is too large. */
export async function prepareAvatar(ctx: Context, file: UploadedFile | undefined) {
  if (!file) return;
  if (!PICTURES.has(file.content_type)) throw invalid({ avatar: 'must be a JPEG, PNG or GIF picture' });
  if (file.byte_size > AVATAR_MAX_BYTES) throw invalid({ avatar: 'must have 15 MB at most' });
  const stored = await storeThumbnail(ctx.services.files.store, file);
  if (!stored?.thumb_key)
    throw invalid({ avatar: 'cannot be read as a picture; save it anew and send that' });
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
  if (before.avatar) await releaseFile(ctx.queries, before.avatar.key);
  return keepFile(ctx.queries, file, { account_id: before.account_id, now: ctx.now() });
}
