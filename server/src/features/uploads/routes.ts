import { uploads } from '@porchlight/contract/uploads';
import type { FastifyInstance } from 'fastify';
import { type Route, route, type Services } from '../../context.ts';
import { Refusal } from '../../platform/refusal.ts';
import { limitAccount } from '../accounts/rate-limits.ts';
import { receiveUpload } from './direct-upload.ts';
import { presentUpload } from './present.ts';
import { keepFetched, keepUpload } from './upload.ts';

export const uploadRoutes: readonly Route[] = [
  route(uploads.create, async (ctx, { attachment, external_url }, { request }) => {
    await limitAccount(ctx, request, { name: 'upload', max: 60, window_seconds: 3600 });
    const url = external_url?.trim();
    if (attachment) return presentUpload(ctx, await keepUpload(ctx, attachment));
    if (url) return presentUpload(ctx, await keepFetched(ctx, url));
    throw new Refusal('unprocessable', 'Send a file as attachment in a multipart form, or an external_url');
  }),
];

/** Takes announced files: a body is a file here, whatever its type. */
export function addUploadTarget(app: FastifyInstance, services: Services, admitWrite: () => Promise<void>) {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    scope.put<{ Params: { token: string } }>('/rails/active_storage/disk/:token', async (request, reply) => {
      await admitWrite();
      const ctx = { services, queries: services.database.queries, now: services.now };
      await receiveUpload(ctx, request.params.token, request.body as AsyncIterable<Uint8Array>);
      return reply.code(204).send();
    });
    done();
  });
}
