import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { AccountContext } from '../../context.ts';
import { keepFile } from '../../platform/files/claims.ts';
import { nameFromUrl } from '../../platform/files/file-name.ts';
import { dropFile, receive } from '../../platform/files/receive.ts';
import { refusalOfStore } from '../../platform/http/uploads.ts';
import { OutboundFailed, OutboundRefused } from '../../platform/outbound/errors.ts';
import type { OutboundStream } from '../../platform/outbound/outbound.ts';
import { Refusal } from '../../platform/refusal.ts';
import { type UploadRow, uploads } from './table.ts';

/** Keeps a file for the messages that are to carry it. */
export async function keepUpload(ctx: AccountContext, file: UploadedFile): Promise<UploadRow> {
  const { file_name, byte_size } = file;
  const now = ctx.now();
  return ctx.transaction(async ({ queries, account }) => {
    const [upload] = await queries
      .insert(uploads)
      .values({
        account_id: account.id,
        file_name,
        byte_size,
        file: await keepFile(queries, file, { account_id: account.id, now }),
        created_at: now,
        updated_at: now,
      })
      .returning();
    if (!upload) throw new Error('The upload was not stored');
    return upload;
  });
}

/** Fetches a file from an address and keeps it likewise. */
export async function keepFetched(ctx: AccountContext, url: string): Promise<UploadRow> {
  const file = await fetchFile(ctx, url);
  try {
    return await keepUpload(ctx, file);
  } catch (error) {
    await dropFile(ctx.services.files.store, file.key);
    throw error;
  }
}

async function fetchFile({ services }: AccountContext, url: string): Promise<UploadedFile> {
  const { outbound, files, config } = services;
  const size_max_bytes = config.file_max_bytes;
  try {
    const answer = await outbound.stream({ method: 'GET', url, response_max_bytes: size_max_bytes });
    if (answer.status < 200 || answer.status > 299) throw await refuseStatus(answer);
    const name = nameFromUrl(answer.url);
    return await receive(files.store, { source: answer.body, name, size_max_bytes });
  } catch (error) {
    if (!(error instanceof OutboundRefused || error instanceof OutboundFailed))
      throw refusalOfStore(error, 'The file', size_max_bytes);
    throw new Refusal('unprocessable', error.message, { cause: error });
  }
}

async function refuseStatus({ status, body }: OutboundStream): Promise<Refusal> {
  // Leaving the loop closes the connection.
  for await (const _ of body) break;
  return new Refusal('unprocessable', `external_url answered ${status}; give one that leads to a file`);
}
