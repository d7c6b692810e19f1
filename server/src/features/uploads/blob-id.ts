import type { Context } from '../../context.ts';
import type { UploadRow } from './table.ts';

/** Uploads are kept this long. */
export const KEPT_SECONDS = 24 * 3600;

export type UploadId = Pick<UploadRow, 'account_id' | 'id'>;

const BLOB = 'upload';
const TARGET = 'upload target';
// Long enough to begin with; a slow file may take longer.
const TARGET_SECONDS = 900;

/** The name under which messages take the upload; it ends with the upload. */
export const signBlobId = (ctx: Context, { account_id, id }: UploadId) =>
  ctx.services.signer.sign(BLOB, { account_id, id }, KEPT_SECONDS);

/** The upload that the name is signed for, or nothing. */
export const openBlobId = (ctx: Context, blob_id: string) =>
  ctx.services.signer.open(BLOB, blob_id) as UploadId | undefined;

/** The key to the address that an announced file is sent to. */
export const signTarget = (ctx: Context, { account_id, id }: UploadId) =>
  ctx.services.signer.sign(TARGET, { account_id, id }, TARGET_SECONDS);

/** The upload that the address is for, or nothing. */
export const openTarget = (ctx: Context, token: string) =>
  ctx.services.signer.open(TARGET, token) as UploadId | undefined;
