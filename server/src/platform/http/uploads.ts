import { createHash, type Hash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { FastifyRequest } from 'fastify';
import { sniff_head_bytes, sniffContentType } from '../files/content-type.ts';
import { safeFileName } from '../files/file-name.ts';
import { peekHead } from '../files/source.ts';
import { type FileStore, FileStoreError, newFileKey } from '../files/store.ts';
import { Refusal } from '../refusal.ts';

/** Where the files of requests go. */
export interface UploadOptions {
  store: FileStore;
  file_max_bytes: number;
}

const uploads = new WeakMap<FastifyRequest, UploadedFile[]>();

/** Puts a file of a multipart form into the store; it stays only when something keeps it. */
export async function receiveFile(
  request: FastifyRequest,
  part: MultipartFile,
  { store, file_max_bytes }: UploadOptions,
): Promise<UploadedFile> {
  const key = newFileKey();
  const file_name = safeFileName(part.filename || 'file');
  const { head, source } = await peekHead(part.file, sniff_head_bytes);
  const { content_type } = await sniffContentType(head, file_name);
  const hash = createHash('sha256');
  const { size_bytes } = await store
    .put(key, hashing(source, hash), { content_type, size_max_bytes: file_max_bytes })
    .catch((error: unknown) => {
      throw refusalOfStore(error, file_name, file_max_bytes);
    });
  const uploaded = new UploadedFile({
    key,
    file_name,
    content_type,
    byte_size: size_bytes,
    sha256: hash.digest('hex'),
  });
  uploads.set(request, [...(uploads.get(request) ?? []), uploaded]);
  return uploaded;
}

async function* hashing(source: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

function refusalOfStore(error: unknown, file_name: string, max: number): unknown {
  if (!(error instanceof FileStoreError)) return error;
  const megabytes = Math.floor(max / 1024 / 1024);
  if (error.reason === 'too_large') {
    return new Refusal('unprocessable', `${file_name} is too large: a file may have ${megabytes} MB at most`);
  }
  if (error.reason === 'full') return new Refusal('storage_full', undefined, { cause: error });
  return error;
}

/** Removes the files of a request that nothing keeps: it was refused, repeated, or had no use for them. */
export async function dropUnkeptFiles(request: FastifyRequest, store: FileStore) {
  for (const file of uploads.get(request) ?? []) if (!file.isKept) await store.delete(file.key);
}
