import { createHash, type Hash } from 'node:crypto';
import { UploadedFile } from '@porchlight/contract/uploaded-file';
import { sniff_head_bytes, sniffContentType } from './content-type.ts';
import { safeFileName } from './file-name.ts';
import { peekHead } from './source.ts';
import { type FileSource, type FileStore, newFileKey, variantKey } from './store.ts';

/** Puts a file in the store under a new key, and tells by its content what it is; whoever has a use for it keeps it. */
export async function receive(
  store: FileStore,
  given: { source: FileSource; name: string; size_max_bytes: number },
): Promise<UploadedFile> {
  const key = newFileKey();
  const file_name = safeFileName(given.name);
  const { head, source } = await peekHead(given.source, sniff_head_bytes);
  const { content_type } = await sniffContentType(head, file_name);
  const hash = createHash('sha256');
  const { size_max_bytes } = given;
  const { size_bytes } = await store.put(key, hashing(source, hash), { content_type, size_max_bytes });
  return new UploadedFile({
    key,
    file_name,
    content_type,
    byte_size: size_bytes,
    sha256: hash.digest('hex'),
  });
}

/** The source, of which each piece is digested on its way. */
export async function* hashing(source: AsyncIterable<Uint8Array>, hash: Hash) {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

/** Removes the bytes of a file, and the small picture beside them. */
export async function dropFile(store: FileStore, key: string) {
  await store.delete(key);
  await store.delete(variantKey(key, 'thumb'));
}
