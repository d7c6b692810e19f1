import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { isClaimed } from '../../platform/files/claims.ts';
import { dropFile } from '../../platform/files/receive.ts';
import { OutboundRefused } from '../../platform/outbound/errors.ts';
import { Refusal } from '../../platform/refusal.ts';
import { findAccount, systemContext } from '../accounts/account.ts';
import { prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { downloadAvatar, NoPicture } from '../accounts/avatar-download.ts';
import { holdContact } from './access.ts';
import type { AvatarRequest } from './avatar.ts';
import { changeContact } from './change.ts';
import { contacts } from './table.ts';

/**
 * Fetches a contact's picture. A failure that may pass is thrown, so that the job runs again; an address without a
 * picture is forgotten with a line in the log.
 */
export async function fetchAvatar(services: Services, request: AvatarRequest) {
  const account = await findAccount(services, request.account_id);
  const ctx = account && systemContext(services, account);
  if (!ctx || !(await isAwaited(ctx, request))) return;
  try {
    await keepPicture(ctx, request, await downloadAvatar(services, request.url));
  } catch (error) {
    if (!(error instanceof NoPicture || error instanceof OutboundRefused || error instanceof Refusal))
      throw error;
    await forgetAddress(ctx, request);
    const { account_id, contact_id } = request;
    const address = error instanceof OutboundRefused ? error.address : undefined;
    services.log.warn(
      { account_id, contact_id, address },
      `the picture of a contact was not fetched: ${error.message}`,
    );
  }
}

const thisVersion = ({ account_id, contact_id, version }: AvatarRequest) =>
  and(eq(contacts.account_id, account_id), eq(contacts.id, contact_id), eq(contacts.avatar_version, version));

async function isAwaited(ctx: AccountContext, request: AvatarRequest): Promise<boolean> {
  const found = await ctx.queries.select({ id: contacts.id }).from(contacts).where(thisVersion(request));
  return found.length > 0;
}

/** So that the same address, when it is given again, is tried again. */
async function forgetAddress(ctx: AccountContext, request: AvatarRequest) {
  await ctx.queries.update(contacts).set({ avatar_url: null }).where(thisVersion(request));
}

/** Makes the file the contact's picture, unless a newer one was given meanwhile; then it is dropped. */
async function keepPicture(ctx: AccountContext, request: AvatarRequest, file: UploadedFile) {
  try {
    await prepareAvatar(ctx, file);
    await ctx.transaction(async (tx) => {
      if (!(await isAwaited(tx, request))) return;
      const held = await holdContact(tx, request.contact_id);
      if (held.avatar_version !== request.version) return;
      await changeContact(tx, held, { avatar: await replaceAvatar(tx, held, file) });
    });
  } finally {
    const { account_id } = request;
    const { key } = file;
    if (!(await isClaimed(ctx.queries, { key, account_id }))) await dropFile(ctx.services.files.store, key);
  }
}
