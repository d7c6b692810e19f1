import type { MultipartFile } from '@fastify/multipart';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { FastifyRequest } from 'fastify';
import { safeFileName } from '../files/file-name.ts';
import { dropFile, receive } from '../files/receive.ts';
import { type FileStore, FileStoreError } from '../files/store.ts';
import { Refusal } from '../refusal.ts';

/** Where the files of requests go. */
export interface UploadOptions {
  store: FileStore;
  file_max_bytes: number;
  /** Whether something owns the file with this key. */
  isClaimed(key: string): Promise<boolean>;
}

const uploads = new WeakMap<FastifyRequest, UploadedFile[]>();

/** Puts a file of a multipart form into the store; it stays only when something keeps it. */
export async function receiveFile(
  request: FastifyRequest,
  part: MultipartFile,
  { store, file_max_bytes }: UploadOptions,
): Promise<UploadedFile> {
  const name = part.filename || 'file';
  const uploaded = await receive(store, { source: part.file, name, size_max_bytes: file_max_bytes }).catch(
    (error: unknown) => {
      throw refusalOfStore(error, safeFileName(name), file_max_bytes);
    },
  );
  uploads.set(request, [...(uploads.get(request) ?? []), uploaded]);
  return uploaded;
}

/** What the caller can do about a file that the store did not take. */
export function refusalOfStore(error: unknown, file_name: string, max: number): unknown {
  if (!(error instanceof FileStoreError)) return error;
  const megabytes = Math.floor(max / 1024 / 1024);
  if (error.reason === 'too_large') {
    return new Refusal('unprocessable', `${file_name} is too large: a file may have ${megabytes} MB at most`);
  }
  if (error.reason === 'full') return new Refusal('storage_full', undefined, { cause: error });
  return error;
}

/**
 * Removes the files of a request that nothing keeps: it was refused, repeated, or had no use for them. A request that
 * was refused late may have kept a file in a transaction that came to nothing, so the claims are asked.
 */
export async function dropUnkeptFiles(
  request: FastifyRequest,
  status: number,
  { store, isClaimed }: UploadOptions,
) {
  for (const { key, isKept } of uploads.get(request) ?? []) {
    const stays = isKept && (status < 400 || (await isClaimed(key)));
    if (!stays) await dropFile(store, key);
  }
}
