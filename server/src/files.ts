import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import type { Services } from './context.ts';
import { deriveKey } from './platform/crypto/derived-key.ts';
import { isClaimed } from './platform/files/claims.ts';
import { createDiskStore } from './platform/files/disk-store.ts';
import type { Files } from './platform/files/files.ts';
import { fileHeaders } from './platform/files/headers.ts';
import { createFileLinks, type FileClaim } from './platform/files/links.ts';
import { createS3Store } from './platform/files/s3-store.ts';
import { type ByteRange, type FileStore, variantKey } from './platform/files/store.ts';
import { notFound } from './platform/refusal.ts';

/** Files in the data folder, or in a bucket when one is set. */
export function openFiles(config: Config, secret_key: string, now: () => Date): Files {
  const secret = deriveKey(secret_key, 'file links');
  const links = createFileLinks({ secret, base_url: config.frontend_url, now });
  if (config.s3) {
    const { endpoint, ...bucket } = config.s3;
    return { links, store: createS3Store({ ...bucket, ...(endpoint ? { endpoint } : {}) }) };
  }
  return { links, store: createDiskStore({ directory: filesFolder(config) }) };
}

const filesFolder = ({ data_dir }: Config) => join(data_dir, 'files');

// Whoever sends a file that long without a byte is not coming back.
const ABANDONED_MS = 3_600_000;

/** Removes what a killed server left half received. What another one, on the same folder, receives just now stays. */
export async function removeUnfinishedFiles(config: Config, now: Date) {
  if (config.s3 !== undefined) return;
  const since = new Date(now.getTime() - ABANDONED_MS);
  await createDiskStore({ directory: filesFolder(config) }).removeUnfinished(since);
}

const LINK_SECONDS = 300;

/** Serves files: the link in an answer stays the same and leads to one that soon ends. */
export function addFileRoutes(app: FastifyInstance, { files, database }: Services) {
  app.get('/files/stable/*', async (request, reply) => {
    const claim = files.links.verifyStable(pathOf(request));
    if (claim === 'invalid' || !(await isClaimed(database.queries, claim))) throw notFound();
    return reply.redirect(files.links.sign({ ...claim, expires_in_seconds: LINK_SECONDS }), 302);
  });

  app.get('/files/*', async (request, reply) => {
    const claim = files.links.verify(pathOf(request));
    if (claim === 'invalid' || claim === 'expired') throw notFound();
    return sendFile(request, reply, files.store, claim);
  });
}

const pathOf = (request: FastifyRequest) => request.raw.url ?? '';

async function sendFile(request: FastifyRequest, reply: FastifyReply, store: FileStore, claim: FileClaim) {
  const key = claim.variant ? variantKey(claim.key, claim.variant) : claim.key;
  const range = readRange(request.headers.range);
  const found = await store.get(key, range);
  if (!found) throw notFound();
  const { stream, size_bytes } = found;
  reply.headers({ ...fileHeaders(claim), 'accept-ranges': 'bytes' });
  if (!range) return reply.header('content-length', size_bytes).send(stream);
  const last_byte = Math.min(range.last_byte, size_bytes - 1);
  if (range.first_byte > last_byte) {
    stream.destroy();
    return reply.code(416).header('content-range', `bytes */${size_bytes}`).send('');
  }
  return reply
    .code(206)
    .header('content-range', `bytes ${range.first_byte}-${last_byte}/${size_bytes}`)
    .header('content-length', last_byte - range.first_byte + 1)
    .send(stream);
}

/** One range, as players of sound and film ask for; anything else gets the whole file. */
function readRange(header: string | undefined): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined) return undefined;
  const range = { first_byte: Number(first), last_byte: last ? Number(last) : Number.MAX_SAFE_INTEGER };
  return range.last_byte >= range.first_byte ? range : undefined;
}
