import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

export type FileSource = Uint8Array | AsyncIterable<Uint8Array>;

export type FileMeta = {
  /** As sniffed, never as sent. */
  content_type: string;
  /** A longer source is refused and leaves nothing behind. */
  size_max_bytes?: number;
};

/** Both ends are included, as in HTTP. */
export type ByteRange = { first_byte: number; last_byte: number };

export type StoredFile = {
  stream: Readable;
  /** Of the whole file, also when a range of it is read. */
  size_bytes: number;
};

export interface FileStore {
  /** Once this resolves, the file outlives a power cut. A repetition replaces the file as one step. */
  put(key: string, source: FileSource, meta: FileMeta): Promise<{ size_bytes: number }>;
  /** Undefined when there is no such file. Read the stream to its end or destroy it. */
  get(key: string, range?: ByteRange): Promise<StoredFile | undefined>;
  /** Deleting what is not there is no error. */
  delete(key: string): Promise<void>;
}

export type FileStoreReason = 'key' | 'too_large' | 'full' | 'unavailable';

export class FileStoreError extends Error {
  override readonly name = 'FileStoreError';
  readonly reason: FileStoreReason;

  constructor(reason: FileStoreReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** A place for a new file: random, so that neither its name nor its sender says where it lies. */
export function newFileKey(): string {
  return randomBytes(20).toString('hex');
}

/** Where something made from a file lies, next to it. */
export function variantKey(key: string, variant: 'thumb'): string {
  return `${checkKey(key)}-${variant}`;
}

/** Keys are ours; any other spelling is a way out of the folder. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{40}(-thumb)?$/.test(key)) {
    throw new FileStoreError('key', 'This is not a file key. Make one with newFileKey().');
  }
  return key;
}

/** Folders of two letters each, so that none of them grows without bound. */
export function shardedPath(key: string): string {
  return `${checkKey(key).slice(0, 2)}/${key.slice(2, 4)}/${key}`;
}
