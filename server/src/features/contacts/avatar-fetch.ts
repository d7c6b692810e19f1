import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import type { AccountContext, Services } from '../../context.ts';
import { isClaimed } from '../../platform/files/claims.ts';
import { nameFromUrl } from '../../platform/files/file-name.ts';
import { dropFile, receive } from '../../platform/files/receive.ts';
import { type FailureReason, OutboundFailed, OutboundRefused } from '../../platform/outbound/errors.ts';
import { Refusal } from '../../platform/refusal.ts';
import { findAccount, systemContext } from '../accounts/account.ts';
import { AVATAR_MAX_BYTES, prepareAvatar, replaceAvatar } from '../accounts/avatar.ts';
import { holdContact } from './access.ts';
import type { AvatarRequest } from './avatar.ts';
import { changeContact } from './change.ts';
import { contacts } from './table.ts';

/** No picture is to be had from the address, now or later. */
class NoPicture extends Error {}

/**
 * Fetches a contact's picture. A failure that may pass is thrown, so that the job runs again; an address without a
 * picture is forgotten with a line in the log.
 */
export async function fetchAvatar(services: Services, request: AvatarRequest) {
  const account = await findAccount(services, request.account_id);
  const ctx = account && systemContext(services, account);
  if (!ctx || !(await isAwaited(ctx, request))) return;
  try {
    await keepPicture(ctx, request, await download(ctx, request.url));
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

// What another try may find mended; the rest stays as it is.
const PASSING: ReadonlySet<FailureReason> = new Set(['dns', 'connect', 'timeout', 'response', 'cancelled']);

async function download({ services }: AccountContext, url: string): Promise<UploadedFile> {
  const { outbound, files } = services;
  try {
    const answer = await outbound.request({ method: 'GET', url, response_max_bytes: AVATAR_MAX_BYTES });
    checkStatus(answer.status);
    const name = nameFromUrl(answer.url);
    return await receive(files.store, { source: answer.body, name, size_max_bytes: AVATAR_MAX_BYTES });
  } catch (error) {
    const lasts = error instanceof OutboundFailed && !PASSING.has(error.reason);
    throw lasts ? new NoPicture(error.message, { cause: error }) : error;
  }
}

function checkStatus(status: number) {
  if (status >= 200 && status < 300) return;
  if (status >= 500 || status === 429 || status === 408) throw new Error(`The address answered ${status}`);
  throw new NoPicture(`the address answered ${status}`);
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
