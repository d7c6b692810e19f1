import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { isClaimed } from '../../platform/files/claims.ts';
import { findAccount, systemContext } from '../accounts/account.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { fetchPicture } from '../accounts/avatar-download.ts';
import { holdContact } from './access.ts';
import type { AvatarRequest } from './avatar.ts';
import { changeContact } from './change.ts';
import { contacts } from './table.ts';

/** Fetches a contact's picture, when the contact still waits for this one. */
export async function fetchAvatar(services: Services, request: AvatarRequest) {
  const { account_id, contact_id, url } = request;
  const account = await findAccount(services, account_id);
  const ctx = account && systemContext(services, account);
  if (!ctx || !(await isAwaited(ctx, request))) return;
  await fetchPicture(services, {
    url,
    keep: (file) => keepPicture(ctx, request, file),
    isOwned: ({ key }) => isClaimed(ctx.queries, { key, account_id }),
    forget: () => forgetAddress(ctx, request),
    whose: 'a contact',
    ids: { account_id, contact_id },
  });
}

const thisVersion = ({ account_id, contact_id, version }: AvatarRequest) =>
  and(eq(contacts.account_id, account_id), eq(contacts.id, contact_id), eq(contacts.avatar_version, version));

async function isAwaited(ctx: AccountContext, request: AvatarRequest): Promise<boolean> {
  const found = await ctx.queries.select({ id: contacts.id }).from(contacts).where(thisVersion(request));
  return found.length > 0;
}

async function forgetAddress(ctx: AccountContext, request: AvatarRequest) {
  await ctx.queries.update(contacts).set({ avatar_url: null }).where(thisVersion(request));
}

/** Makes the file the contact's picture, unless a newer one was given meanwhile. */
async function keepPicture(ctx: AccountContext, request: AvatarRequest, file: UploadedFile) {
  await prepareAvatar(ctx, file);
  await ctx.transaction(async (tx) => {
    if (!(await isAwaited(tx, request))) return;
    const held = await holdContact(tx, request.contact_id);
    if (held.avatar_version !== request.version) return;
    await changeContact(tx, held, { avatar: await replaceAvatar(tx, held, file) });
  });
}
