import * as nodeFileSystem from 'node:fs/promises';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDiskStore, type FileSystem } from './disk-store.ts';
import { createS3Store, type S3Options } from './s3-store.ts';
import { peekHead } from './source.ts';
import { type FileStore, newFileKey, variantKey } from './store.ts';

let directory = '';
let bucket: Server;
const objects = new Map<string, { body: Buffer; headers: Record<string, unknown> }>();
let refuseWith: { status: number; code: string; times: number } | undefined;

beforeAll(async () => {
  bucket = createServer(async (request, response) => {
    const path = request.url?.replace(/\?.*/, '') ?? '';
    const body = Buffer.concat(await request.toArray());
    if (refuseWith !== undefined && refuseWith.times-- > 0) {
      response.writeHead(refuseWith.status, { 'content-type': 'application/xml' });
      response.end(`<?xml version="1.0"?><Error><Code>${refuseWith.code}</Code></Error>`);
      return;
    }
    if (request.method === 'PUT') {
      objects.set(path, { body, headers: request.headers });
      response.end();
    } else if (request.method === 'DELETE') {
      objects.delete(path);
      response.writeHead(204).end();
    } else {
      answerObject(path, request.headers.range, response);
    }
  });
  await new Promise<void>((ready) => bucket.listen(0, '127.0.0.1', ready));
});

function answerObject(path: string, range: string | undefined, response: ServerResponse): void {
  const found = objects.get(path);
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'application/xml' });
    response.end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>');
    return;
  }
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (first === undefined) {
    response.end(found.body);
    return;
  }
  const part = found.body.subarray(Number(first), Number(last) + 1);
  response.writeHead(206, {
    'content-range': `bytes ${first}-${last}/${found.body.length}`,
    'content-length': part.length,
  });
  response.end(part);
}

beforeEach(async () => {
  await rm(directory, { recursive: true, force: true });
  directory = await mkdtemp(join(tmpdir(), 'porchlight-files-'));
  objects.clear();
  refuseWith = undefined;
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await new Promise((done) => bucket.close(done));
});

function s3Options(): S3Options {
  const { port } = bucket.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { access_key_id: 'AKEXAMPLE', secret_access_key: 'not-a-secret' };
  return { endpoint, region: 'eu-test-1', bucket: 'desk', ...keys, force_path_style: true };
}

const stores: [string, () => FileStore, () => Promise<number>][] = [
  ['disk', () => createDiskStore({ directory }), async () => (await filesIn(directory)).length],
  ['S3', () => createS3Store(s3Options()), async () => objects.size],
];

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function read(stream: Readable | undefined): Promise<string> {
  return Buffer.concat((await stream?.toArray()) ?? []).toString();
}

async function* pieces(...list: (string | Error)[]): AsyncGenerator<Buffer, void, void> {
  for (const piece of list) {
    if (piece instanceof Error) {
      throw piece;
    }
    yield Buffer.from(piece);
  }
}

const meta = { content_type: 'text/plain' };

describe.each(stores)('a %s store', (_kind, createStore, countFiles) => {
  test.each([
    ['a buffer', () => Buffer.from('hello, world'), 'hello, world'],
    ['a stream', () => pieces('hello, ', 'wor', 'ld'), 'hello, world'],
    ['nothing', () => Buffer.alloc(0), ''],
  ])('gives back %s as it was put', async (_what, source, text) => {
    const store = createStore();
    const key = newFileKey();
    expect(await store.put(key, source(), meta)).toEqual({ size_bytes: text.length });
    const stored = await store.get(key);
    expect(stored?.size_bytes).toBe(text.length);
    expect(await read(stored?.stream)).toBe(text);
  });

  test('gives a range of a file, and the size of the whole', async () => {
    const store = createStore();
    const key = newFileKey();
    await store.put(key, Buffer.from('0123456789'), meta);
    const stored = await store.get(key, { first_byte: 2, last_byte: 4 });
    expect(stored?.size_bytes).toBe(10);
    expect(await read(stored?.stream)).toBe('234');
  });

  test('keeps a thumbnail beside its file', async () => {
    const store = createStore();
    const key = newFileKey();
    await store.put(key, Buffer.from('big'), meta);
    await store.put(variantKey(key, 'thumb'), Buffer.from('small'), meta);
    expect(await read((await store.get(key))?.stream)).toBe('big');
    expect(await read((await store.get(variantKey(key, 'thumb')))?.stream)).toBe('small');
  });

  test('replaces a file that is put again', async () => {
    const store = createStore();
    const key = newFileKey();
    await store.put(key, Buffer.from('first, and long'), meta);
    await store.put(key, Buffer.from('second'), meta);
    expect(await read((await store.get(key))?.stream)).toBe('second');
    expect(await countFiles()).toBe(1);
  });

  test('has nothing under a key that was never put or was deleted', async () => {
    const store = createStore();
    const key = newFileKey();
    expect(await store.get(key)).toBeUndefined();
    await store.put(key, Buffer.from('x'), meta);
    await store.delete(key);
    await store.delete(key);
    expect(await store.get(key)).toBeUndefined();
    expect(await countFiles()).toBe(0);
  });

  test('takes a file of exactly the limit, and leaves nothing of a longer one', async () => {
    const store = createStore();
    await store.put(newFileKey(), pieces('12345', '67890'), { ...meta, size_max_bytes: 10 });
    expect(await countFiles()).toBe(1);
    const key = newFileKey();
    const put = store.put(key, pieces('12345', '67890', '!'), { ...meta, size_max_bytes: 10 });
    await expect(put).rejects.toMatchObject({ reason: 'too_large' });
    expect(await store.get(key)).toBeUndefined();
    expect(await countFiles()).toBe(1);
  });

  test('leaves nothing of an upload that breaks off, and passes its error on unchanged', async () => {
    const broken = Object.assign(new Error('aborted'), { name: 'UploadAborted' });
    await expect(createStore().put(newFileKey(), pieces('12345', broken), meta)).rejects.toBe(broken);
    expect(await countFiles()).toBe(0);
  });

  test.each([
    '',
    '.',
    '..',
    '../../etc/passwd',
    'A'.repeat(40),
    'a'.repeat(39),
    'a'.repeat(41),
    `${'a'.repeat(40)}/x`,
    `${'a'.repeat(40)}\n`,
    '%2e%2e',
    `${'a'.repeat(40)}-other`,
    'C:\\x',
    '\0',
  ])('refuses %j, which is no key of ours', async (key) => {
    const store = createStore();
    await expect(store.put(key, Buffer.from('x'), meta)).rejects.toMatchObject({ reason: 'key' });
    await expect(store.get(key)).rejects.toMatchObject({ reason: 'key' });
    await expect(store.delete(key)).rejects.toMatchObject({ reason: 'key' });
    expect(await countFiles()).toBe(0);
  });
});

describe('a disk store', () => {
  function failing(method: 'open' | 'rename' | 'write' | 'sync', code: string): FileSystem {
    const fail = async () => Promise.reject(Object.assign(new Error(`${code}: simulated`), { code }));
    if (method === 'open' || method === 'rename') {
      return { ...nodeFileSystem, [method]: fail };
    }
    const openFailing: typeof open = async (...args) => {
      const handle = await open(...args);
      return Object.assign(handle, method === 'write' ? { writeFile: fail } : { sync: fail });
    };
    return { ...nodeFileSystem, open: openFailing };
  }

  test.each([
    ['open', 'ENOSPC', 'full'],
    ['write', 'ENOSPC', 'full'],
    ['write', 'EDQUOT', 'full'],
    ['sync', 'ENOSPC', 'full'],
    ['rename', 'ENOSPC', 'full'],
    ['open', 'EACCES', 'unavailable'],
    ['open', 'EROFS', 'unavailable'],
    ['sync', 'EIO', 'unavailable'],
  ] as const)(
    'that meets an error in %s (%s) says what to do and leaves nothing behind',
    async (method, code, reason) => {
      const store = createDiskStore({ directory, fileSystem: failing(method, code) });
      const error: Error = await store
        .put(newFileKey(), Buffer.from('x'), meta)
        .then(Object, (error) => error);
      expect(error).toMatchObject({ name: 'FileStoreError', reason, cause: { code } });
      expect(error.message).toContain(directory);
      expect(await filesIn(directory)).toEqual([]);
    },
  );

  test('shows a file under its key only when it is whole', async () => {
    const store = createDiskStore({ directory });
    const key = newFileKey();
    const halfway = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    async function* slow() {
      yield Buffer.from('first ');
      halfway.resolve();
      await goOn.promise;
      yield Buffer.from('second');
    }
    const put = store.put(key, slow(), meta);
    await halfway.promise;
    expect(await store.get(key)).toBeUndefined();
    goOn.resolve();
    await put;
    expect(await read((await store.get(key))?.stream)).toBe('first second');
  });

  test('removes at the start what a crash left half written, and nothing else', async () => {
    const store = createDiskStore({ directory });
    const key = newFileKey();
    await store.put(key, Buffer.from('whole'), meta);
    const now = Date.now();
    const abandoned = new Date(now - 7_200_000);
    for (const [name, time] of Object.entries({ '0a': abandoned, '0b': new Date(now) })) {
      const path = join(directory, 'unfinished', `${newFileKey()}.${name}`);
      await nodeFileSystem.writeFile(path, 'half');
      await nodeFileSystem.utimes(path, time, time);
    }
    expect(await store.removeUnfinished(new Date(now - 3_600_000))).toBe(1);
    const left = await nodeFileSystem.readdir(join(directory, 'unfinished'));
    expect(left).toEqual([expect.stringMatching(/0b$/)]);
    await nodeFileSystem.rm(join(directory, 'unfinished'), { recursive: true });
    expect(await filesIn(directory)).toHaveLength(1);
    expect(await read((await store.get(key))?.stream)).toBe('whole');
  });

  test('spreads files over folders and keeps them from other users', async () => {
    const store = createDiskStore({ directory });
    const key = newFileKey();
    await store.put(key, Buffer.from('x'), meta);
    const path = join(directory, key.slice(0, 2), key.slice(2, 4), key);
    expect(await readFile(path, 'utf8')).toBe('x');
    expect(((await nodeFileSystem.stat(path)).mode & 0o077).toString(8)).toBe('0');
  });
});

describe('an S3 store', () => {
  test('signs with its key and sends the length and the sniffed type', async () => {
    const key = newFileKey();
    await createS3Store(s3Options()).put(key, pieces('ab', 'c'), { content_type: 'image/png' });
    const object = objects.get(`/desk/${key.slice(0, 2)}/${key.slice(2, 4)}/${key}`);
    expect(object?.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '3' });
    expect(object?.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKEXAMPLE\/\d{8}\/eu-test-1\/s3\//,
    );
  });

  test.each([
    [403, 'AccessDenied', 'Allow it'],
    [403, 'SignatureDoesNotMatch', 'S3_SECRET_ACCESS_KEY'],
    [404, 'NoSuchBucket', 'S3_BUCKET'],
  ])('that is told %i %s says what to do', async (status, code, advice) => {
    refuseWith = { status, code, times: Infinity };
    const put = createS3Store(s3Options()).put(newFileKey(), Buffer.from('x'), meta);
    await expect(put).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining(advice),
    });
  });

  test('tries again when the bucket is busy for a moment', async () => {
    refuseWith = { status: 503, code: 'SlowDown', times: 1 };
    const key = newFileKey();
    await createS3Store(s3Options()).put(key, pieces('ab', 'c'), meta);
    expect(await read((await createS3Store(s3Options()).get(key))?.stream)).toBe('abc');
  });

  test('takes a file that is too large to hold', async () => {
    const size_bytes = 9 * 1024 * 1024;
    const key = newFileKey();
    expect(await createS3Store(s3Options()).put(key, Buffer.alloc(size_bytes, 'x'), meta)).toEqual({
      size_bytes,
    });
    expect((await createS3Store(s3Options()).get(key))?.size_bytes).toBe(size_bytes);
  });

  test('that is not there says where to look', async () => {
    const put = createS3Store({ ...s3Options(), endpoint: 'http://127.0.0.1:1' }).put(
      newFileKey(),
      Buffer.from('x'),
      meta,
    );
    await expect(put).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining('S3_ENDPOINT'),
    });
  });
});

describe('a look at the head', () => {
  test.each([0, 1, 3, 4, 7, 100])('of %i bytes leaves the source whole', async (head_bytes) => {
    const peeked = await peekHead(pieces('abc', 'def', 'g'), head_bytes);
    expect(peeked.head.toString()).toBe('abcdefg'.slice(0, head_bytes));
    expect(Buffer.concat(await Readable.from(peeked.source).toArray()).toString()).toBe('abcdefg');
  });
});
