import { createHash } from 'node:crypto';
import type { OperationInput } from '@porchlight/contract/operation';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { uploads as operations } from '@porchlight/contract/uploads';
import { and, eq, isNull } from 'drizzle-orm';
import { type AccountContext, atomically, type Context } from '../../context.ts';
import { keepFile } from '../../platform/files/claims.ts';
import { safeFileName } from '../../platform/files/file-name.ts';
import { dropFile, hashing, receive } from '../../platform/files/receive.ts';
import { refusalOfStore } from '../../platform/http/uploads.ts';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { openTarget, type UploadId } from './blob-id.ts';
import { type UploadRow, uploads } from './table.ts';

type Announced = Pick<OperationInput<typeof operations.begin>, 'filename' | 'byte_size' | 'checksum'>;

/** Writes down a file that is to arrive. */
export async function beginUpload(
  ctx: AccountContext,
  { filename, byte_size, checksum }: Announced,
): Promise<UploadRow> {
  const { file_max_bytes } = ctx.services.config;
  if (byte_size > file_max_bytes) {
    const megabytes = Math.floor(file_max_bytes / 1024 / 1024);
    throw new Refusal('unprocessable', `${filename} is too large: a file may have ${megabytes} MB at most`);
  }
  const now = ctx.now();
  const [upload] = await ctx.queries
    .insert(uploads)
    .values({
      account_id: ctx.account.id,
      file_name: safeFileName(filename),
      byte_size,
      checksum: checksum ?? null,
      created_at: now,
      updated_at: now,
    })
    .returning();
  if (!upload) throw new Error('The upload was not stored');
  return upload;
}

/** Receives an announced file; one that is not as announced is refused and may be sent again. Two are one. */
export async function receiveUpload(ctx: Context, token: string, source: AsyncIterable<Uint8Array>) {
  const target = openTarget(ctx, token);
  const upload = target && (await findUpload(ctx, target));
  if (!upload) throw notFound();
  if (upload.file) return;
  const file = await receiveAnnounced(ctx, upload, source);
  try {
    await keep(ctx, upload, file);
  } catch (error) {
    await dropFile(ctx.services.files.store, file.key);
    throw error;
  }
}

const isUpload = ({ account_id, id }: UploadId) =>
  and(eq(uploads.account_id, account_id), eq(uploads.id, id));

async function findUpload(ctx: Context, id: UploadId): Promise<UploadRow | undefined> {
  const [upload] = await ctx.queries.select().from(uploads).where(isUpload(id));
  return upload;
}

async function receiveAnnounced(
  { services }: Context,
  { byte_size, file_name, checksum }: UploadRow,
  source: AsyncIterable<Uint8Array>,
): Promise<UploadedFile> {
  const { store } = services.files;
  const md5 = createHash('md5');
  const given = { source: hashing(source, md5), name: file_name, size_max_bytes: byte_size };
  const file = await receive(store, given).catch((error: unknown) => {
    const refusal = refusalOfStore(error, file_name, byte_size);
    throw refusal instanceof Refusal && refusal.code === 'unprocessable' ? differs(file_name) : refusal;
  });
  const fits = file.byte_size === byte_size && (checksum === null || md5.digest('base64') === checksum);
  if (fits) return file;
  await dropFile(store, file.key);
  throw differs(file_name);
}

const differs = (file_name: string) =>
  new Refusal(
    'unprocessable',
    `${file_name} is not as announced; check byte_size and checksum, and send it again`,
  );

/** The first that arrives is kept; of two at once the other finds nothing to fill. */
async function keep(ctx: Context, upload: UploadRow, file: UploadedFile) {
  const { account_id } = upload;
  const now = ctx.now();
  await atomically(ctx, async (queries) => {
    const filled = await queries
      .update(uploads)
      .set({ file: await keepFile(queries, file, { account_id, now }), updated_at: now })
      .where(and(isUpload(upload), isNull(uploads.file)))
      .returning({ id: uploads.id });
    if (filled.length === 0) throw notFound();
  });
}
