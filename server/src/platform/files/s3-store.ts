import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { limitSource } from './source.ts';
import {
  type ByteRange,
  type FileMeta,
  type FileSource,
  type FileStore,
  FileStoreError,
  type StoredFile,
  shardedPath,
} from './store.ts';

export type S3Options = {
  /** Empty for AWS itself. */
  endpoint?: string;
  region: string;
  bucket: string;
  access_key_id: string;
  secret_access_key: string;
  /** The bucket in the path instead of the host name: MinIO and most others outside AWS. */
  force_path_style: boolean;
};

/**
 * Files in an S3-compatible bucket. The endpoint is the operator's own word, usually a host of the same network, so
 * it is not held to OUTBOUND_ALLOW.
 */
export function createS3Store(options: S3Options): FileStore {
  let client: Promise<S3Client> | undefined;
  const connected = () => {
    client ??= connect(options);
    return client;
  };
  return {
    put: (key, source, meta) =>
      translated(options, async () => put(await connected(), options.bucket, { key, source, meta })),
    get: (key, range) =>
      translated(options, async () => get(await connected(), options.bucket, { key, range })),
    delete: (key) => translated(options, async () => remove(await connected(), options.bucket, key)),
  };
}

// The client repeats a failed request only when it holds the whole body.
const retried_max_bytes = 8 * 1024 * 1024;

// What goes wrong is in the errors; the client would write it to the console as well.
const ignore = () => undefined;
const quiet = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

/** The client is large, and most installations keep their files on disk: it is loaded when first needed. */
async function connect(options: S3Options): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  return new S3Client({
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    region: options.region,
    forcePathStyle: options.force_path_style,
    credentials: { accessKeyId: options.access_key_id, secretAccessKey: options.secret_access_key },
    // Many compatible stores refuse the checksums that AWS made its default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    logger: quiet,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000 },
  });
}

async function put(
  client: S3Client,
  bucket: string,
  file: { key: string; source: FileSource; meta: FileMeta },
): Promise<{ size_bytes: number }> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const path = shardedPath(file.key);
  // S3 wants the length first, and a source that breaks off must not leave half an object.
  const spooled = await spool(limitSource(file.source, file.meta.size_max_bytes));
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: path,
        Body:
          spooled.size_bytes <= retried_max_bytes
            ? await readFile(spooled.path)
            : createReadStream(spooled.path),
        ContentLength: spooled.size_bytes,
        ContentType: file.meta.content_type,
      }),
    );
    return { size_bytes: spooled.size_bytes };
  } finally {
    await rm(spooled.folder, { recursive: true, force: true });
  }
}

async function spool(
  pieces: AsyncIterable<Buffer>,
): Promise<{ folder: string; path: string; size_bytes: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'porchlight-upload-'));
  const path = join(folder, randomUUID());
  try {
    const handle = await open(path, 'wx', 0o600);
    let size_bytes = 0;
    try {
      for await (const piece of pieces) {
        await handle.writeFile(piece);
        size_bytes += piece.length;
      }
    } finally {
      await handle.close();
    }
    return { folder, path, size_bytes };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function get(
  client: S3Client,
  bucket: string,
  file: { key: string; range: ByteRange | undefined },
): Promise<StoredFile | undefined> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { key, range } = file;
  const Range = range && `bytes=${range.first_byte}-${range.last_byte}`;
  try {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: shardedPath(key), Range }));
    if (!(answer.Body instanceof Readable)) {
      throw new FileStoreError('unavailable', `The bucket ${bucket} answered without a body. Retry.`);
    }
    const total = /\/(\d+)$/.exec(answer.ContentRange ?? '')?.[1];
    return { stream: answer.Body, size_bytes: Number(total ?? answer.ContentLength) };
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') {
      return undefined;
    }
    throw error;
  }
}

async function remove(client: S3Client, bucket: string, key: string): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: shardedPath(key) }));
}

const sentences: Readonly<Record<string, string>> = {
  NoSuchBucket: 'does not exist. Create it, or correct S3_BUCKET',
  AccessDenied: 'may not be used with this key. Allow it to get, put and delete objects',
  InvalidAccessKeyId: 'does not know this key. Correct S3_ACCESS_KEY_ID',
  SignatureDoesNotMatch: 'rejects the signature. Correct S3_SECRET_ACCESS_KEY and S3_REGION',
};

async function translated<T>(options: S3Options, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(options, error);
  }
}

/** Errors of the source (an upload cut short) pass unchanged: they are not the bucket's. */
function translateError(options: S3Options, error: unknown): unknown {
  const isAnswer = error instanceof Error && '$metadata' in error;
  const isSocket =
    error instanceof Error && 'code' in error && /^(E[A-Z]+|UND_ERR_.*)$/.test(String(error.code));
  if (error instanceof FileStoreError || !(isAnswer || isSocket)) {
    return error;
  }
  const sentence = sentences[error.name] ?? `cannot be reached (${error.name}). Check S3_ENDPOINT and retry`;
  return new FileStoreError('unavailable', `The bucket ${options.bucket} ${sentence}.`, { cause: error });
}
