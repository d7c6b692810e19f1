import { UploadedFile } from '@porchlight/contract/uploaded-file';
import { and, eq } from 'drizzle-orm';
import type { AccountContext } from '../../context.ts';
import { dropFile, receive } from '../../platform/files/receive.ts';
import { Refusal } from '../../platform/refusal.ts';
import { openBlobId } from './blob-id.ts';
import { uploads } from './table.ts';

/**
 * Runs with the files that are given, each itself or by the blob id of an upload. Of an upload a copy is taken, so
 * that it can be used again and what it is used in owns its own file; the copies go when the run fails.
 */
export async function withUploads<Result>(
  ctx: AccountContext,
  given: readonly (UploadedFile | string)[],
  run: (files: UploadedFile[]) => Promise<Result>,
): Promise<Result> {
  const copies: UploadedFile[] = [];
  try {
    const files: UploadedFile[] = [];
    for (const item of given) {
      if (typeof item === 'string') copies.push(await copyUpload(ctx, item));
      files.push(item instanceof UploadedFile ? item : (copies.at(-1) as UploadedFile));
    }
    return await run(files);
  } catch (error) {
    for (const { key } of copies) await dropFile(ctx.services.files.store, key);
    throw error;
  }
}

async function copyUpload(ctx: AccountContext, blob_id: string): Promise<UploadedFile> {
  const file = await findFile(ctx, blob_id);
  const { store } = ctx.services.files;
  const found = file && (await store.get(file.key));
  if (!found) {
    const sentence =
      'attachments has a blob id that leads to no file: it is not of this account, older than 24 hours, or its file ' +
      'was never sent; upload the file again';
    throw new Refusal('unprocessable', sentence);
  }
  return receive(store, { source: found.stream, name: file.file_name, size_max_bytes: file.byte_size });
}

async function findFile(ctx: AccountContext, blob_id: string) {
  const claim = openBlobId(ctx, blob_id);
  if (claim?.account_id !== ctx.account.id) return undefined;
  const [upload] = await ctx.queries
    .select({ file: uploads.file })
    .from(uploads)
    .where(and(eq(uploads.account_id, ctx.account.id), eq(uploads.id, claim.id)));
  return upload?.file ?? undefined;
}
