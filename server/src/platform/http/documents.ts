import type { FastifyInstance } from 'fastify';
import { describeApi, type Operations } from './openapi.ts';
import { renderReference } from './reference-page.ts';

interface Documented {
  operations: Operations;
  version: string;
  /** Where the desk is reached. */
  url: string;
}

/** `/openapi.json` for programs, `/docs` for people: both made from the operations that are served. */
export function addDocuments(app: FastifyInstance, { operations, version, url }: Documented) {
  let page: string | undefined;
  let description: string | undefined;

  app.get('/openapi.json', async (_request, reply) => {
    description ??= JSON.stringify(describeApi(operations, { version, url }));
    return reply
      .headers({ 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' })
      .type('application/json; charset=utf-8')
      .send(description);
  });

  app.get('/docs', async (_request, reply) => {
    page ??= renderReference(operations, { url });
    return reply
      .headers({
        'cache-control': 'public, max-age=300',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      })
      .type('text/html; charset=utf-8')
      .send(page);
  });
}
