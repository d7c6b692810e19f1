import { randomUUID } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { UploadedFile } from '@porchlight/contract/uploaded-file';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { readForm } from './input.ts';
import { receiveFile, type UploadOptions } from './uploads.ts';

/** Teaches the server the three kinds of bodies that the contract knows; GET and DELETE may carry one too. */
export function readBodies(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('remove', 'remove');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(
    /^application\/([\w.-]+\+)?json *(;|$)/i,
    { parseAs: 'string' },
    (request, body, done) => {
      if (String(body).trim() === '') done(null, undefined);
      else void parseJson(request, String(body), done);
    },
  );
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      // `curl -d '{…}'` without a header says form and means JSON.
      if (/^\s*\{/.test(String(body))) void parseJson(request, String(body), done);
      else done(null, readForm(String(body)));
    },
  );
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
}

/**
 * The fields of a multipart body, as a form with the same names would give them, with files in their places. It is
 * read once the caller is known, so that strangers store nothing.
 */
export async function readMultipart(
  request: FastifyRequest,
  uploads: UploadOptions | undefined,
): Promise<Record<string, unknown>> {
  const form = new URLSearchParams();
  const files = new Map<string, UploadedFile>();
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') form.append(part.fieldname, await placeFile(request, part, uploads, files));
      else form.append(part.fieldname, String(part.value ?? ''));
    }
  } catch (error) {
    throw isKnown(error) ? error : new Refusal('malformed_body', BROKEN_MULTIPART, { cause: error });
  }
  return putFiles(readForm(form.toString()), files) as Record<string, unknown>;
}

/** Receives a file and answers a word that holds its place in the form until that is read. */
async function placeFile(
  request: FastifyRequest,
  part: MultipartFile,
  uploads: UploadOptions | undefined,
  files: Map<string, UploadedFile>,
): Promise<string> {
  if (!uploads) return refuseFile(part);
  const word = randomUUID();
  files.set(word, await receiveFile(request, part, uploads));
  return word;
}

function putFiles(value: unknown, files: ReadonlyMap<string, UploadedFile>): unknown {
  if (typeof value === 'string') return files.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => putFiles(item, files));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, putFiles(item, files)]));
}

const BROKEN_MULTIPART =
  'The multipart body is broken. Name its boundary in Content-Type, and end it with that boundary and two dashes.';

// The parser throws bare errors for a broken body, and errors with a status when a limit is reached.
const isKnown = (error: unknown) =>
  error instanceof Refusal || (error instanceof Error && 'statusCode' in error);

async function refuseFile(part: MultipartFile): Promise<never> {
  part.file.resume();
  const { fieldname } = part;
  throw new Refusal('unprocessable', `${fieldname} takes no files here; send the other fields without it`);
}
