import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { readForm } from './input.ts';

/** Teaches the server the three kinds of bodies that the contract knows; GET and DELETE may carry one too. */
export function readBodies(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('remove', 'remove');
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(/^application\/(.+\+)?json/, { parseAs: 'string' }, (request, body, done) => {
    if (String(body).trim() === '') done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (request, body, done) => {
      // `curl -d '{…}'` without a header says form and means JSON.
      if (/^\s*\{/.test(String(body))) void parseJson(request, String(body), done);
      else done(null, readForm(String(body)));
    },
  );
  app.addHook('preValidation', async (request) => {
    if (request.isMultipart()) request.body = await readMultipart(request);
  });
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
}

/** The fields of a multipart body, as a form with the same names would give them. */
async function readMultipart(request: FastifyRequest): Promise<Record<string, unknown>> {
  const form = new URLSearchParams();
  for await (const part of request.parts()) {
    if (part.type === 'file') await refuseFile(part);
    else form.append(part.fieldname, String(part.value ?? ''));
  }
  return readForm(form.toString());
}

async function refuseFile(part: MultipartFile): Promise<never> {
  part.file.resume();
  const { fieldname } = part;
  throw new Refusal('unprocessable', `${fieldname} takes no files here; send the other fields without it`);
}
