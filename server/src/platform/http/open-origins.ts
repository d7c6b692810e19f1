import type { FastifyInstance, FastifyRequest } from 'fastify';

const METHODS = 'GET, POST, PATCH, PUT, DELETE, OPTIONS';
const DAY_SECONDS = 86_400;

/**
 * Lets pages of every site ask what lies under `prefix`, and read the answers. No cookies come with it: whoever asks
 * there says by the address itself who they are.
 */
export function openToAllOrigins(app: FastifyInstance, prefix: string) {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith(prefix)) return;
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after, x-request-id, idempotency-replayed',
    });
  });
  app.options(`${prefix}*`, async (request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': wantedHeaders(request),
        'access-control-max-age': DAY_SECONDS,
      })
      .code(204)
      .send(),
  );
}

// Browsers take `*` for all headers but `authorization`.
const wantedHeaders = ({ headers }: FastifyRequest) => headers['access-control-request-headers'] ?? '*';
