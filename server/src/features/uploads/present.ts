import type { OperationAnswer } from '@porchlight/contract/operation';
import type { uploads as operations } from '@porchlight/contract/uploads';
import type { AccountContext } from '../../context.ts';
import { fileUrl } from '../../platform/files/urls.ts';
import { signBlobId, signTarget } from './blob-id.ts';
import type { UploadRow } from './table.ts';

export function presentUpload(
  ctx: AccountContext,
  row: UploadRow,
): OperationAnswer<typeof operations.create> {
  const { account_id, file } = row;
  if (!file) throw new Error('An upload without its file was shown');
  return {
    file_url: fileUrl(ctx.services.files.links, account_id, file),
    blob_id: signBlobId(ctx, row),
  };
}

/** What was said of an announced file, and what of it comes back as it was said. */
interface Announcement {
  row: UploadRow;
  content_type: string;
  metadata: Record<string, unknown>;
}

export function presentDirectUpload(
  ctx: AccountContext,
  { row, content_type, metadata }: Announcement,
): OperationAnswer<typeof operations.begin> {
  const { config } = ctx.services;
  return {
    id: row.id,
    key: `uploads/${row.account_id}/${row.id}`,
    filename: row.file_name,
    content_type,
    metadata,
    service_name: config.s3 ? 's3' : 'local',
    byte_size: row.byte_size,
    checksum: row.checksum,
    created_at: row.created_at.toISOString(),
    signed_id: signBlobId(ctx, row),
    direct_upload: {
      url: `${config.frontend_url}/rails/active_storage/disk/${signTarget(ctx, row)}`,
      headers: { 'Content-Type': content_type },
    },
  };
}
